"""Kinds of stress for the commands: killed, on a full disk, many at once, on bad photos."""
import hashlib
import os
import pty
import select
import signal
import time

import cards
from home import CARDCAT, SECONDS_MAX, Run

# The disk-changing calls of a scan: those that make a book, and those of a photo and its end.
CALLS_OF_CREATION = 250
CALLS_OF_PHOTO = 130


def sha(content):
    """As the book knows a photo."""
    return hashlib.sha256(content).hexdigest()


def spread(rng, total, count):
    """COUNT of the numbers 1 to TOTAL, one of each of COUNT equal parts; all, when they are few."""
    if total <= count:
        return list(range(1, total + 1))
    edges = [1 + i * total // count for i in range(count + 1)]
    return [rng.randrange(a, b) for a, b in zip(edges, edges[1:])]


def acknowledged(run):
    """(sha256, number) of the cards that were printed."""
    return {(line["source"]["sha256"], line["source"]["card"]) for line in run.lines()}


def known(book, saved):
    """(sha256, number) of the cards in BOOK; SAVED: of those that are contacts."""
    return {card[1:3] for card in book.cards if not saved or card[3] == "saved"}


def finish_scan(home, figures, arguments, contents, saved):
    """The same command without a fault: it does the rest, and prints each card once."""
    figures.at(f"the last {' '.join(arguments)}")
    run = home.run(*arguments)
    figures.check_run(run, (0,))
    book = home.look()
    figures.check_book(book)
    wanted = [(sha(content), 1) for content in contents]
    figures.check_there(wanted, known(book, saved))
    printed = [(line["source"]["sha256"], line["source"]["card"]) for line in run.lines()]
    if printed != wanted:
        figures.fail("wrong", f"printed {len(printed)} cards, not the {len(wanted)} in order")
    if len(book.cards) > len(wanted) or len(book.contacts) > len(wanted):
        figures.fail("doubled", f"{len(book.cards)} cards, {len(book.contacts)} contacts")
    doctor = home.run("doctor")
    if doctor.status != 0:
        figures.fail("damaged", doctor.said)


def kill_scan(home, figures, rng, pictures, rounds):
    """A scan is killed ROUNDS times, each time at another call or moment, and gone on with."""
    contents = cards.copies_of(pictures, rng, rounds)
    cards.write_all(home.folder / "photos", contents)
    saved = rng.random() < 0.5
    arguments = ["scan", "--format", "json", "--jobs", rng.choice("12"), "photos"]
    arguments += ["--yes"] if saved else []
    for number in range(rounds):
        fault = after = None
        if figures.timed and rng.random() < 0.5:
            after = rng.uniform(0.02, 2)
        else:
            most = CALLS_OF_CREATION if number < 2 else CALLS_OF_PHOTO
            fault = f"{rng.choice(('kill', 'kill', 'tear'))} {rng.randrange(1, most)}"
        moment = fault or f"killed after {after:.3f} s"
        figures.at(f"{' '.join(arguments)}, {moment}")
        run = home.run(*arguments, fault=fault, after=after)
        figures.check_run(run, (-9, 0))
        told = acknowledged(run)
        figures["acknowledged"] += len(told)
        book = home.look()
        figures.check_book(book)
        figures.check_there(told, known(book, saved))
    finish_scan(home, figures, arguments, contents, saved)


# ---- single commands ------------------------------------------------------------------------


def make_book(home, pictures):
    """Three contacts, one of them removed, and two cards to review; the paths of those."""
    paths = cards.write_all(home.folder / "known", pictures[:5])
    home.run("scan", "--yes", *paths[:3])
    home.run("scan", *paths[3:])
    home.run("remove", "3")
    home.keep("begun.db")
    return paths[3:]


# What the plain terminal asks, and what is typed.
EDIT = ((b"empty to end: ", b"4\r"), (b"E-mail [", b"other@card.example\r"),
        (b"empty to end: ", b"\r"))


def edit(home, fault=None, log=None):
    """Contact 1 gets another e-mail address, on a terminal."""
    pid, terminal = pty.fork()
    if pid == 0:
        os.chdir(home.folder)
        os.execve(CARDCAT, [CARDCAT, "edit", "1"], home.environment(fault, log))
    shown, rest, hung = b"", list(EDIT), False
    while not hung:
        hung = not select.select([terminal], [], [], SECONDS_MAX)[0]
        try:
            data = b"" if hung else os.read(terminal, 65536)
        except OSError:  # the other end is closed
            data = b""
        if not data:
            break
        shown += data
        if rest and rest[0][0] in shown:
            os.write(terminal, rest.pop(0)[1])
            shown = b""
    if hung:
        os.kill(pid, signal.SIGKILL)
    os.close(terminal)
    status = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    return Run(status, "", shown.decode(errors="replace"), hung)


def changes(waiting):
    """A name, what does it, and the words by which it says that it is done."""
    def command(*arguments):
        return lambda home, **options: home.run(*arguments, **options)
    return (("remove", command("remove", "1"), "removed 1"),
            ("remove --undo", command("remove", "--undo", "3"), "is back"),
            ("undo", command("undo"), "undone"),
            ("scan --yes", command("scan", "--yes", waiting), "contact saved"),
            ("edit", edit, ""))


def kill_command_at(home, figures, name, change, fault, before, after):
    """One command, killed; all of it or nothing is there, and all when it said so."""
    call, words = change
    home.use("begun.db")
    figures.at(f"{name}, {fault}")
    run = call(home, fault=fault)
    figures.check_run(run, (-9, 0))
    told = run.status == 0 or bool(words and words in run.said)
    figures["acknowledged"] += told
    book = home.look()
    figures.check_book(book)
    if book.state() == before.state():
        if told:
            figures.fail("lost", run.said)
        figures.check_run(call(home), (0,))
        book = home.look()
    if book.state() != after.state():
        figures.fail("wrong", f"neither as before nor as after: {book}")


def kill_command(home, figures, rng, pictures, rounds):
    """Commands that change one thing, each killed at ROUNDS calls, or at all that it makes."""
    waiting = make_book(home, pictures)
    before = home.look()
    for name, call, words in changes(waiting[0]):
        home.use("begun.db")
        log = home.folder / "calls"
        log.unlink(missing_ok=True)
        figures.at(name)
        figures.check_run(call(home, log=log), (0,))
        after, total = home.look(), len(log.read_text().splitlines())
        if after.state() == before.state():
            figures.fail("wrong", "it changes nothing")
        for point in spread(rng, total, rounds):
            fault = f"{rng.choice(('kill', 'tear'))} {point}"
            kill_command_at(home, figures, name, (call, words), fault, before, after)


# ---- the disk -------------------------------------------------------------------------------


def check_refused(home, figures, run):
    """It names the book, in one sentence of its own."""
    if run.status != 4:
        return
    last = run.said.strip().splitlines()[-1:]
    mine = [line for line in run.said.splitlines() if line.startswith(f"cardcat: {home.book}: ")]
    if not mine or not all(line.startswith(("cardcat: ", "[")) for line in run.said.splitlines()):
        figures.fail("wrong", f"the book is not named: {last}")


def fail_disk(home, figures, rng, pictures, rounds):
    """A scan and single commands whose disk is full from a call on, or fails at one call."""
    waiting = make_book(home, pictures)
    before = home.look()
    fresh = cards.copies_of(pictures[5:7], rng, 2)
    cards.write_all(home.folder / "photos", fresh)
    scan = ("scan", "--format", "json", "photos")
    total = len(home.calls(*scan))
    refused = 0
    for point in spread(rng, total, rounds):
        home.use("begun.db")
        fault = f"{rng.choice(('ENOSPC', 'EIO'))} {point}"
        figures.at(f"scan, {fault}")
        run = home.run(*scan, fault=fault)
        figures.check_run(run, (0, 4))
        check_refused(home, figures, run)
        refused += run.status == 4
        book, told = home.look(), acknowledged(run)
        figures.check_book(book)
        figures["acknowledged"] += len(told)
        figures.check_there(told, known(book, False))
        if run.status == 0 and len(told) != len(fresh):
            figures.fail("wrong", "status 0, and not all was read")
        read = {c[1] for c in book.cards}
        for photo in {p for p, state in book.photos.items() if state == "read"} - read:
            figures.fail("lost", f"{photo} is marked as read, and its card is not there")
        figures.check_run(home.run(*scan), (0,))
        figures.check_there([(sha(c), 1) for c in fresh], known(home.look(), False))
    if refused == 0:
        figures.fail("wrong", "no call that failed was ever noticed")
    for name, call, words in changes(waiting[0]):
        if name == "edit":
            continue
        home.use("begun.db")
        figures.at(f"{name}, ENOSPC 1")
        run = call(home, fault="ENOSPC 1")
        figures.check_run(run, (4,))
        check_refused(home, figures, run)
        if home.look().state() != before.state() or words in run.said:
            figures.fail("wrong", f"it changed something: {run.said}")


# ---- ten at once ----------------------------------------------------------------------------


def ten_at_once(home, figures, rng, pictures, rounds):
    """Ten scans of overlapping folders into one book, while it is listed and changed beside."""
    paths = cards.write_all(home.folder / "first", pictures[:1])
    home.run("scan", "--yes", *paths)
    contents = cards.copies_of(pictures, rng, rounds)
    thirds = [contents[i::3] for i in range(3)]
    for i, third in enumerate(thirds):
        cards.write_all(home.folder / f"folder{i}", third)
    begun = []
    for i in range(10):
        folders = [f"folder{i % 3}", f"folder{(i + 1) % 3}"]
        begun.append(home.start("scan", "--quiet", "--yes", "--jobs", 1, *folders))
    while any(process.poll() is None for process in begun):
        for command in (("list",), ("remove", "1"), ("show", "1"), ("remove", "--undo", "1")):
            figures.at(f"{command} beside ten scans")
            gone = command == ("show", "1")
            figures.check_run(home.run(*command), (1,) if gone else (0,))
            figures["acknowledged"] += command[0] == "remove"
    figures.at("ten scans")
    for process in begun:
        figures.check_run(Run(0, "", "", not home.wait(process)), (0,))
        if process.returncode != 0:
            figures.fail("wrong", f"status {process.returncode}")
    book = home.look()
    figures.check_book(book)
    wanted = [(sha(c), 1) for c in contents]
    figures.check_there(wanted, known(book, True))
    figures["acknowledged"] += len(wanted)
    if len(book.cards) > len(wanted) + 1 or len(book.contacts) > len(wanted) + 1:
        figures.fail("doubled", f"{len(book.cards)} cards, {len(book.contacts)} contacts")
    doctor = home.run("doctor")
    if doctor.status != 0:
        figures.fail("damaged", doctor.said)


# ---- bad photos -----------------------------------------------------------------------------


def bad_photos(home, figures, rng, pictures, rounds):
    """Photos with bytes changed: each is read or named, and a good one beside them is read."""
    sources = cards.good_photos()
    good = cards.copy_of(rng.choice(pictures), rng.getrandbits(60))
    folder = home.folder / "photos"
    folder.mkdir()
    (folder / "zz-good.png").write_bytes(good)
    for i in range(rounds):
        source = rng.choice(sources)
        (folder / f"{i:04d}{source.suffix}").write_bytes(cards.mutate(source.read_bytes(), rng))
    figures.at("mutated photos")
    begun = time.monotonic()
    run = home.run("scan", "--format", "json", "photos")
    figures.check_run(run, (0, 1))
    figures["runs"] += rounds - 1
    book, told = home.look(), acknowledged(run)
    figures.check_book(book)
    figures["acknowledged"] += len(told)
    figures.check_there(told | {(sha(good), 1)}, known(book, False))
    if time.monotonic() - begun > 180:
        figures.fail("hung", "three minutes for a few photos")


KINDS = {"kill-scan": kill_scan, "kill-command": kill_command, "fail-disk": fail_disk,
         "ten-at-once": ten_at_once, "bad-photos": bad_photos}
