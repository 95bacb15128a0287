"""What people write to get a kappa out of a CSV file: pandas and scikit-learn, cold."""

import sys

import pandas
from sklearn.metrics import cohen_kappa_score

table = pandas.read_csv(sys.argv[1])
print(cohen_kappa_score(table["ann"], table["judge"]))
