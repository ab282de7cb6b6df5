"""Kinds of stress for the page's server: killed after an answer or before it, on a full disk."""
import http.client
import re
import threading
import time
import urllib.parse
from html.parser import HTMLParser

import cards
from commands import sha
from home import SECONDS_MAX, Run


class Form(HTMLParser):
    """The fields of the form whose action ends with a path, as a browser would send them."""

    def __init__(self, action):
        super().__init__()
        self.action, self.inside, self.fields, self.select = action, False, [], None

    def handle_starttag(self, tag, attrs):
        """Takes what has a name and a value."""
        a = dict(attrs)
        if tag == "form":
            self.inside = a.get("action", "").endswith(self.action)
        if not self.inside:
            return
        if tag == "select":
            self.select = a["name"]
        elif tag == "option" and "selected" in a:
            self.fields.append((self.select, a["value"]))
        elif tag == "textarea":
            self.fields.append((a["name"], ""))
        elif tag == "input" and (a.get("type") != "checkbox" or "checked" in a):
            self.fields.append((a["name"], a.get("value", "")))

    def handle_endtag(self, tag):
        """A form ends."""
        if tag == "form":
            self.inside = False


def fields_of(text, action):
    """The fields of the form in TEXT that is sent to ACTION."""
    form = Form(action)
    form.feed(text)
    return form.fields


class Page:
    """A server of the page, and a browser that was let in."""

    def __init__(self, home, **faults):
        self.home = home
        printed = home.folder / "link"
        self.said = home.folder / "said"
        with open(printed, "wb") as out, open(self.said, "wb") as said:
            self.process = home.start("review", "--no-browser", printed=out, said=said, **faults)
        end = time.monotonic() + SECONDS_MAX
        while not printed.read_text().endswith("\n"):
            if self.process.poll() is not None or time.monotonic() > end:
                raise RuntimeError(f"no page: {self.said.read_text()}")
            time.sleep(0.01)
        link = urllib.parse.urlsplit(printed.read_text().strip())
        self.port, self.site = link.port, link.path.rstrip("/")
        self.cookie = None
        self.ask(f"/?{link.query}")

    def ask(self, path, body=None, kind="application/x-www-form-urlencoded"):
        """(status, text) of PATH; (0, "") when no answer came."""
        headers = {"Cookie": self.cookie} if self.cookie else {}
        if body is not None:
            headers |= {"Origin": f"http://127.0.0.1:{self.port}", "Content-Type": kind}
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=SECONDS_MAX)
        try:
            connection.request("GET" if body is None else "POST", self.site + path, body, headers)
            answer = connection.getresponse()
            text = answer.read().decode()
        except (OSError, http.client.HTTPException):
            return 0, ""
        finally:
            connection.close()
        cookie = answer.getheader("Set-Cookie")
        if cookie:
            self.cookie = cookie.split(";")[0]
        return answer.status, text

    def form(self, place, action):
        """The fields of a form on the page PLACE."""
        return fields_of(self.ask(place)[1], action)

    def post(self, place, form, action, changed=None):
        """The status of the form FORM on the page PLACE, sent to ACTION with CHANGED fields; what
        the page asks about is sent once more."""
        fields = self.form(place, form)
        fields = [(name, (changed or {}).get(name, value)) for name, value in fields]
        status, text = self.ask(action, urllib.parse.urlencode(fields))
        if status != 422:
            return status
        fields += [field for field in fields_of(text, form) if field[0] == "sure"]
        return self.ask(action, urllib.parse.urlencode(fields))[0]

    def upload(self, name, content):
        """The status of a photo that is added."""
        token = dict(self.form("/add", "/quit"))["token"]
        head = "--Boundary\r\nContent-Disposition: form-data; name="
        start = f'{head}"token"\r\n\r\n{token}\r\n{head}"photo"; filename="{name}"\r\n\r\n'
        body = start.encode() + content + b"\r\n--Boundary--\r\n"
        return self.ask("/add/photos", body, "multipart/form-data; boundary=Boundary")[0]

    def is_reading(self):
        """Whether photos that were added are still open, and the server lives."""
        status, text = self.ask("/add")
        return status != 0 and 'data-open="0"' not in text

    def kill(self):
        """At once."""
        self.process.kill()
        self.home.wait(self.process)

    def stop(self):
        """As a person does; it ends well."""
        self.process.terminate()
        hung = not self.home.wait(self.process)
        return Run(self.process.returncode, "", self.said.read_text(), hung)


# ---- what a person does there, and how the book shows that it is done -------------------------


def save(page, card, number):
    """Saves CARD with a note of its own."""
    return page.post(f"/review/{card}", f"/card/{card}/save", f"/card/{card}/save",
                     {"meeting_note": f"note {number}"})


def reject(page, card, _number):
    """Rejects CARD."""
    return page.post(f"/review/{card}", f"/card/{card}/save", f"/card/{card}/reject")


def draft(page, card, number):
    """Types a note and does not decide."""
    return page.post(f"/review/{card}", f"/card/{card}/save", f"/card/{card}/draft",
                     {"value": f"Typed {number}"})


def is_saved(book, card, number):
    """A contact with that note."""
    person = book.card(card)[1]
    return any(c[0] == person and c[-1] == f"note {number}" for c in book.contacts)


def is_rejected(book, card, _number):
    """It is no contact."""
    return book.card(card)[0] == "rejected"


def is_drafted(book, card, number):
    """What was typed is kept."""
    return any(row[0] == card and f"Typed {number}" in row[1] for row in book.rest)


DECISIONS = ((save, is_saved), (reject, is_rejected), (draft, is_drafted))


def decide(home, figures, rng, number, waiting):
    """A decision on the page; the server dies after its answer, or at a call before it."""
    card = rng.choice(waiting)
    act, is_done = rng.choice(DECISIONS)
    fault = f"kill {rng.randrange(1, 50)}" if rng.random() < 0.5 else None
    figures.at(f"{act.__name__} card {card}, {fault or 'killed at the answer'}")
    armed = home.folder / "armed"
    armed.unlink(missing_ok=True)
    page = Page(home, fault=fault or "count 0", armed=armed)
    before = home.look()
    armed.touch()
    moment = rng.uniform(0, 0.1) if figures.timed and not fault else SECONDS_MAX
    timer = threading.Timer(moment, page.process.kill)
    timer.start()
    status = act(page, card, number)
    timer.cancel()
    page.kill()
    figures["runs"] += 1
    figures["kills"] += 1
    book = home.look()
    figures.check_book(book)
    if status == 303:
        figures["acknowledged"] += 1
        if not is_done(book, card, number):
            figures.fail("lost", f"answered {status}, and it is not in the book")
    elif status != 0:
        figures.fail("wrong", f"answered {status}")
    elif not is_done(book, card, number) and book.state() != before.state():
        figures.fail("wrong", "a part of it is in the book")


def kill_page(home, figures, rng, pictures, rounds):
    """Decisions on the page, and after each the server is killed and started again."""
    contents = cards.copies_of(pictures, rng, min(rounds, len(pictures)))
    home.run("scan", *cards.write_all(home.folder / "photos", contents))
    for number in range(rounds):
        waiting = [card[0] for card in home.look().cards if card[3] == "to review"]
        if waiting:
            decide(home, figures, rng, number, waiting)
    figures.at("doctor after all")
    figures.check_run(home.run("doctor"), (0,))


# The calls of an upload alone, and with those by which its card comes into the book.
UPLOADS = (12, 100)


def kill_upload(home, figures, rng, pictures, rounds):
    """Photos that the page took in are read by a later server, each once."""
    home.run("scan", *cards.write_all(home.folder / "photos", pictures[:1]))
    taken, armed = [], home.folder / "armed"
    for number in range(rounds):
        # No two after each other of one person, which would be two sides of a card.
        picture = pictures[(number + 1) % len(pictures)]
        content = cards.copy_of(picture, rng.getrandbits(60))
        fault = f"kill {rng.randrange(1, rng.choice(UPLOADS))}" if number % 3 else "count 0"
        figures.at(f"upload {number}, {fault}")
        armed.unlink(missing_ok=True)
        page = Page(home, fault=fault, armed=armed)
        armed.touch()
        status = page.upload(f"{number}.png", content)
        while number % 3 and page.is_reading():
            time.sleep(0.05)
        page.kill()
        figures["runs"] += 1
        figures["kills"] += 1
        if status == 303:
            taken.append(sha(content))
        elif status != 0:
            figures.fail("wrong", f"answered {status}")
        figures.check_book(home.look())
    figures["acknowledged"] += len(taken)
    finish_reading(home, figures, taken)


def finish_reading(home, figures, taken):
    """A server that lives reads what the others left; what was begun too often, when asked to."""
    figures.at("the last server")
    page = Page(home)
    end = time.monotonic() + SECONDS_MAX
    while True:
        again = re.findall(r"/add/photo/(\d+)/again", page.ask("/add")[1])
        for photo in again:
            page.post("/add", f"/add/photo/{photo}/again", f"/add/photo/{photo}/again")
        if not again and not page.is_reading():
            break
        if time.monotonic() > end:
            figures.fail("hung", "photos are not read")
            break
        time.sleep(0.05)
    figures.check_run(page.stop(), (0, 130))
    book = home.look()
    figures.check_book(book)
    figures.check_there(taken, [card[1] for card in book.cards])
    if (home.folder / "cards.db-inbox").exists():
        figures.fail("wrong", "photos are left in the inbox")


def fill_page(home, figures, rng, pictures, rounds):
    """The disk is full while the page is used: it says so, and goes on when there is room."""
    home.run("scan", *cards.write_all(home.folder / "photos", pictures[:3]))
    armed = home.folder / "armed"
    armed.unlink(missing_ok=True)
    for number in range(rounds):
        waiting = [card[0] for card in home.look().cards if card[3] == "to review"]
        if not waiting:
            return
        act, is_done = rng.choice(DECISIONS)
        point = rng.randrange(1, 12)
        figures.at(f"{act.__name__} card {waiting[0]}, ENOSPC {point}")
        page = Page(home, fault=f"ENOSPC {point}", armed=armed)
        armed.touch()
        before = home.look()
        status = act(page, waiting[0], number)
        book = home.look()
        figures.check_book(book)
        if status < 400 and not (status == 303 and is_done(book, waiting[0], number)):
            figures.fail("lost", f"answered {status} on a full disk")
        # A sync fails after all of a change was written: then it is there, but nothing half.
        changed = book.state() != before.state()
        if status >= 400 and changed and not is_done(book, waiting[0], number):
            figures.fail("wrong", f"answered {status}, and half of it is in the book")
        armed.unlink()
        if status >= 400 and act(page, waiting[0], number) != 303:
            figures.fail("wrong", "it does not go on when there is room")
        figures["acknowledged"] += 1
        figures.check_run(page.stop(), (0, 130))
        if not is_done(home.look(), waiting[0], number):
            figures.fail("lost", "what was answered with 303")


KINDS = {"kill-page": kill_page, "kill-upload": kill_upload, "fill-page": fill_page}
