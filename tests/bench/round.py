#!/usr/bin/env python3
"""Contacts through every format and back: all equal, and exported again to the same bytes.

    round.py COUNT [SEED]     with CARDCAT_BUILD; a table: step, seconds, most memory
    round.py --make COUNT     only writes them, as lines of JSON

Generates COUNT contacts with what formats trip over: accents, Chinese, right-to-left, commas,
semicolons, backslashes, newlines, emoji, fields of 300 characters, several meetings.
"""
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
import uuid
from pathlib import Path

CARDCAT = Path(os.environ.get("CARDCAT_BUILD", "")) / "cardcat"
FAMILY = ["Beck", "Müller-Lüdenscheidt", "O’Hara", "de la Cruz", "Łukasiewicz", "Çelik", "王", "渡辺",
          "김", "כהן", "الأحمد", "Παπαδοπούλου", "Иванова", "Ngô", "von; Semikolon", "Comma, Jr",
          "Back\\slash", "Smith \"Ace\"", "=SUM(A1)", "Þórsdóttir"]
GIVEN = ["Ada", "Zoë", "José María", "小明", "さくら", "민준", "דוד", "محمد", "Ελένη", "Ольга", "Bjørn",
         "Mary-Jane", "X Æ", "a:b", "+Plus", "'Quote", "🙂 Smiley"]
WORDS = ["Forschung", "R&D; Labs", "naïve café", "東京", "مكتب", "משרד", "\\n", "a,b;c", "100%", "🚀",
         "Straße", "https://x.example/?a=b&c=d", "line", "tab", "=1+1", "-", "@home", "<b>bold</b>"]


class Maker:
    """Contacts, the same ones for the same seed."""

    def __init__(self, seed):
        self.random = random.Random(seed)

    def maybe(self, value, chance=0.6):
        return value if self.random.random() < chance else None

    def words(self, most=4):
        return " ".join(self.random.choices(WORDS, k=self.random.randint(1, most)))

    def long(self):
        return (self.words() + " ") * 40

    def phone(self, n):
        digits = "".join(self.random.choices("0123456789", k=8))
        return {"type": self.random.choice(["work", "mobile", "fax", "home", "other"]),
                "value": self.random.choice(["030 / {}", "(030) {}", "+49 30 {}", "030-{}-{}"])
                .format(digits[:4], digits[4:]) + str(n),
                "e164": self.maybe(f"+4930{digits}"), "extension": self.maybe(digits[:3], 0.2)}

    def address(self, n):
        street, town = f"{self.words(2)} {n}", self.words(1)
        whole = {"full": f"{street}, {town}", "street": street, "locality": town,
                 "region": self.maybe("Bavaria"), "postcode": self.maybe("10115"),
                 "country": self.maybe("DE")}
        return whole if self.random.random() < 0.7 else \
            {key: (value if key == "full" else None) for key, value in whole.items()}

    def meeting(self):
        number = self.random.randint
        day = f"20{number(10, 26)}-0{number(1, 9)}-1{number(0, 9)}"
        note = "\n".join(self.words() for _ in range(self.random.randint(1, 4)))
        met = {"event": self.maybe(self.words()), "met_on": self.maybe(day),
               "introduced_by": self.maybe(self.random.choice(GIVEN)), "note": self.maybe(note),
               "tags": sorted(set(self.words(1) for _ in range(self.random.randint(0, 3)))),
               "send_follow_up": self.random.random() < 0.5}
        if self.random.random() < 0.2:
            met[self.random.choice(["followed_up", "drafted", "snoozed_until"])] = \
                "2026-06-17T08:00:00Z"
        return met

    def name(self):
        given, family = self.random.choice(GIVEN), self.random.choice(FAMILY)
        if self.random.random() < 0.2:
            return dict.fromkeys(["full", "prefix", "given", "middle", "family", "suffix"]) | \
                {"full": f"{given} {family}"}
        return {"full": f"{given} {family}", "prefix": self.maybe("Dr.", 0.2), "given": given,
                "middle": self.maybe("M.", 0.2), "family": family,
                "suffix": self.maybe("PhD, MBA", 0.2)}

    def contact(self, n):
        many = self.random.randint
        nobody = dict.fromkeys(["full", "prefix", "given", "middle", "family", "suffix"])
        return {"name": self.name() if self.random.random() < 0.9 else nobody,
                "pronouns": self.maybe("she/her", 0.3),
                "organization": f"{self.words()} {n}", "department": self.maybe(self.words(), 0.3),
                "titles": [f"{self.words()} {i}" for i in range(many(0, 2))] +
                          ([self.long()] if self.random.random() < 0.05 else []),
                "emails": [f"p{n}.{i}@beck.example" for i in range(many(0, 3))],
                "phones": [self.phone(i) for i in range(many(0, 4))],
                "urls": [self.random.choice(["www.{}.example", "https://{}.example/a;b,c",
                                             "{}.example"]).format(n + i)
                         for i in range(many(0, 2))],
                "addresses": [self.address(i) for i in range(many(0, 2))],
                "notes": [f"{self.words()} {i}" for i in range(many(0, 3))]}

    def entry(self, n):
        uid = uuid.UUID(int=self.random.getrandbits(128), version=4)
        touch = {"keep_in_touch": self.random.choice(["6 weeks", "1 year", "off"]),
                 "in_touch": "2026-02-01", "since": "2025-05-06", "chapters": [
                     {"organization": self.words(), "department": self.maybe("R; D"),
                      "title": self.maybe(self.words()), "since": self.maybe("2020-02-03"),
                      "until": "2025-05-06"}]} if self.random.random() < 0.2 else {}
        return {"schema": "cardcat.contact/1", "uid": str(uid), "contact": self.contact(n), **touch,
                "meetings": [self.meeting() for _ in range(self.random.choice([1, 1, 1, 2, 3]))],
                "created": "2026-01-02T03:04:05Z", "changed": "2026-02-03T04:05:06Z"}


def run(what, *arguments):
    start = time.monotonic()
    done = subprocess.Popen([CARDCAT, "-q", *map(str, arguments)])
    _, status, used = os.wait4(done.pid, 0)
    seconds, megabytes = time.monotonic() - start, used.ru_maxrss / 1024
    print(f"{what:34} {seconds:8.2f} s {megabytes:8.0f} MB", flush=True)
    if status:
        sys.exit(f"{what}: cardcat ended with {os.waitstatus_to_exitcode(status)}")


def bytes_of(path):
    if path.is_dir():
        return {file.name: file.read_bytes() for file in sorted(path.iterdir())}
    return path.read_bytes()


def first_difference(a, b):
    if isinstance(a, dict):
        for name in sorted(set(a) | set(b)):
            if a.get(name) != b.get(name):
                return f"{name}: {a.get(name)!r}\n{b.get(name)!r}"
    for number, (x, y) in enumerate(zip(a.splitlines(), b.splitlines()), 1):
        if x != y:
            return f"line {number}:\n{x!r}\n{y!r}"
    return "one is longer"


def check(what, a, b):
    if a != b:
        sys.exit(f"{what}: not the same: {first_difference(a, b)}")


def make(count, seed, file):
    maker = Maker(seed)
    for n in range(count):
        file.write(json.dumps(maker.entry(n), ensure_ascii=False) + "\n")


def main():
    if sys.argv[1] == "--make":
        make(int(sys.argv[2]), 1, sys.stdout)
        return
    count, seed = int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1
    with tempfile.TemporaryDirectory() as place:
        here = Path(place)
        made = here / "made.jsonl"
        with made.open("w", encoding="utf-8") as file:
            make(count, seed, file)
        run("import of what was made", "--db", here / "a.db", "import", made)
        run("export json", "--db", here / "a.db", "export", here / "a.jsonl")
        truth = bytes_of(here / "a.jsonl")
        check("all contacts", len(truth.splitlines()), count)
        for name, ending in ("json", "jsonl"), ("vcard", "vcf"), ("vcard4", "vcf"), ("vdir", "d"):
            book, first, again = (here / f"{name}{end}"
                                  for end in (".db", f".{ending}", f"-2.{ending}"))
            run(f"export {name}", "--db", here / "a.db", "export", "--format", name, first)
            run(f"import {name}", "--db", book, "import", first)
            run(f"export {name} again", "--db", book, "export", "--format", name, again)
            check(f"{name} exported again", bytes_of(first), bytes_of(again))
            run(f"export json of {name}", "--db", book, "export", here / f"{name}.jsonl2",
                "--format", "json")
            check(f"contacts through {name}", truth, bytes_of(here / f"{name}.jsonl2"))
            run(f"import {name} once more", "--db", book, "import", first)
            run(f"export {name} in place", "--db", book, "export", "--format", name, "--force",
                again)
            check(f"{name} imported twice", bytes_of(first), bytes_of(again))
        run("export csv", "--db", here / "a.db", "export", here / "a.csv")
        run("import csv of the same book", "--db", here / "a.db", "import", here / "a.csv")
        run("export json after it", "--db", here / "a.db", "export", here / "b.jsonl")
        check("contacts after their csv", truth, bytes_of(here / "b.jsonl"))
    print(f"{count} contacts: all equal; most memory of one command "
          f"{resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024:.0f} MB")


main()
