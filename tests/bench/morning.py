#!/usr/bin/env python3
"""The first evening and the next morning of a new user: what they cost in keys and minutes.

    CARDCAT_BUILD=build tests/bench/morning.py FOLDER COUNT [SEED]

Out of FOLDER, which has a truth.jsonl (models/truth.py says what that is), COUNT photos are drawn.
In an empty home they are scanned at eight in the evening, each card is reviewed in a terminal
(tmux) by a person who knows what it says and presses the fewest keys for each thing that is wrong,
and next morning every letter is drafted, opened in mutt, read there and sent to a file.  The clock
is not touched: it is the time zone that is another in the morning.

Keys are pressed and counted, letters of commands too.  The machine's minutes are measured; those of
the person are reckoned: LOOK_S to compare a card with its values, THINK_S before each change and
KEY_S a key, the last two as Card, Moran and Newell, 1980, have them.
"""
import datetime
import email
import email.policy
import json
import os
import random
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from person import WAIT_S, Person, Terminal, best_of, rows_of, truth_of

BUILD = Path(os.environ["CARDCAT_BUILD"])
LOOK_S, THINK_S, KEY_S = 6.0, 1.35, 0.28
EVENING, MORNING = 20.0, 32.5  # hours of the local day
EVENT = "Trade fair"


def zone(hour):
    """A time zone in which it is HOUR now, counted from the midnight before the evening."""
    now = datetime.datetime.now(datetime.timezone.utc)
    ahead = EVENING - (now.hour + now.minute / 60)
    ahead -= 24 if ahead > 11 else 0
    minutes = round((ahead + hour - EVENING) * 60)
    return f"DAY{'-' if minutes >= 0 else '+'}{abs(minutes) // 60}:{abs(minutes) % 60:02}"


def run(home, hour, *words, ok=(0,)):
    """A command that is typed: (what it printed, seconds)."""
    start = time.monotonic()
    env = os.environ | {"HOME": str(home), "TZ": zone(hour)}
    done = subprocess.run([BUILD / "cardcat", *map(str, words)], env=env, cwd=home,
                          capture_output=True, text=True, check=False)
    if done.returncode not in ok:
        sys.exit(f"{words}: {done.returncode}: {done.stderr}")
    return done.stdout, done.stderr, time.monotonic() - start


def typed(*words):
    return len("cardcat " + shlex.join(map(str, words))) + 1


def draw(folder, count, seed, home):
    """COUNT photos of FOLDER in HOME/photos; {name: what the cards in it say}."""
    with (folder / "truth.jsonl").open(encoding="utf-8") as file:
        lines = [json.loads(line) for line in file]
    known = [line for line in lines if line["cards"] and (folder / line["file"]).exists()]
    random.Random(seed).shuffle(known)
    (home / "photos").mkdir()
    for line in known[:count]:
        shutil.copy(folder / line["file"], home / "photos")
    return {line["file"]: line["cards"] for line in known[:count]}


def review_all(home, cards):
    terminal = Terminal(home)
    person = Person(terminal)
    terminal.open(f"HOME={home} TZ={zone(EVENING)} TERM=xterm-256color LC_ALL=C.UTF-8 "
                  f"{BUILD}/cardcat review --terminal")
    start, rejected = time.monotonic(), 0
    while True:
        screen = terminal.sees("? more keys", "It ended")
        if "It ended" in screen:
            break
        place = re.match(r"Card \d+ of \d+ .*?([^ /]+?)(, card \d+ of \d+)?(   back: .*)?$",
                         screen.splitlines()[0].rstrip())
        said = cards.get(place[1]) if place else None
        if said and len(said) == 1 and not place[2]:
            person.review(truth_of(said[0]))
        elif said and place[2] and (own := best_of(said, rows_of(screen))):
            person.review(truth_of(own))
        else:
            terminal.press("r")
            rejected += 1
    terminal.close()
    return person, rejected, time.monotonic() - start


def send_all(home, count):
    """Every draft is opened in mutt, read and sent to a file; (keys, seconds)."""
    drafts, sent = home / ".local/share/cardcat/Drafts", home / "sent"
    sent.mkdir()
    script = home / "sendmail"
    script.write_text(f'#!/bin/sh\ncat >"$(mktemp {sent}/XXXXXX)"\n', encoding="utf-8")
    script.chmod(0o755)
    (home / "rc").write_text(
        f'set folder="{home}" spoolfile="{drafts}" postponed="{drafts}" editor="less" record=""\n'
        f'set from="jo@example.org" sendmail="{script}" sendmail_wait=0 mark_old=no\n',
        encoding="utf-8")
    terminal, start = Terminal(home), time.monotonic()
    terminal.open(f"HOME={home} TZ={zone(MORNING)} LC_ALL=C.UTF-8 TERM=screen-256color "
                  f"mutt -n -F {home}/rc")
    for number in range(1, count + 1):
        terminal.sees("Mutt:")
        terminal.press("R")
        if count - number >= 1:
            terminal.sees("Postponed")
            terminal.press("Enter")
        terminal.sees("(END)", "\n:")
        terminal.press("q")
        terminal.sees("y:Send")
        terminal.press("y")
        end = time.monotonic() + WAIT_S
        while len(list(sent.iterdir())) < number and time.monotonic() < end:
            time.sleep(0.05)
    terminal.close()
    return terminal.keys, time.monotonic() - start


def check_sent(home, people):
    """Each who is written to got one letter, with a subject and no hole."""
    got = []
    for path in (home / "sent").iterdir():
        letter = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
        body = letter.get_content()
        if not letter["Subject"] or re.search(r"[{}\[\]]| ,|\bat \.", body):
            sys.exit(f"{path}: {body}")
        got.append(letter["To"].addresses[0].addr_spec)
    if sorted(got) != sorted(people):
        sys.exit(f"letters differ: {sorted(got)}\n{sorted(people)}")


def main():
    folder, count = Path(sys.argv[1]), int(sys.argv[2])
    seed = int(sys.argv[3]) if len(sys.argv) > 3 else 1
    with tempfile.TemporaryDirectory() as place:
        home = Path(place) / "home"
        home.mkdir()
        cards = draw(folder, count, seed, home)
        words = ("scan", "--event", EVENT, "photos")
        _, said, scanned = run(home, EVENING, *words, "--met-on", today(EVENING), ok=(0, 1))
        print(f"scan: {scanned / 60:.1f} minutes of the machine; {said.splitlines()[-1]}")
        person, rejected, seconds = review_all(home, cards)
        told_review(person, rejected, seconds, typed(*words) + typed("review", "--terminal"))
        told_morning(home)


def today(hour):
    os.environ["TZ"] = zone(hour)
    time.tzset()
    return time.strftime("%Y-%m-%d")


def told_review(person, rejected, seconds, typing):
    costs = sorted(person.cards)
    keys = person.terminal.keys + typing
    minutes = (LOOK_S * (len(costs) + rejected) + THINK_S * person.thoughts + KEY_S * keys) / 60
    print(f"review: {len(costs)} cards saved, {rejected} rejected; keys {keys}, a card median "
          f"{costs[len(costs) // 2]}, mean {sum(costs) / len(costs):.1f}, {costs.count(1)} cards "
          f"one key; {minutes:.0f} minutes of the person, {seconds / 60:.1f} of the terminal")


def told_morning(home):
    early, _, _ = run(home, EVENING, "follow-up", "--format", "json")
    due = [json.loads(line) for line in run(home, MORNING, "follow-up", "--format", "json")[0]
           .splitlines()]
    if early:
        sys.exit("somebody is due in the evening")
    drafted, said, _ = run(home, MORNING, "follow-up", "draft", ok=(0, 1))
    people = [one["entry"]["contact"]["emails"][0] for one in due
              if one["entry"]["contact"]["emails"]]
    keys, seconds = send_all(home, len(drafted.splitlines()))
    check_sent(home, people)
    run(home, MORNING, "follow-up", "done", "--event", EVENT)
    left = run(home, MORNING, "follow-up", "--format", "json")[0].splitlines()
    typing = typed("follow-up") + typed("follow-up", "draft") + len("mutt\n") + \
        typed("follow-up", "done", "--event", EVENT)
    minutes = (LOOK_S * len(people) + KEY_S * (keys + typing)) / 60
    print(f"morning: {len(due)} due, {len(drafted.splitlines())} letters drafted, opened in mutt "
          f"and sent, {len(said.splitlines())} people without an address; keys {keys + typing}, "
          f"{minutes:.0f} minutes of the person, {seconds / 60:.1f} of the terminal; "
          f"{len(left)} left")


main()
