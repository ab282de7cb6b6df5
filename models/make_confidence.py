#!/usr/bin/env python3
"""Fits models/confidence.tsv:

    make_confidence.py TRUTH.jsonl SIGNS.jsonl [TRUTH SIGNS]... > confidence.tsv

SIGNS is what `CARDCAT_BENCH_SIGNS=1 bench_fields` says of the cards of TRUTH (truth.py says what
that is): for each value what its confidence rests on.  A logistic function of it is fitted to
whether the value is right, by Newton's method with a small penalty; a wrong value counts half as
much again as a right one, and each set counts alike, however many cards it has.  What each set's
values look like when their firm is held out (one fold of firms in five at a time) is printed on
standard error: the share of right values, of those given .95 or more how many there are and how
many are right, and the expected calibration error over ten bins.
"""
import json
import math
import os
import re
import sys

from truth import (FIELDS, fold_of, got_values, optional_values, read_firms, read_truth, same,
                   wanted_values)

PENALTY = 0.3
# To call a wrong value sure is worse than to doubt a right one.
WEIGHT_OF_WRONG = 1.5
FOLDS = 5
SURE = 0.95


def row(field, signs):
    return [float(f == field) for f in FIELDS] + signs


def is_right(card, contact, field, index):
    """None when it does not count."""
    wanted = wanted_values(card, field)
    if wanted is None:
        return None
    got = got_values(contact, field)[0 if field == "titles" else index]
    return True if got & optional_values(card, field) else any(same(field, w, got) for w in wanted)


def values(truth_path, signs_path):
    """(photo, signs, right) of every value that was read; the names of the signs."""
    cards, points, names = read_truth(truth_path), [], []
    with open(signs_path, encoding="utf-8") as lines:
        for read in map(json.loads, lines):
            names = read["names"]
            photo = os.path.basename(read["file"])
            there = cards.get(photo, [])
            for card in there if len(there) == 1 else []:  # of several, which is it?
                for name, *signs in read["signs"]:
                    match = re.fullmatch(r"(\w+)(?:\[(\d+)\])?", name)
                    if match[1] not in FIELDS:
                        continue
                    right = is_right(card, read["contact"], match[1], int(match[2] or 0))
                    if right is not None:
                        points.append((photo, row(match[1], signs), right))
    return points, names


def solve(matrix, vector):
    """Gauss, with the largest pivot."""
    rows = [line + [value] for line, value in zip(matrix, vector)]
    for i in range(len(rows)):
        best = max(range(i, len(rows)), key=lambda k: abs(rows[k][i]))
        rows[i], rows[best] = rows[best], rows[i]
        for k in range(i + 1, len(rows)):
            part = rows[k][i] / rows[i][i]
            rows[k] = [a - part * b for a, b in zip(rows[k], rows[i])]
    out = [0.0] * len(rows)
    for i in reversed(range(len(rows))):
        rest = sum(rows[i][k] * out[k] for k in range(i + 1, len(rows)))
        out[i] = (rows[i][-1] - rest) / rows[i][i]
    return out


def probability(weights, signs):
    return 1 / (1 + math.exp(-sum(w * x for w, x in zip(weights, signs))))


def fit(points):
    n = len(points[0][0])
    weights = [0.0] * n
    for _ in range(25):
        slope = [-PENALTY * w for w in weights]
        curve = [[PENALTY * (i == k) for k in range(n)] for i in range(n)]
        for signs, right, share in points:
            share *= 1 if right else WEIGHT_OF_WRONG
            p = probability(weights, signs)
            there = [i for i in range(n) if signs[i]]
            for i in there:
                slope[i] += share * (right - p) * signs[i]
                for k in there:
                    curve[i][k] += share * p * (1 - p) * signs[i] * signs[k]
        weights = [w + step for w, step in zip(weights, solve(curve, slope))]
    return weights


def report(name, held):
    sure = [right for p, right in held if p >= SURE]
    error = 0
    for i in range(10):
        bin_ = [(p, right) for p, right in held if min(9, int(10 * p)) == i]
        error += abs(sum(p for p, _ in bin_) - sum(r for _, r in bin_)) / len(held)
    print(f"{name}: {len(held)} values, right {sum(r for _, r in held) / len(held):.3f}, sure "
          f"{len(sure) / len(held):.3f}, of these right {sum(sure) / max(1, len(sure)):.3f}, "
          f"calibration error {error:.3f}", file=sys.stderr)


def main():
    read = [(truth, *values(truth, signs)) for truth, signs in zip(sys.argv[1::2], sys.argv[2::2])]
    sets, names = [(truth, points) for truth, points, _ in read], list(FIELDS) + read[0][2]
    part = {(truth, photo): fold_of(firm, FOLDS)
            for truth, _ in sets for photo, firm in read_firms(truth).items()}
    most = max(len(points) for _, points in sets)
    share = {truth: most / max(1, len(points)) for truth, points in sets}
    held = {truth: [] for truth, _ in sets}
    for fold in range(FOLDS):
        weights = fit([(signs, right, share[truth]) for truth, points in sets
                       for photo, signs, right in points if part[truth, photo] != fold])
        for truth, points in sets:
            held[truth] += [(probability(weights, signs), right) for photo, signs, right in points
                            if part[truth, photo] == fold]
    for truth, _ in sets:
        report(truth, held[truth])
    print("# What a value's confidence is made of: a field or a sign, its weight.")
    weights = fit([(signs, right, share[truth]) for truth, points in sets
                   for _, signs, right in points])
    for name, weight in zip(names, weights):
        print(f"{name}\t{weight:.3f}")


if __name__ == "__main__":
    main()
