"""A person at a terminal who knows what the cards say: what is wrong, and the fewest keys for it.

What a card says is a line of truth.jsonl (models/truth.py says what that is).
"""
import os
import re
import subprocess
import sys
import time
import unicodedata

WAIT_S, NOTHING_S = 60, 2  # what a key does is seen by then
MORE = {"name": ["Prefix", "Given name", "Middle name", "Family name", "Suffix"],
        "phones": ["Extension", "Type"]}  # what is asked after a value that is edited
LABELS = {"Name": "name", "Title": "title", "Organization": "org", "E-mail": "emails",
          "Web": "urls"}


def fold(text):
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text).lower())


def key_of(kind, text):
    if kind == "phones":
        return re.sub(r"\D", "", re.sub(r" ext\. .*", "", text))[-9:]
    if kind == "urls":
        return re.sub(r"^([a-z]+://)?(www\.)?", "", text.lower()).rstrip("/")
    return text.lower() if kind == "emails" else fold(text)


def texts(value):
    listed = [] if value is None else value if isinstance(value, list) else [value]
    return [one["value"] if isinstance(one, dict) else one for one in listed]


def truth_of(card):
    """(WANTED, FREE): lists of (kind, text, what is right too); FREE: neither wanted nor wrong."""
    wanted, free = [], []
    for kind in ("name", "org", "title", "emails", "urls", "phones"):
        said, also = texts(card.get(kind)), texts(card.get(kind + "_alt"))
        free += [(kind, text, []) for text in texts(card.get(kind + "_optional"))]
        if "?" in said:
            free.append((kind, None, []))
        else:
            wanted += [(kind, text, also) for text in said]
    return wanted, free


def says(kind, value, one):
    return kind == one[0] and (one[1] is None or any(
        key_of(kind, value) == key_of(kind, text) for text in [one[1], *one[2]]))


def first_wrong(rows, wanted, free):
    """(row, kind, text): no row: it is missing; text "": it is too much; None: all is right."""
    left = [w for w in wanted if not any(says(row["kind"], row["value"], w) for row in rows)]
    for row in rows:
        kind, value = row["kind"], row["value"]
        if not kind or any(says(kind, value, one) for one in wanted + free):
            continue
        for w in left:
            if key_of(w[0], value) == key_of(w[0], w[1]):
                return row, w[0], value
        return row, kind, next((w[1] for w in left if w[0] == kind), "")
    return (None, left[0][0], left[0][1]) if left else None


def best_of(said, rows):
    """Which of the cards that a photo SAID is on the screen; None: none of them."""
    def shared(card):
        wanted, _ = truth_of(card)
        return sum(any(says(row["kind"], row["value"], w) for row in rows) for w in wanted)
    best = max(said, key=shared)
    return best if shared(best) >= 2 else None


class Terminal:
    """A terminal in which keys are pressed, and counted."""

    def __init__(self, home):
        self.home, self.keys, self.before = home, 0, None
        self.env = os.environ | {"TMUX_TMPDIR": str(home.parent)}

    def tmux(self, *words):
        return subprocess.run(["tmux", *words], env=self.env, capture_output=True, text=True,
                              check=True).stdout

    def open(self, command):
        self.tmux("-f", "/dev/null", "new-session", "-d", "-x", "200", "-y", "50",
                  f"{command}; echo It ended; sleep 600")

    def close(self):
        self.tmux("kill-server")

    def screen(self):
        return self.tmux("capture-pane", "-p")

    def press(self, *keys):
        self.before = self.screen()
        self.tmux("send-keys", *keys)
        self.keys += len(keys)

    def type(self, text):
        self.before = self.screen()
        self.tmux("send-keys", "-l", text)
        self.keys += len(text)

    def sees(self, *what):
        """The screen, once it is still, shows one of WHAT and what the last key did."""
        start, last, still = time.monotonic(), None, 0
        while time.monotonic() < start + WAIT_S:
            now = self.screen()
            new = now != self.before or time.monotonic() > start + NOTHING_S
            still = still + 1 if now == last else 0
            if still >= 2 and new and any(one in now for one in what):
                self.before = None
                return now
            last = now
            time.sleep(0.05)
        self.close()
        sys.exit(f"never seen: {what}\n{last}")


def rows_of(screen):
    """The values on the screen, from the first; kind "" is one that nobody misses."""
    rows = []
    for line in screen.splitlines():
        found = re.match(r"[? ]([> ])\s*(\d+)  (\S.*?)\s{1,}(?<=.{22})(\S.*)", line)
        if not found:
            continue
        label, value = line[6:20].strip(), re.split(r"\s{2,}", line[21:])[0].strip()
        kind = "phones" if label.startswith("Phone") else LABELS.get(label, "")
        rows.append({"kind": kind, "value": value, "chosen": found[1] == ">",
                     "at": int(found[2]) - 1})
    return rows


def cheapest(old, new):
    """The keys that make NEW of OLD in a line, with the cursor at its end."""
    a, b, least = 0, 0, min(len(old), len(new))
    while a < least and old[a] == new[a]:
        a += 1
    while b < least - a and old[-1 - b] == new[-1 - b]:
        b += 1
    middle = new[a:len(new) - b]
    gone = len(old) - a - b
    ways = [(["C-u"], new), (["Left"] * b + ["BSpace"] * gone, middle),
            (["C-a"] + ["Right"] * a + ["DC"] * gone, middle)]
    return min(ways, key=lambda way: len(way[0]) + len(way[1]))


class Person:
    """Who knows what the cards say."""

    def __init__(self, terminal):
        self.terminal, self.thoughts, self.cards = terminal, 0, []

    def choose(self, row, rows):
        now = next((one["at"] for one in rows if one["chosen"]), 0)
        steps = row["at"] - now
        if steps:
            self.terminal.press(*["j" if steps > 0 else "k"] * abs(steps))
        self.terminal.sees("? more keys")

    def letter_of(self, kind):
        labels = {"org": "Organization", "emails": "E-mail", "urls": "Web", "name": "Name",
                  "title": "Title", "phones": "Phone, work"}
        screen = self.terminal.sees("any other key goes back")
        return re.search(rf"^  (\w)  {labels[kind]}$", screen, re.M)[1]

    def add(self, kind, text):
        """A value that is missing: a line that says it, else typed."""
        term = self.terminal
        term.press("+")
        screen = term.sees("any other key goes back")
        for number, line in re.findall(r"^  (\d)  (.*)$", screen, re.M):
            if key_of(kind, line) == key_of(kind, text):
                term.press(number)
                return
        term.press(self.letter_of(kind))
        term.sees(":")
        term.type(text)
        term.press("Enter")

    def edit(self, kind, old, new):
        """What else is asked of a value is right: Enter."""
        term = self.terminal
        term.press("e")
        keys, typed_text = cheapest(old, new)
        if keys:
            term.press(*keys)
        term.type(typed_text)
        term.press("Enter")
        for prompt in MORE.get(kind, []):
            term.sees(prompt)
            term.press("Enter")
        term.sees("Changed.")

    def mend(self, wrong, rows):
        row, kind, text = wrong
        term = self.terminal
        self.thoughts += 1
        if row is None:
            self.add(kind, text)
            return
        self.choose(row, rows)
        if text == "":
            term.press("-")
        elif kind != row["kind"]:
            term.press("v")
            term.press(self.letter_of(kind))
        elif not self.other(kind, text):
            self.edit(kind, row["value"], text)

    def other(self, kind, text):
        """Takes another reading that is right; False: there is none."""
        screen = self.terminal.screen()
        if not re.search(r"a: \d+ other", screen):
            return False
        self.terminal.press("a")
        screen = self.terminal.sees("Type its number", "There is no other reading")
        for number, other in re.findall(r"^  (\d)  (.*)$", screen, re.M):
            if key_of(kind, other) == key_of(kind, text):
                self.terminal.press(number)
                return True
        if "Type its number" in screen:
            self.terminal.press("Escape")
            self.terminal.sees("? more keys")
        return False

    def review(self, truth):
        """The card on the screen; what it cost."""
        term, before = self.terminal, self.terminal.keys
        for _ in range(40):
            rows = rows_of(term.sees("? more keys"))
            wrong = first_wrong(rows, *truth)
            if not wrong:
                break
            self.mend(wrong, rows)
            term.sees("? more keys")
        if wrong:
            print("not mended:", wrong, file=sys.stderr)
        term.press("Enter")
        self.cards.append(term.keys - before)
