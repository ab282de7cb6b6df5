#!/usr/bin/env python3
"""Nothing is lost: cardcat is killed, its disk fails, ten of it run at once.

    stress.py KIND [--rounds N] [--seed N]      one kind, by counted calls alone: a test
    stress.py all --minutes N [--seed N]        all kinds in turn, at random moments too

Prints the seed, where anything is lost, doubled, damaged, wrong, crashed or hung, and a table of
figures; status 1 if anything is.  CARDCAT_BUILD: the build folder; CARDCAT: another command.
"""
import argparse
import itertools
import random
import sys
import tempfile
import time
from pathlib import Path

import cards
import commands
import load
import page
from figures import Figures, table
from home import Home

# Each kind with the rounds of its short form.
ROUNDS = {"kill-scan": 6, "kill-command": 3, "fail-disk": 2, "ten-at-once": 2, "bad-photos": 2,
          "kill-page": 4, "kill-upload": 2, "fill-page": 2, "load": 60}
KINDS = commands.KINDS | page.KINDS | load.KINDS


def run_kind(name, figures, seed, rounds, folder):
    """One kind in a home of its own."""
    home = Home(folder / f"{name}-{seed}")
    try:
        KINDS[name](home, figures, random.Random(f"{name} {seed}"),
                    cards.draw_all(folder / "pictures"), rounds)
    except Exception as error:  # the other kinds go on
        figures.fail("wrong", f"{type(error).__name__}: {error}")
    finally:
        home.close()


def run_for(minutes, all_figures, seed, folder):
    """All kinds in turn, each time with the next seed, until the time is over."""
    end = time.monotonic() + 60 * minutes
    for turn in itertools.count():
        figures = all_figures[turn % len(all_figures)]
        if time.monotonic() >= end:
            return
        number = seed + turn // len(all_figures)
        run_kind(figures.name, figures, number, ROUNDS[figures.name], folder)
        left = max(0, end - time.monotonic()) / 60
        print(f"{figures.name}, seed {number} done; {left:.0f} minutes left", flush=True)


def main(arguments):
    """The exit status."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("kind", choices=[*KINDS, "all"])
    parser.add_argument("--rounds", type=int)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--minutes", type=float, default=0)
    asked = parser.parse_args(arguments)
    names = list(KINDS) if asked.kind == "all" else [asked.kind]
    all_figures = [Figures(name, timed=asked.minutes > 0) for name in names]
    print(f"seed {asked.seed}", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        if asked.minutes > 0:
            run_for(asked.minutes, all_figures, asked.seed, Path(folder))
        else:
            for figures in all_figures:
                rounds = asked.rounds or ROUNDS[figures.name]
                run_kind(figures.name, figures, asked.seed, rounds, Path(folder))
    print(table(all_figures), flush=True)
    return 1 if any(figures.failed() for figures in all_figures) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
