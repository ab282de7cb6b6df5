#!/usr/bin/env python3
"""What a scan of many photos holds on its way: processor, memory, descriptors.

    load.py [COUNT]      2000 photos, every second one with a card, in a book of their own

Prints a row of a table after 10, 100, 500, 1000, 2000 ... photos.  Only root may see descriptors
(-1).  CARDCAT_BUILD: the build folder; its command is measured.
"""
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "stress"))
import cards  # noqa: E402
import load  # noqa: E402
from home import Home  # noqa: E402

MARKS = (10, 100, 500, 1000, 2000, 5000, 10000)
COLUMNS = ("photos", "CPU ms a photo", "parent, MB", "of it in no file, MB", "worker, MB",
           "its peak, MB", "descriptors", "of a worker")


def row(sample):
    """As a row of the table."""
    megabytes = [f"{kb / 1024:.1f}" for kb in (sample.parent_kb, sample.private_kb,
                                               sample.workers_kb, sample.peak_kb)]
    cells = [sample.photos, f"{sample.cpu_ms:.0f}", *megabytes, sample.descriptors,
             sample.workers_descriptors]
    return "| " + " | ".join(map(str, cells)) + " |"


def main(arguments):
    """The exit status."""
    count = int(arguments[0]) if arguments else 2000
    marks = {*(mark for mark in MARKS if mark < count), count - 2}
    with tempfile.TemporaryDirectory() as folder:
        home = Home(Path(folder) / "home")
        load.write_photos(home.folder / "photos", cards.draw_all(Path(folder) / "cards"), count)
        samples, status = load.scan(home, ["--format", "json", "photos"], marks.__contains__)
    print("| " + " | ".join(COLUMNS) + " |\n" + "|---" * len(COLUMNS) + "|")
    print("\n".join(map(row, samples)))
    return 0 if status == 1 else 1  # half of the photos show no card


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
