#!/usr/bin/env python3
"""Fits models/calibration.tsv:

    make_calibration.py TRUTH.jsonl READ.jsonl [TRUTH READ]... > calibration.tsv

READ holds JSON lines of bench_fields, run with a calibration table without entries, so that the
confidences are raw scores; truth.py says what TRUTH is.  For each field the shares of right values
are made monotonous in the raw score (pool adjacent violators) and thinned to KNOTS; one right and
one wrong value are added to each pool, so that no share is 0 or 1 by chance.
"""
import json
import os
import re
import sys

from truth import FIELDS, key, read_truth, read_value, truths

KNOTS = 6


def is_right(card, contact, field, index):
    wanted = truths(card, field)
    if wanted is None:
        return None
    got = key(field, read_value(contact, field, index))
    if field == "titles":
        return any(got in w for w in wanted)
    return got in wanted


def pairs(truth_path, read_path):
    """(field, raw score, right) of every value that was read."""
    cards = read_truth(truth_path)
    with open(read_path, encoding="utf-8") as lines:
        for read in map(json.loads, lines):
            there = cards.get(os.path.basename(read["source"]["path"]), [])
            for card in there if len(there) == 1 else []:  # of several, which is it?
                for e in read["evidence"]:
                    match = re.fullmatch(r"(\w+)(?:\[(\d+)\])?", e["field"])
                    if match[1] not in FIELDS:
                        continue
                    right = is_right(card, read["contact"], match[1], int(match[2] or 0))
                    if right is not None:
                        yield match[1], e["confidence"], right


def pool(points):
    """Pools of (mean score, share right, count), shares rising."""
    pools = []
    for raw, right in sorted(points):
        pools.append([raw, float(right), 1])
        while len(pools) > 1 and (pools[-2][1] / pools[-2][2] >= pools[-1][1] / pools[-1][2]):
            last = pools.pop()
            pools[-1] = [a + b for a, b in zip(pools[-1], last)]
    return [(raw / n, (right + 1) / (n + 2), n) for raw, right, n in pools]


def thin(pools):
    """Neighbouring pools joined until there are at most KNOTS."""
    pools = list(pools)
    while len(pools) > KNOTS:
        at = min(range(len(pools) - 1), key=lambda i: pools[i][2] + pools[i + 1][2])
        (r1, p1, n1), (r2, p2, n2) = pools[at:at + 2]
        n = n1 + n2
        pools[at:at + 2] = [((r1 * n1 + r2 * n2) / n, (p1 * n1 + p2 * n2) / n, n)]
    return pools


def main():
    points = {}
    for truth, read in zip(sys.argv[1::2], sys.argv[2::2]):
        for field, raw, right in pairs(truth, read):
            points.setdefault(field, []).append((raw, right))
    print("# Raw score and the share of values of that score that are right: field, score, share.")
    for field in FIELDS:
        print(f"{field}\t0 0.02")
        for raw, share, _ in thin(pool(points.get(field, []))):
            print(f"{field}\t{raw:.4f} {share:.4f}")


if __name__ == "__main__":
    main()
