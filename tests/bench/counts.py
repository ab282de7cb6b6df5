#!/usr/bin/env python3
"""How many instructions of our own code five samples cost, room by room; fails when a room grew.

    counts.py BUILD           compares with counts.tsv
    counts.py BUILD --write   writes counts.tsv anew

BUILD: a build folder of the kind that tests/run.sh makes.  Callgrind counts; what libraries do is
left out, so that the figures are those of our code wherever it runs.  Recognition and what asks for
it are not in it: tests/bench/run.sh measures these in seconds.
"""
import os
import re
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
TABLE = os.path.join(HERE, "counts.tsv")
SAMPLES = ["01-scan", "03-qr-german", "04-dark", "10-low-resolution", "12-render"]
# A room may cost so much more before it is told.
GROWTH = 1.05
# Below this many instructions a room is noise.
SMALLEST = 1_000_000


def counted(command, out):
    """The instructions of each room while COMMAND runs."""
    tool = ["valgrind", "--quiet", "--tool=callgrind", f"--callgrind-out-file={out}"]
    subprocess.run(tool + command, check=True, stdout=subprocess.DEVNULL)
    return by_room(out)


def by_room(path):
    """Self cost by the folder of src/ that a line's file is in, from Callgrind's file format."""
    names, rooms, room, skip = {}, {}, None, False
    with open(path, encoding="utf-8", errors="replace") as file:
        for line in file:
            place = re.match(r"(c?)f[ile]=\((\d+)\)(?: (.*))?$", line)
            if place and place[3]:
                names[place[2]] = place[3]
            if place and not place[1]:
                folder = re.search(r"/src/(\w+)/[^/]+(?:/[^/]+)?$", names[place[2]])
                known = folder and os.path.isdir(os.path.join(ROOT, "src", folder[1]))
                room = folder[1] if known else None
            elif line.startswith("calls="):
                skip = True  # the next line is what the call cost inside
            elif line[0].isdigit() or line[0] in "+-*":
                if room and not skip:
                    rooms[room] = rooms.get(room, 0) + int(line.split()[1])
                skip = False
    return rooms


def path_of(sample):
    path = os.path.join(ROOT, "samples", sample)
    return path + (".png" if os.path.exists(path + ".png") else ".jpg")


def shrink(sample, folder):
    """A picture of the sample at a quarter of its size: Callgrind takes fifty times as long."""
    small = os.path.join(folder, sample + ".png")
    subprocess.run(["vips", "shrink", path_of(sample), small, "4", "4"], check=True)
    return small


def count_all(build):
    """By room."""
    program = lambda tool: os.path.join(build, "tests", tool)
    with tempfile.TemporaryDirectory() as work:
        out, lines = os.path.join(work, "counts"), os.path.join(work, "lines")
        photos = [shrink(sample, work) for sample in SAMPLES]
        counts = counted([program("bench_rooms")] + photos, out)
        with open(lines, "wb") as file:
            subprocess.run([program("bench_lines"), path_of(SAMPLES[0])], check=True, stdout=file)
        for room, n in counted([program("bench_fields"), lines], out).items():
            counts[room] = counts.get(room, 0) + n
    return {room: n for room, n in counts.items() if n >= SMALLEST}


def read_table():
    with open(TABLE, encoding="utf-8") as file:
        rows = [line.split("\t") for line in file if not line.startswith("#")]
    return {room: int(n) for room, n in rows}


def write_table(counts):
    with open(TABLE, "w", encoding="utf-8") as file:
        file.write("# Instructions of our own code on five samples (counts.py BUILD --write).\n")
        for room, n in sorted(counts.items()):
            file.write(f"{room}\t{n}\n")


def compare(counts, table):
    worse = 0
    for room in sorted(counts.keys() | table.keys()):
        now, then = counts.get(room, 0), table.get(room, 0)
        grew = now > GROWTH * then
        worse += grew
        if grew or now < then / GROWTH:
            print(f"{room}/: {then:,} instructions, now {now:,}")
    if worse:
        print("If that is worth what it brings: counts.py BUILD --write, and say so in the commit.")
    return 1 if worse else 0


def main():
    if len(sys.argv) not in (2, 3) or sys.argv[2:] not in ([], ["--write"]):
        print(__doc__.strip(), file=sys.stderr)
        return 2
    counts = count_all(sys.argv[1])
    if sys.argv[2:]:
        write_table(counts)
        return 0
    return compare(counts, read_table())


if __name__ == "__main__":
    sys.exit(main())
