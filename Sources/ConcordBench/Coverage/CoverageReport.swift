import Glibc

/// The study as Markdown.
struct CoverageReport {
  private let cells: [CoverageCell]
  private let options: CoverageOptions

  init(_ cells: [CoverageCell], _ options: CoverageOptions) {
    self.cells = cells
    self.options = options
  }

  var text: String {
    ([heading, choices] + CoverageStatistic.allCases.map(table)).joined(separator: "\n")
  }

  private var heading: String {
    let samples = cells.reduce(0) { $0 + $1.samples }
    let error = 100 * (0.95 * 0.05 / Double(options.replications)).squareRoot()
    return """
      # How often intervals of 95 % hold the true value

      Made by `\(options.command)`: \(options.replications) samples of each of \(cells.count) \
      designs (\(samples) in all), \(options.resamples) resamples of each bootstrap, seed \
      \(options.seed). The same command gives the same table on any number of processors. \
      A coverage of 95 % is known with a standard error of \(Self.number(error, 2)) points.

      *Population.* An item has a true category, the main one with the probability "main". A rater \
      says the true one with probability a, else either with their prevalences; two raters' kappa \
      is a². Weak is a = 0.6, strong a = 0.9; for the difference, reference and two judges have \
      0.9, 0.6, 0.5 or 0.95, 0.9, 0.8. Of the win rate "main" is the probability of a win among \
      decided comparisons; weak has a fifth of ties, strong none. In questions of 5 items, an item \
      has with probability ½ the outcome of its question, else one of its own: two items are \
      correlated by ¼. The true value is the statistic of 10⁹ items in the population's \
      proportions (exact to 1e-8).

      *Cells* say coverage in per cent (mean width). "None" is the share of samples in which the \
      statistic itself is undefined; they are left out. "Lost" is the share of resamples in which \
      it is. A method that gives no interval for a sample does not cover it. By question, \
      resamples and jackknife leave out whole questions; the jackknife's interval is Student's, \
      and stands for errors that are robust to \
      clusters, which it equals in large samples. Where questions have one item, both are the same.

      """
  }

  private var choices: String {
    var lines = [
      "## Chosen defaults", "",
      "The coverage nearest to 95 % over all cells, by root mean square; of those within a quarter "
        + "of a point, the narrowest. The worst cells are those in which many samples show no "
        + "disagreement, or none of the rarer class: there no interval of these knows how little "
        + "it knows, and the number of items is what has to grow.", "",
    ]
    for statistic in CoverageStatistic.allCases {
      let own = cells.filter { $0.design.statistic == statistic }
      for size in [1, 5] {
        let choice = CoverageChoice(own.filter { $0.design.clusterSize == size })
        guard let best = choice.best else { continue }
        lines.append(
          "- **\(statistic.rawValue)**, \(size == 1 ? "independent items" : "questions of 5"): "
            + "\(best.method.rawValue), \(reason(best, choice))")
      }
    }
    return (lines + [""]).joined(separator: "\n")
  }

  private func reason(_ best: CoverageScore, _ choice: CoverageChoice) -> String {
    let others = choice.scores.filter { $0.method != best.method }.map { score in
      "\(score.method.rawValue) \(Self.number(score.miss, 1))/\(Self.number(score.least, 1))"
    }
    return
      "since its coverage is \(Self.number(best.miss, 1)) points from 95 % in the root mean square "
      + "and at least \(Self.number(best.least, 1)) %, with a width of "
      + "\(Self.number(best.width, 3)) (distance/least of the others: "
      + others.joined(separator: ", ") + ")."
  }

  private func table(_ statistic: CoverageStatistic) -> String {
    var lines = ["## \(Self.capitalised(statistic.rawValue))", ""]
    lines.append("Analytic: \(statistic.analyticName).")
    for size in [1, 5] {
      let own = cells.filter {
        $0.design.statistic == statistic && $0.design.clusterSize == size
      }
      let methods = CoverageMethod.allCases.filter { size > 1 || !$0.isByQuestion }
      lines += ["", size == 1 ? "Independent items:" : "Questions of 5 items:", ""]
      let columns = ["n", "main", "strength", "true", "none %", "lost %"] + methods.map(\.rawValue)
      lines.append("| " + columns.joined(separator: " | ") + " |")
      lines.append("|" + columns.map { _ in "---|" }.joined())
      lines += own.map { row($0, methods) }
    }
    return (lines + [""]).joined(separator: "\n")
  }

  private func row(_ cell: CoverageCell, _ methods: [CoverageMethod]) -> String {
    let design = cell.design
    let none = 100 * Double(cell.undefinedSamples) / Double(max(1, cell.samples))
    let lost = 100 * Double(cell.undefinedResamples) / Double(max(1, cell.resamples))
    let values = methods.map { method -> String in
      guard let coverage = cell.coverage(method), let width = cell.tallies[method]?.meanWidth
      else { return "n/a" }
      return "\(Self.number(coverage, 1)) (\(Self.number(width, 3)))"
    }
    let columns =
      [
        "\(design.itemCount)", Self.number(design.prevalence, 2), design.strength.rawValue,
        Self.number(design.trueValue, 4), Self.number(none, 1), Self.number(lost, 1),
      ] + values
    return "| " + columns.joined(separator: " | ") + " |"
  }

  private static func capitalised(_ words: String) -> String {
    words.prefix(1).uppercased() + words.dropFirst()
  }

  /// With so many decimals.
  private static func number(_ value: Double, _ decimals: Int) -> String {
    let scale = pow(10, Double(decimals))
    let rounded = Int((abs(value) * scale).rounded())
    let whole = rounded / Int(scale)
    let rest = String(rounded % Int(scale))
    let padded = String(repeating: "0", count: max(0, decimals - rest.count)) + rest
    return (value < 0 && rounded > 0 ? "-" : "") + "\(whole).\(padded)"
  }
}
