#!/usr/bin/env python3
"""Fits models/second.tsv, by which a decided card is looked at a second time: which line is the
person, and which are titles:

    make_second.py TRUTH.jsonl SECOND.jsonl [TRUTH SECOND]... > second.tsv

SECOND is what `CARDCAT_BENCH_SECOND=1 bench_fields` says of the cards of TRUTH (truth.py says what
that is), read with weights that did not see the firm of the card: what was decided of a line is one
of its features, and would be too good else.  The person is chosen by a conditional logit among the
lines and "none"; a line is a title by a logistic function.  Both by AdaGrad with a penalty; a set
of generated cards (its path says "synthetic") counts SYNTHETIC_SHARE.

What is right when a card's own firm was held out, one fold of firms in five at a time, is printed
on standard error.  --held N: only the weights that did not see fold N.
"""
import json
import math
import os
import random
import re
import sys

from truth import fold_of, listed, read_firms, read_truth

FOLDS = 5
EPOCHS = 40
RATE = 0.2
PENALTY = 2.5  # of all cards together
SYNTHETIC_SHARE = 0.35
WEIGHT_MIN = 0.01
LETTERS_MIN = 3  # a shorter piece of a title is one by chance


def words(text):
    return " ".join(re.findall(r"[^\W_]+", text.casefold()))


def spellings(card, field):
    """Those of CARD's FIELD; None when a person cannot read it."""
    values = listed(card.get(field))
    return None if "?" in values else [words(v) for v in values]


def is_name(text, names):
    text = words(text)
    return any(name and (text == name or len(name) > 4 and name in text
                         and len(text) <= len(name) + 10) for name in names)


def is_part(text, values):
    text = words(text)
    return bool(text) and any(text == value or len(text) >= LETTERS_MIN and
                              f" {text} " in f" {value} " for value in values)


class Card:
    def __init__(self, read, card, share, part):
        self.share, self.part = share, part
        names, titles = spellings(card, "name"), spellings(card, "title")
        if names:
            names += [words(v) for v in listed(card.get("name_alt"))]
        also = [words(v) for v in listed(card.get("title_alt"))]
        self.persons = [read["none"][1:]] + [s[2:] for s in read["spans"] if s[1]]
        self.right = [] if names is None else [not names] + [
            is_name(s[0], names) for s in read["spans"] if s[1]]
        self.lines = [] if titles is None else [  # what may be a title or not teaches nothing
            (s[2:], is_part(s[0], titles)) for s in read["spans"]
            if is_part(s[0], titles) or not is_part(s[0], also)]


def cards_of(truth_path, second_path):
    truth, firms = read_truth(truth_path), read_firms(truth_path)
    share = SYNTHETIC_SHARE if "synthetic" in truth_path else 1
    with open(second_path, encoding="utf-8") as lines:
        for read in map(json.loads, lines):
            name = os.path.basename(read["file"])
            if len(truth.get(name, [])) == 1:
                yield Card(read, truth[name][0], share, fold_of(firms[name], FOLDS))


class Weights:
    """Those of one decision, and what AdaGrad knows of each."""

    def __init__(self):
        self.of, self.squares = {}, {}

    def score(self, features):
        return sum(self.of.get(f, 0) for f in features)

    def learn(self, features, gain, share, penalty):
        for f in features:
            slope = share * gain - penalty * self.of.get(f, 0)
            self.squares[f] = self.squares.get(f, 1e-3) + slope * slope
            self.of[f] = self.of.get(f, 0) + RATE * slope / math.sqrt(self.squares[f])


def learn_person(weights, card, penalty):
    if not any(card.right):
        return
    scores = [weights.score(features) for features in card.persons]
    parts = [math.exp(score - max(scores)) for score in scores]
    right = sum(part for part, fits in zip(parts, card.right) if fits)
    for features, part, fits in zip(card.persons, parts, card.right):
        gain = (part / right if fits else 0) - part / sum(parts)
        if abs(gain) > 1e-4:
            weights.learn(features, gain, card.share, penalty)


def learn_titles(weights, card, penalty):
    for features, fits in card.lines:
        chance = 1 / (1 + math.exp(-max(min(weights.score(features), 50), -50)))
        weights.learn(features, fits - chance, card.share, penalty)


def fit(cards):
    order, persons, titles = random.Random(1), Weights(), Weights()
    cards = list(cards)
    for _ in range(EPOCHS):
        order.shuffle(cards)
        for card in cards:
            learn_person(persons, card, PENALTY / len(cards))
            learn_titles(titles, card, PENALTY / len(cards) / max(len(card.lines), 1))
    return persons, titles


def person_is_right(persons, card):
    scores = [persons.score(features) for features in card.persons]
    return card.right[scores.index(max(scores))]


def report(path, cards, held):
    asked = [card for card in cards if any(card.right)]
    right = sum(person_is_right(held[card.part][0], card) for card in asked)
    judged = [(held[card.part][1].score(features) > 0, fits)
              for card in cards for features, fits in card.lines]
    found, missed, wrong = (sum(pair == kind for pair in judged)
                            for kind in ((True, True), (False, True), (True, False)))
    print(f"{path}: person {right} of {len(asked)}; titles found {found}, missed {missed}, "
          f"wrong {wrong}", file=sys.stderr)


def write(persons, titles):
    print("# What speaks for a line as the person, and as a title.")
    for feature in sorted({*persons.of, *titles.of}):
        both = persons.of.get(feature, 0), titles.of.get(feature, 0)
        if max(map(abs, both)) >= WEIGHT_MIN:
            print(f"{feature}\t{both[0]:.3f}\t{both[1]:.3f}")


def main():
    args = sys.argv[1:]
    only = int(args.pop(1)) if args[0] == "--held" else None
    args = args[1:] if only is not None else args
    sets = [(path, list(cards_of(path, second)))
            for path, second in zip(args[::2], args[1::2])]
    cards = [card for _, of_set in sets for card in of_set]
    if only is not None:
        write(*fit(card for card in cards if card.part != only))
        return
    held = [fit(card for card in cards if card.part != part) for part in range(FOLDS)]
    for path, of_set in sets:
        report(path, of_set, held)
    write(*fit(cards))


if __name__ == "__main__":
    main()
