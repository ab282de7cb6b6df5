"""Many photos in one run: what its processes hold meanwhile."""
import os
import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

import cards

TICKS = os.sysconf("SC_CLK_TCK")
# Bytes of noise in each photo: what keeps photos shows.
PADDING = 250_000


@dataclass
class Sample:
    """What a scan holds when PHOTOS are done; memory in KB, -1 for what only root may see."""
    photos: int
    cpu_ms: float       # for each photo so far, of all processes
    parent_kb: int      # VmRSS
    private_kb: int     # of the parent, what is in no file
    workers_kb: int     # the largest VmRSS of a worker
    peak_kb: int        # the largest VmHWM of a worker
    descriptors: int
    workers_descriptors: int


def _status(pid, *names):
    text = Path(f"/proc/{pid}/status").read_text()
    return [int(re.search(rf"^{name}:\s+(\d+)", text, re.M)[1]) for name in names]


def _seconds(pid):
    """Of the processor, with the children that ended."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return sum(map(int, fields[11:15])) / TICKS


def _descriptors(pid):
    try:
        return len(os.listdir(f"/proc/{pid}/fd"))
    except PermissionError:
        return -1


def _children(pid):
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def sample(pid, photos):
    """Of the process PID and its workers, when PHOTOS are done; None: it has just ended."""
    try:
        resident, private = _status(pid, "VmRSS", "RssAnon")
        workers = [(*_status(w, "VmRSS", "VmHWM"), _descriptors(w), _seconds(w))
                   for w in _children(pid)]
        most = [max(column, default=0) for column in zip(*workers)] or [0] * 4
        seconds = _seconds(pid) + sum(worker[3] for worker in workers)
        return Sample(photos, 1000 * seconds / photos, resident, private, most[0], most[1],
                      _descriptors(pid), most[2])
    except (OSError, TypeError):
        return None


def write_photos(folder, pictures, count):
    """COUNT photos, every second one with a card."""
    blank = cards.blank()
    contents = [cards.copy_of(blank if i % 2 else pictures[i // 2 % len(pictures)], i, PADDING)
                for i in range(count)]
    return cards.write_all(folder, contents)


def scan(home, arguments, is_wanted, descriptors=0):
    """Runs a scan; the samples of the counts of photos for which IS_WANTED, and its status."""
    samples = []
    process = home.start("scan", *arguments, said=subprocess.PIPE, descriptors=descriptors)
    for line in process.stderr:
        done = re.match(rb"\[(\d+)/", line)
        if done and is_wanted(int(done[1])):
            samples.append(sample(process.pid, int(done[1])))
    home.wait(process)
    process.stderr.close()
    return [s for s in samples if s], process.returncode


# ---- the short form -------------------------------------------------------------------------

# Photos after which all is loaded.
WARM = 20
# The most that forty photos more may add, in KB: half of their bytes, for memory may come in huge
# pages of 2 MB; of a worker, eight pictures as it holds them.
GROWTH_KB = 5000
WORKER_GROWTH_KB = 6000
# All that a scan with two workers has open, and some more.
DESCRIPTORS = 32


def load(home, figures, _rng, pictures, rounds):
    """A scan holds no more after its last photo than after the first twenty."""
    write_photos(home.folder / "photos", pictures, rounds)
    figures.at("scan")
    arguments = ["--jobs", "2", "--format", "json", "photos"]
    samples, status = scan(home, arguments, lambda n: n >= WARM, DESCRIPTORS)
    figures["runs"] += rounds
    figures["acknowledged"] += rounds
    if status != 1:
        figures.fail("wrong", f"status {status}")
    # The book's pages stay in memory, up to 16 MB.
    kept_kb = os.path.getsize(home.book) // 1024
    check_growth(figures, samples, rounds, GROWTH_KB + kept_kb)


def check_growth(figures, samples, rounds, allowed_kb):
    """The last samples are as the first."""
    early = [s for s in samples if s.photos <= rounds / 2]
    late = [s for s in samples if s.photos >= rounds * 3 / 4]

    def check(what, before, after, allowed):
        print(f"{what}: {before} after {early[0].photos} photos, {after} later", flush=True)
        if after - before > allowed:
            figures.fail("wrong", f"{what} may grow by {allowed}")

    for what, allowed in (("private_kb", allowed_kb), ("workers_kb", WORKER_GROWTH_KB)):
        check(what, getattr(early[0], what), max(getattr(s, what) for s in late), allowed)
    # The fewest of each: a photo or the book's journal may be open at any one sample.
    for what in ("descriptors", "workers_descriptors"):
        check(what, *(min(getattr(s, what) for s in part) for part in (early, late)), 0)


KINDS = {"load": load}
