#!/usr/bin/env python3
"""Averages weights that were learned from different layouts: they err in different places (bagging,
Breiman 1996).

    average_weights.py WEIGHTS.tsv... > weights.tsv

Each is what train_fields printed; a feature that one of them lacks weighs nothing there.
"""
import sys


def read(path):
    """The first line, and each feature's weights."""
    with open(path, encoding="utf-8") as lines:
        head, *rows = lines.read().splitlines()
    cells = (row.split("\t") for row in rows)
    return head, {feature: [float(weight) for weight in weights] for feature, *weights in cells}


def main():
    heads, tables = zip(*map(read, sys.argv[1:]))
    if len(set(heads)) > 1:
        sys.exit("average_weights.py: the files have different labels")
    none = [0.0] * heads[0].count("\t")
    print(heads[0])
    for feature in sorted(set().union(*tables)):
        rows = [table.get(feature, none) for table in tables]
        means = (sum(column) / len(tables) for column in zip(*rows))
        print(feature, *(f"{mean:.3f}" for mean in means), sep="\t")


if __name__ == "__main__":
    main()
