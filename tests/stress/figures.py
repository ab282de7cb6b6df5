"""What a kind of stress counts, and how that is shown."""
from collections import Counter

COLUMNS = ("runs", "kills", "acknowledged", "lost", "doubled", "damaged", "crashed", "hung",
           "wrong")
# Any of these is a failure.
FAILURES = ("lost", "doubled", "damaged", "crashed", "hung", "wrong")


class Figures(Counter):
    """How often each of COLUMNS was counted, for the kind NAME; TIMED: it may kill at any moment,
    not only at counted calls."""

    def __init__(self, name, timed=False):
        super().__init__()
        self.name, self.timed, self.where = name, timed, ""

    def at(self, where):
        """What is done next, for messages."""
        self.where = where

    def fail(self, column, what, count=1):
        """Counts a failure of COLUMN, and tells it."""
        self[column] += count
        print(f"{self.name}: {column}: {self.where}: {what}", flush=True)

    def failed(self):
        """Whether anything of FAILURES was counted."""
        return any(self[column] for column in FAILURES)

    def check_run(self, run, statuses):
        """A command that ended by itself, with one of STATUSES."""
        self["runs"] += 1
        if run.hung:
            self.fail("hung", run.said[-300:])
        elif run.status == -9 and -9 in statuses:
            self["kills"] += 1
        elif run.status < 0:
            self.fail("crashed", f"signal {-run.status}: {run.said[-300:]}")
        elif run.status not in statuses:
            self.fail("wrong", f"status {run.status}: {run.said[-300:]}")
        if "crashed on it" in run.said:
            self.fail("crashed", run.said[-300:])

    def check_book(self, book):
        """A sound book in which no card is twice; a person may have several cards."""
        if book.problem:
            self.fail("damaged", book.problem)
        places = Counter(card[1:3] for card in book.cards)
        for what, times in places.items():
            if times > 1:
                self.fail("doubled", f"{what} is there {times} times", times - 1)

    def check_there(self, wanted, present):
        """What was acknowledged is there."""
        for missing in sorted(set(wanted) - set(present)):
            self.fail("lost", f"{missing}")


def table(all_figures):
    """A row for each kind, as Markdown."""
    rows = [("kind", *COLUMNS), ("---",) * (len(COLUMNS) + 1)]
    rows += [(f.name, *(str(f[column]) for column in COLUMNS)) for f in all_figures]
    return "\n".join("| " + " | ".join(row) + " |" for row in rows)
