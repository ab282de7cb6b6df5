#!/usr/bin/env python3
"""What each part of the lines of cards that were read is, for train_fields:

    align_lines.py TRUTH.jsonl LINES.jsonl [HELD] > aligned.jsonl

TRUTH says what the cards say (truth.py), LINES how they were read (bench_lines prints them).  Each
line gets its "parts", [label, first byte, end byte], as make_layouts.mjs has them: the words of the
truth are looked for in the words of the lines, letters that were misread allowed, the longest
common sequence first.  Values found by grammars need no label.  HELD: this fifth of the firms
(0 to 4) is left out, to measure on it.
"""
import difflib
import json
import os
import re
import sys
import unicodedata

from truth import fold_of, listed, read_firms, read_truth

FOLDS = 5
ALIKE = 0.78  # share of letters at which two words are one, misread
WHOLE = 0.85  # of a value's letters in one line: the line has it all
SURE = 0.6  # a line read worse is no print


def plain(text):
    text = unicodedata.normalize("NFKD", text).casefold().replace("ß", "ss").replace("ł", "l")
    return re.sub(r"[\W_]+", "", "".join(c for c in text if not unicodedata.combining(c)))


class Word:
    """A word of a line: its characters START..END, its letters, and what it was taken for."""

    def __init__(self, match):
        self.start, self.end, self.letters = match.start(), match.end(), plain(match.group())
        self.label = None


def words_of(text):
    return [word for word in map(Word, re.finditer(r"\S+", text)) if word.letters]


def alike(a, b):
    return a == b or min(len(a), len(b)) >= 3 and difflib.SequenceMatcher(
        None, a, b, autojunk=False).ratio() >= ALIKE


def common(value, words):
    """Of the free WORDS those that VALUE has, in order: the sequence with most letters."""
    wanted = [w for w in map(plain, value.split()) if w]
    free = [w for w in words if w.label is None]
    best = [[(0, ())] * (len(free) + 1) for _ in range(len(wanted) + 1)]
    for i in reversed(range(len(wanted))):
        for k in reversed(range(len(free))):
            best[i][k] = max(best[i + 1][k], best[i][k + 1], key=lambda found: found[0])
            if alike(wanted[i], free[k].letters):
                letters, rest = best[i + 1][k + 1]
                if len(wanted[i]) + letters > best[i][k][0]:
                    best[i][k] = (len(wanted[i]) + letters, (free[k], *rest))
    return list(best[0][0][1])


def runs(found, words):
    """FOUND in runs of neighbours; one word that was not found may stand between."""
    out = []
    for word in found:
        at = words.index(word)
        if out and at - words.index(out[-1][-1]) <= 2:
            out[-1] = words[words.index(out[-1][0]):at + 1]
        else:
            out.append([word])
    return [([w for w in run if w in found], run) for run in out]


def letters(words):
    return sum(len(word.letters) for word in words)


def claim(label, values, lines, over_lines, need):
    """Labels the words of the first of VALUES that the lines have; FALSE when they have none."""
    for value in values:
        total = len(plain(value))
        found = [part for words in lines for part in runs(common(value, words), words)]
        whole = [(hit, run) for hit, run in found
                 if letters(hit) >= WHOLE * total and letters(hit) >= need * letters(run)]
        parts = [(hit, run) for hit, run in found if letters(hit) >= 0.8 * letters(run) and
                 (letters(hit) >= 3 or len(hit) == len(run))]
        if whole and total:
            chosen = [max(whole, key=lambda part: letters(part[0]) / letters(part[1]))]
        elif over_lines and total and sum(letters(hit) for hit, _ in parts) >= 0.7 * total:
            chosen = parts
        else:
            continue
        for _, run in chosen:
            for word in run:
                word.label = label
        return True
    return False


def label_rest(line, words):
    """Slogans and services are notes, the rest is nothing."""
    free = [word for word in words if word.label is None]
    long = sum(len(word.letters) for word in free if len(word.letters) >= 3)
    is_note = line.get("confidence", 1) >= SURE and long and 2 * long >= letters(free)
    for word in free:
        word.label = "note" if is_note else "noise"


def mark_repeats(firms, lines):
    """A line that only says a piece of the firm again is no second firm."""
    for firm in firms:
        for words in lines:
            found = common(firm, words)
            if found and letters(found) >= max(4, WHOLE * letters(words)):
                for word in words:
                    word.label = word.label or "noise"


def align(card, lines):
    """The parts of each of LINES (as they were read), words that stand together joined."""
    words = [words_of(line["text"]) for line in lines]
    names = listed(card.get("name")) + listed(card.get("name_alt"))
    full = [" ".join(p for p in (card.get("prefix"), n, card.get("suffix")) if p) for n in names]
    claim("name", full + names, words, True, SURE)
    firms = listed(card.get("org")) + listed(card.get("org_alt"))
    claim("org", firms, words, False, 0.75) or claim("org", firms, words, True, SURE)
    claim("title", listed(card.get("title")) + listed(card.get("title_alt")), words, True, SURE)
    for one in listed(card.get("department")):
        claim("dept", [one], words, True, SURE)
    mark_repeats(firms, words)
    for address in listed(card.get("address")):
        for one in words:
            for hit, run in runs(common(address, one), one):
                if letters(hit) >= max(3, SURE * letters(run)):
                    for word in run:
                        word.label = "address"
    for line, one in zip(lines, words):
        label_rest(line, one)
    return [parts_of(line["text"], one) for line, one in zip(lines, words)]


def parts_of(text, words):
    parts = []
    for word in words:
        start, end = (len(text[:at].encode()) for at in (word.start, word.end))
        if parts and parts[-1][0] == word.label:
            parts[-1][2] = end
        else:
            parts.append([word.label, start, end])
    return parts


def main():
    truth, firms = read_truth(sys.argv[1]), read_firms(sys.argv[1])
    held = int(sys.argv[3]) if len(sys.argv) > 3 else None
    with open(sys.argv[2], encoding="utf-8") as read:
        for card in map(json.loads, read):
            name = os.path.basename(card["file"])
            there = truth.get(name, [])
            if len(there) != 1 or fold_of(firms[name], FOLDS) == held:
                continue
            for line, parts in zip(card["lines"], align(there[0], card["lines"])):
                line["parts"] = parts
            print(json.dumps(card, ensure_ascii=False))


if __name__ == "__main__":
    main()
