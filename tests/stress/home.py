"""A home of its own for cardcat: runs its commands, breaks them, and looks into the book."""
import json
import os
import resource
import shutil
import signal
import sqlite3
import subprocess
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

BUILD = Path(os.environ["CARDCAT_BUILD"])
CARDCAT = os.environ.get("CARDCAT", str(BUILD / "cardcat"))
FAULTS = str(BUILD / "tests" / "stress" / "fault.so")
# A far stop: nothing here takes more than a few seconds, also on a busy machine.
SECONDS_MAX = 300


@dataclass
class Run:
    """What a command printed and said; STATUS is negative for the signal that ended it."""
    status: int
    printed: str
    said: str
    hung: bool = False

    def lines(self):
        """The readings of the lines that were printed whole."""
        whole = self.printed[:self.printed.rfind("\n") + 1]
        return [json.loads(line) for line in whole.splitlines() if line.startswith("{")]


@dataclass
class Book:
    """What a book holds, without its times."""
    problem: str = ""
    photos: dict = field(default_factory=dict)    # sha256: state
    cards: list = field(default_factory=list)     # (id, sha256 of its photo, number, state, person)
    contacts: list = field(default_factory=list)
    decisions: list = field(default_factory=list)
    rest: list = field(default_factory=list)      # drafts, what was learned and forgotten

    def state(self):
        """All of it, to be compared."""
        return (sorted(self.photos.items()), self.cards, self.contacts, self.decisions, self.rest)

    def card(self, number):
        """(state, person) of card NUMBER."""
        return next((c[3:] for c in self.cards if c[0] == number), None)


def limits(descriptors):
    """In the child: never a core file; no more DESCRIPTORS than these."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if descriptors:
        resource.setrlimit(resource.RLIMIT_NOFILE, (descriptors, descriptors))


class Home:
    """A folder with a book; what is started in it ends with it."""

    def __init__(self, folder):
        self.folder = Path(folder)
        self.folder.mkdir(parents=True, exist_ok=True)
        self.book = self.folder / "cards.db"
        self.started = []

    def environment(self, fault=None, log=None, armed=None):
        """FAULT, LOG and ARMED as fault.c has them."""
        env = {k: v for k, v in os.environ.items()
               if k not in ("NO_COLOR", "G_MESSAGES_DEBUG", "XDG_DATA_HOME")}
        # English alone, which loads quickly: how well photos are read is not asked here.
        env |= {"HOME": str(self.folder), "LC_ALL": "C.UTF-8", "TERM": "dumb",
                "CARDCAT_DB": str(self.book), "TESSDATA_PREFIX": str(BUILD / "tests" / "english")}
        if fault or log:
            env |= {"LD_PRELOAD": FAULTS, "CARDCAT_FAULT": fault or "count 0"}
            env |= {"CARDCAT_FAULT_LOG": str(log)} if log else {}
            env |= {"CARDCAT_FAULT_FROM": str(armed)} if armed else {}
        return env

    def start(self, *arguments, printed=None, said=None, descriptors=0, stdin=None, **faults):
        """The command as a process of its own; PRINTED and SAID are files."""
        process = subprocess.Popen(
            [CARDCAT, *map(str, arguments)], env=self.environment(**faults), cwd=self.folder,
            stdin=stdin or subprocess.DEVNULL, stdout=printed or subprocess.DEVNULL,
            stderr=said or subprocess.DEVNULL, preexec_fn=lambda: limits(descriptors))
        self.started.append(process)
        return process

    def run(self, *arguments, after=None, **options):
        """The command, until it ends; AFTER: seconds after which it is killed."""
        with tempfile.TemporaryFile() as printed, tempfile.TemporaryFile() as said:
            process = self.start(*arguments, printed=printed, said=said, **options)
            hung = not self.wait(process, SECONDS_MAX if after is None else after)
            printed.seek(0)
            said.seek(0)
            return Run(process.returncode, printed.read().decode(errors="replace"),
                       said.read().decode(errors="replace"), hung and after is None)

    def wait(self, process, seconds=SECONDS_MAX):
        """Until it ends; whether it did before it was killed after SECONDS."""
        try:
            process.wait(seconds)
            ended = True
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            process.wait()
            ended = False
        self.started.remove(process)
        return ended

    def calls(self, *arguments, **options):
        """The names of the calls that a command counts, in order."""
        log = self.folder / "calls"
        log.unlink(missing_ok=True)
        self.run(*arguments, log=log, **options)
        return [line.split()[1] for line in log.read_text().splitlines()]

    def look(self):
        """What the book holds, by a copy: the next command finds it as it was left."""
        with tempfile.TemporaryDirectory() as folder:
            copy = Path(folder) / "cards.db"
            for suffix in ("", "-wal", "-journal"):
                side = Path(f"{self.book}{suffix}")
                if side.exists():
                    shutil.copy(side, f"{copy}{suffix}")
            return look_into(copy)

    def keep(self, name):
        """The book as it is now, for use()."""
        shutil.copy(self.book, self.folder / name)

    def use(self, name):
        """The book as it was when it was kept."""
        for suffix in ("-wal", "-shm", "-journal"):
            Path(f"{self.book}{suffix}").unlink(missing_ok=True)
        shutil.copy(self.folder / name, self.book)

    def close(self):
        """Ends what still runs."""
        for process in list(self.started):
            process.kill()
            process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)


QUERIES = {
    "photos": "SELECT sha256, state FROM photos",
    "cards": "SELECT c.id, p.sha256, c.number, c.state, c.person FROM cards c"
             " JOIN photos p ON p.id = c.photo ORDER BY c.id",
    "contacts": "SELECT id, name, organization, title, emails, phones, note FROM contacts"
                " ORDER BY id",
    "decisions": "SELECT id, kind, subject, undone IS NULL FROM decisions ORDER BY id",
}


def look_into(path):
    """The Book at PATH; one that was never begun is empty, and sound."""
    if not path.exists() or path.stat().st_size == 0:
        return Book()
    db = sqlite3.connect(path)
    try:
        ask = lambda text: db.execute(text).fetchall()
        problem = "; ".join(row[0] for row in ask("PRAGMA integrity_check") if row[0] != "ok")
        if not problem and ask("PRAGMA foreign_key_check"):
            problem = "a row points nowhere"
        if not problem and ask("PRAGMA user_version")[0][0] == 0:
            return Book()
        found = {name: ask(query) for name, query in QUERIES.items()}
        found["photos"] = dict(found["photos"])
        astray = ask("SELECT id FROM contacts EXCEPT SELECT rowid FROM search")
        drafts = ask("SELECT card, contact FROM drafts")
        return Book(problem or ("the search index lacks somebody" if astray else ""), **found,
                    rest=drafts)
    except sqlite3.Error as error:
        return Book(str(error))
    finally:
        db.close()
