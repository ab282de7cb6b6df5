#!/usr/bin/env python3
"""Fits models/firm.tsv, which chooses the lines of a card that are its firm:

    make_firm.py TRUTH.jsonl FIRMS.jsonl [TRUTH FIRMS]... > firm.tsv

FIRMS is what `CARDCAT_BENCH_FIRMS=1 bench_fields` says of the cards of TRUTH (truth.py says what
that is; or layouts of make_layouts.mjs): every group of lines that may be the firm in every way it
may be spelled, with what speaks for it.  A conditional logit (McFadden 1974): of a card's
candidates each is chosen with a probability that grows with exp(sum of its weights); the weights
make the right ones likely, by AdaGrad with a small penalty.  Cards without a right candidate teach
nothing.

How many cards get a right firm when their own firm was held out, one fold of firms in five at a
time, is printed on standard error, beside how many have a right candidate at all.
"""
import json
import math
import os
import random
import re
import sys

from truth import fold_of, listed, read_firms, read_truth

FOLDS = 5
EPOCHS = 8
RATE = 0.15
PENALTY = 0.002
LAYOUT_SHARE = 0.15  # what a generated card counts beside a photographed one
CARD_REPEATS = 2
WEIGHT_MIN = 0.005


def spelled(text):
    """TEXT but for capitals and signs; its words stay apart."""
    return " ".join(re.findall(r"[^\W_]+", text.casefold()))


def firm_of_layout(layout):
    words = []
    for line in layout["lines"]:
        text = line["text"].encode()
        words += [text[start:end].decode() for label, start, end in line["parts"] if label == "org"]
    return {spelled(" ".join(words))} if words else set()


def firms_of_card(card):
    """The spellings of CARD's firm; None when a person cannot read it."""
    firms = listed(card.get("org"))
    return None if "?" in firms else {
        spelled(firm) for firm in firms + (listed(card.get("org_alt")) if firms else [])}


class Card:
    """A card's candidates: what each HAS, and the indices of the RIGHT ones."""

    def __init__(self, candidates, firms, share, part):
        self.has = [has for _, *has in candidates]
        self.share, self.part = share, part
        self.right = [i for i, (text, *_) in enumerate(candidates)
                      if (spelled(text) in firms if firms else i == 0)]


def cards_of(truth_path, firms_path):
    with open(truth_path, encoding="utf-8") as lines:
        first = json.loads(next(lines))
    layouts = {}
    if "lines" in first:
        with open(truth_path, encoding="utf-8") as lines:
            layouts = {layout["file"]: layout for layout in map(json.loads, lines)}
    truth = {} if layouts else read_truth(truth_path)
    firm_of = {} if layouts else read_firms(truth_path)
    with open(firms_path, encoding="utf-8") as lines:
        for read in map(json.loads, lines):
            name = os.path.basename(read["file"])
            if name in layouts:
                yield Card(read["firms"], firm_of_layout(layouts[name]), LAYOUT_SHARE, None)
                continue
            there = truth.get(name, [])
            firms = firms_of_card(there[0]) if len(there) == 1 else None
            if firms is not None:
                yield Card(read["firms"], firms, 1, fold_of(firm_of[name], FOLDS))


def chances(weights, card):
    scores = [sum(weights.get(feature, 0) for feature in has) for has in card.has]
    most = max(scores)
    parts = [math.exp(score - most) for score in scores]
    return [part / sum(parts) for part in parts]


def slope(weights, card):
    """What each weight gains for CARD."""
    chance = chances(weights, card)
    right = sum(chance[i] for i in card.right)
    gains = {}
    for i, has in enumerate(card.has):
        gain = (chance[i] / right if i in card.right else 0) - chance[i]
        for feature in has:
            gains[feature] = gains.get(feature, 0) + gain
    return gains


def fit(cards):
    order, weights, squares = random.Random(1), {}, {}
    cards = [card for card in cards if card.right
             for _ in range(1 if card.part is None else CARD_REPEATS)]
    for _ in range(EPOCHS):
        order.shuffle(cards)
        for card in cards:
            for feature, gain in slope(weights, card).items():
                weight = weights.get(feature, 0)
                gain = card.share * (gain - PENALTY * weight)
                squares[feature] = squares.get(feature, 1e-3) + gain * gain
                weights[feature] = weight + RATE * gain / math.sqrt(squares[feature])
    return weights


def is_right(weights, card):
    chance = chances(weights, card)
    return chance.index(max(chance)) in card.right


def main():
    sets = [(path, list(cards_of(path, firms)))
            for path, firms in zip(sys.argv[1::2], sys.argv[2::2])]
    cards = [card for _, of_set in sets for card in of_set]
    held = [fit([card for card in cards if card.part != part]) for part in range(FOLDS)]
    for path, of_set in sets:
        read = [card for card in of_set if card.part is not None]
        right = sum(is_right(held[card.part], card) for card in read)
        print(f"{path}: {len(read)} cards, with a right candidate "
              f"{sum(bool(card.right) for card in read)}, chosen {right}", file=sys.stderr)
    print("# What speaks for or against a group of lines as the card's firm, and its weight.")
    for feature, weight in sorted(fit(cards).items()):
        if abs(weight) >= WEIGHT_MIN:
            print(f"{feature}\t{weight:.3f}")


if __name__ == "__main__":
    main()
