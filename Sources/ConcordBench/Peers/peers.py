"""Times the statistics of Python packages on the files that `concord-bench statistics` wrote.

usage: peers.py FOLDER [TASK...]      each task runs in a process of its own, for its peak memory

Prints one line of JSON for each task and package: milliseconds (median of the runs, data loaded
and arrays made beforehand), value, and the process's peak memory in MB less that before the call.
"""

import json
import resource
import subprocess
import sys
import time
import warnings

warnings.filterwarnings("ignore")


def load(folder, name):
    import numpy as np

    return np.loadtxt(f"{folder}/{name}.csv", delimiter=",", skiprows=1)


def cohen_sklearn(data):
    from sklearn.metrics import cohen_kappa_score

    one, two = data[:, 0].astype(int), data[:, 1].astype(int)
    return lambda: cohen_kappa_score(one, two)


def cohen_statsmodels(data):
    from statsmodels.stats.inter_rater import cohens_kappa, to_table

    table = data.astype(int)
    return lambda: cohens_kappa(to_table(table)[0]).kappa


def alpha_krippendorff(metric):
    def prepare(data):
        import krippendorff

        ratings = data.T.copy()
        return lambda: krippendorff.alpha(ratings, level_of_measurement=metric)

    return prepare


def ac1_irrcac(data):
    import pandas
    from irrCAC.raw import CAC

    frame = pandas.DataFrame(data)
    return lambda: CAC(frame, digits=12).gwet()["est"]["coefficient_value"]


def bootstrap_scipy(data):
    import numpy as np
    from scipy import stats

    one, two = data[:, 0].astype(int), data[:, 1].astype(int)

    def kappa(x, y, axis=-1):
        agree = (x == y).mean(axis=axis)
        chance = sum((x == k).mean(axis=axis) * (y == k).mean(axis=axis) for k in range(3))
        return (agree - chance) / (1 - chance)

    return lambda: stats.bootstrap(
        (one, two), kappa, paired=True, vectorized=True, n_resamples=10_000, batch=500,
        method="percentile", random_state=np.random.default_rng(1),
    ).confidence_interval.low


def dawid_skene(data):
    import pandas
    from crowdkit.aggregation import DawidSkene

    frame = pandas.DataFrame(data.astype(int), columns=["task", "worker", "label"])
    return lambda: len(DawidSkene(n_iter=10, tol=0).fit_predict(frame))


def bradley_terry(data):
    import choix

    matches = [(int(a), int(b)) for a, b in data]
    return lambda: float(choix.ilsr_pairwise(20, matches, alpha=0)[0])


def icc_pingouin(data):
    import pandas
    import pingouin

    rows = [(i, r, v) for i, line in enumerate(data) for r, v in enumerate(line)]
    frame = pandas.DataFrame(rows, columns=["item", "rater", "score"])
    return lambda: float(
        pingouin.intraclass_corr(frame, targets="item", raters="rater", ratings="score")["ICC"][1]
    )


def kendall_scipy(data):
    from scipy import stats

    return lambda: stats.kendalltau(data[:, 0], data[:, 1])[0]


def spearman_scipy(data):
    from scipy import stats

    return lambda: stats.spearmanr(data[:, 0], data[:, 1])[0]


# task: (file, runs, {package: preparation})
TASKS = {
    "cohen": ("pairs", 5, {"scikit-learn": cohen_sklearn, "statsmodels": cohen_statsmodels}),
    "alpha-nominal": ("ratings", 5, {"krippendorff": alpha_krippendorff("nominal")}),
    "alpha-ordinal": ("ratings", 5, {"krippendorff": alpha_krippendorff("ordinal")}),
    "alpha-interval": ("ratings", 5, {"krippendorff": alpha_krippendorff("interval")}),
    "alpha-continuous": ("scores", 1, {"krippendorff": alpha_krippendorff("interval")}),
    "ac1": ("ratings", 5, {"irrCAC": ac1_irrcac}),
    "bootstrap-1e3": ("pairs-1e3", 3, {"scipy": bootstrap_scipy}),
    "dawid-skene": ("labels", 3, {"crowd-kit": dawid_skene}),
    "bradley-terry": ("matches", 3, {"choix": bradley_terry}),
    "icc": ("five-scores", 3, {"pingouin": icc_pingouin}),
    "kendall": ("numbers", 5, {"scipy": kendall_scipy}),
    "spearman": ("numbers", 5, {"scipy": spearman_scipy}),
}


def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def measure(folder, task, package):
    file, runs, packages = TASKS[task]
    call = packages[package](load(folder, file))
    before, times, value = peak(), [], None
    for _ in range(runs):
        start = time.perf_counter()
        value = call()
        times.append((time.perf_counter() - start) * 1e3)
    print(json.dumps({
        "task": task, "package": package, "ms": sorted(times)[len(times) // 2],
        "value": float(value), "mb": peak() - before,
    }))


def main():
    folder, wanted = sys.argv[1], sys.argv[2:]
    if len(wanted) == 2 and wanted[1] in TASKS.get(wanted[0], ("", 0, {}))[2]:
        return measure(folder, *wanted)
    for task, (_, _, packages) in TASKS.items():
        if wanted and task not in wanted:
            continue
        for package in packages:
            run = subprocess.run(
                [sys.executable, __file__, folder, task, package], capture_output=True, text=True)
            print(run.stdout.strip() or json.dumps({
                "task": task, "package": package,
                "error": (run.stderr.strip().splitlines() or ["no output"])[-1][:200],
            }), flush=True)


if __name__ == "__main__":
    main()
