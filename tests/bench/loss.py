#!/usr/bin/env python3
"""Where values are lost, room by room:

    loss.py TRUTH.jsonl [--read READ.jsonl] [--lines LINES.jsonl] [--misses]

The photos beside TRUTH.jsonl (models/truth.py says what that is) are read by the cardcat of
$CARDCAT, else of the PATH, or were read before, into READ.jsonl, by
`cardcat scan --no-save --format json`.  Of every value that a card shows it is asked:

    right         given, to the letter (an address to .95 of its letters)
    outline       its card was not found
    lines         nothing like it is in the text that was read
    recognition   what is in the text is like it (from .6 on), with wrong letters
    fields        it stands in the text, and was not chosen

`extra` are values given beyond those; `flawless` are the cards of which name, organization, title,
e-mails, phones and web addresses are right, with none extra.  --misses lists each.  LINES.jsonl is
what `bench_lines` prints of the photos, every reading of every line: of the photos with one card
the share of cards is told whose every value stands in some reading, the most that fields/ can give.
"""
import argparse
import json
import os
import pathlib
import re
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "models"))
from truth import (FIELDS, fold, got_values, optional_values, read_truth, same,  # noqa: E402
                   similar, wanted_values)

ROOMS = ["right", "outline", "lines", "recognition", "fields", "extra"]
PHOTOS = {".jpg", ".jpeg", ".png", ".webp", ".tif", ".tiff", ".heic", ".bmp"}
UNTOUCHED = ["name", "organization", "titles", "emails", "phones", "urls"]
LIKE = 0.6


def compare(card, reading, field):
    """(values that were not given, values given beyond, how many are right)."""
    wanted, got = wanted_values(card, field), got_values(reading["contact"], field)
    if wanted is None:
        return [], [], 0
    optional = optional_values(card, field)
    right, extra = 0, []
    for value in got:
        hit = next((w for w in wanted if same(field, w, value)), None)
        if hit is not None:
            wanted.remove(hit)
            right += 1
        elif not value & optional:
            extra.append(max(value, key=len))
    return wanted, extra, right


def room_of(spellings, text):
    """The room that lost a value of which TEXT has been read."""
    letters, lines = fold(text), [fold(line) for line in text.split("\n")]
    spellings = [fold(s) for s in spellings]
    if any(s in letters for s in spellings):
        return "fields"
    parts = lines + [a + b for a, b in zip(lines, lines[1:])]
    likeness = max((similar(s, p) for s in spellings for p in parts), default=0)
    return "recognition" if likeness >= LIKE else "lines"


def pairs(cards, readings):
    """(card, its reading or None): those that agree in most values belong together."""
    def agreement(card, reading):
        return sum(compare(card, reading, f)[2] for f in FIELDS)
    ranked = sorted(((agreement(c, r), -i, -j) for i, c in enumerate(cards)
                     for j, r in enumerate(readings)), reverse=True)
    lone, taken, found = len(cards) == len(readings) == 1, set(), {}
    for count, i, j in ranked:
        if -i not in found and -j not in taken and (count or lone):
            found[-i] = readings[-j]
            taken.add(-j)
    return [(card, found.get(i)) for i, card in enumerate(cards)]


def count_card(card, reading, tally, misses):
    """TRUE when nothing of the card needs a touch."""
    flawless = reading is not None
    for field in FIELDS:
        if not reading:
            lost, extra, right = wanted_values(card, field) or [], [], 0
        else:
            lost, extra, right = compare(card, reading, field)
        tally[field]["right"] += right
        tally[field]["extra"] += max(0, len(extra) - len(lost))
        for spellings in lost:
            room = room_of(spellings, reading["text"]) if reading else "outline"
            tally[field][room] += 1
            misses.append((room, field, min(spellings), extra))
        if field in UNTOUCHED and (lost or extra):
            flawless = False
    return flawless


def is_held(card, lines):
    """Whether each value of CARD stands in a reading of LINES, or across the first ones."""
    first = [line["text"] for line in lines]
    texts = first + [other for line in lines for other in line["alternatives"]] + [" ".join(first)]
    for field in UNTOUCHED:
        parts = fields_texts(field, texts)
        for spellings in wanted_values(card, field) or []:
            if not any(s in part for s in spellings for part in parts):
                return False
    return True


def fields_texts(field, texts):
    """TEXTS as the keys of FIELD are written, to look for these in them."""
    if field == "phones":
        return [re.sub(r"\D", "", text) for text in texts]
    if field in ("emails", "urls"):
        return [re.sub(r"\s", "", text.casefold()) for text in texts]
    return [fold(text) for text in texts]


def print_held(truth, path):
    held = {}
    with open(path, encoding="utf-8") as cards:
        for card in map(json.loads, cards):
            held.setdefault(os.path.basename(card["file"]), card["lines"])
    asked = [photo for photo, cards in truth.items() if len(cards) == 1]
    whole = sum(is_held(truth[photo][0], held.get(photo, [])) for photo in asked)
    print(f"every value stands in some reading of {whole / max(1, len(asked)):.3f} "
          f"of {len(asked)} cards")


def read_photos(folder):
    photos = sorted(p for p in folder.iterdir() if p.suffix.lower() in PHOTOS)
    command = [os.environ.get("CARDCAT", "cardcat"), "scan", "--no-save", "--no-pair", "--quiet",
               "--format", "json", "--", *map(str, photos)]
    run = subprocess.run(command, stdout=subprocess.PIPE, text=True)
    if run.returncode not in (0, 1):  # 1: some photo held no card
        sys.exit(f"loss.py: {command[0]} gave up ({run.returncode})")
    return run.stdout.splitlines()


def main():
    parser = argparse.ArgumentParser(description="Where values are lost, room by room.")
    parser.add_argument("truth", help="what the cards of the photos beside it say")
    parser.add_argument("--read", help="readings of the photos, one JSON line for each card")
    parser.add_argument("--lines", help="all readings of their lines, as bench_lines prints them")
    parser.add_argument("--misses", action="store_true")
    options = parser.parse_args()
    truth = read_truth(options.truth)
    if options.read:
        lines = pathlib.Path(options.read).read_text(encoding="utf-8").splitlines()
    else:
        lines = read_photos(pathlib.Path(options.truth).parent)
    readings = {}
    for reading in map(json.loads, lines):
        readings.setdefault(os.path.basename(reading["source"]["path"]), []).append(reading)

    tally = {field: dict.fromkeys(ROOMS, 0) for field in FIELDS}
    cards = flawless = 0
    for photo, there in truth.items():
        misses = []
        for card, reading in pairs(there, readings.get(photo, [])):
            cards += 1
            flawless += count_card(card, reading, tally, misses)
        for room, field, value, extra in misses if options.misses else []:
            print(f"{room:12} {field:13} {photo}: {value}   {' / '.join(extra)}")
    print("| " + " | ".join(["values", *ROOMS]) + " |")
    print("|---" * (len(ROOMS) + 1) + "|")
    for field, counts in tally.items():
        print(f"| {field} | " + " | ".join(str(counts[room]) for room in ROOMS) + " |")
    sums = [sum(counts[room] for counts in tally.values()) for room in ROOMS]
    print("| all | " + " | ".join(map(str, sums)) + " |")
    print(f"\n{cards} cards, flawless {flawless / max(1, cards):.3f}")
    if options.lines:
        print_held(truth, options.lines)


if __name__ == "__main__":
    main()
