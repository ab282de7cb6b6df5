#!/usr/bin/env python3
"""Writes anew the seeds that nobody could type: painted pictures (painted.h) of corpus/outline,
corpus/print and corpus/read, and the requests (fuzz_page.c) of corpus/page."""
from pathlib import Path

CORPUS = Path(__file__).parent / "corpus"
PLAIN, NOISE, BOARD, GRID, SLOPE, LINE, SIGNS, CARD, TABLE, NEST, MARKS, DOTS = range(12)
ALL = (0, 0, 255, 255)
BLACK, BLUE, GREY, PALE, WHITE = 0, 3, 0x49, 0xB6, 255
DESK = (PLAIN, GREY, GREY, *ALL, 0)
# Lines from everywhere to everywhere.
LINES = [(LINE, 0, i * 5, i * 37 % 200, i * 53 % 200, 40 + i * 29 % 200, 30 + i * 17 % 220, i)
         for i in range(50)]

OUTLINE = {
    "one-card": (640, 480, DESK, (CARD, WHITE, BLACK, 40, 60, 150, 120, 2)),
    "three-cards": (900, 700, (NOISE, 0x24, 0x29, *ALL, 9), (CARD, WHITE, 0, 5, 5, 110, 90, 0),
                    (CARD, 0x92, 0, 120, 20, 120, 90, 4), (CARD, 3, WHITE, 60, 130, 120, 100, 5)),
    "table": (1600, 1100, DESK, (TABLE, BLACK, WHITE, *ALL, 0x1B)),
    "many-cards": (1690, 1690, DESK, (TABLE, BLACK, WHITE, *ALL, 0x3F)),
    "cut": (700, 500, (PLAIN, 0x24, 0, *ALL, 0), (CARD, WHITE, 0, 0, 100, 255, 200, 1)),
    "squared-paper": (800, 800, (GRID, 0, 0, *ALL, 20)),
    "fine-squares": (800, 600, (GRID, 0, 0, *ALL, 9)),
    "board": (800, 800, (BOARD, BLACK, WHITE, *ALL, 15)),
    "noise": (800, 800, (NOISE, BLACK, WHITE, *ALL, 1)),
    "faint-noise": (1600, 1600, (NOISE, 0x92, PALE, *ALL, 1)),
    "nest": (800, 500, (NEST, BLACK, WHITE, *ALL, 8)),
    "lines": (800, 800, *LINES),
    "slope": (500, 400, (SLOPE, BLACK, WHITE, *ALL, 100)),
    "one-pixel": (1, 1),
    "sliver": (1700, 1, (NOISE, BLACK, WHITE, *ALL, 1)),
    "upright-sliver": (2, 1700, (BOARD, BLACK, WHITE, *ALL, 1)),
}

PRINT = {
    "signs": (1000, 600, (SIGNS, 0, 0, 20, 30, 200, 40, 4), (SIGNS, 0, 0, 20, 100, 150, 30, 2),
              (SIGNS, 0, 0, 20, 150, 100, 60, 2)),
    "many-signs": (1600, 960, (SIGNS, 0, 0, *ALL, 1)),
    "large-signs": (1500, 900, (SIGNS, 0, 0, *ALL, 11)),
    "light-on-dark": (1000, 600, (PLAIN, 1, 1, *ALL, 0),
                      (SIGNS, WHITE, WHITE, 20, 60, 200, 120, 3)),
    "panel": (1000, 620, (PLAIN, BLUE, BLUE, 0, 150, 255, 105, 0),
              (SIGNS, 0, 0, 10, 20, 200, 80, 3), (SIGNS, WHITE, WHITE, 10, 180, 200, 50, 3)),
    "turned": (600, 1000, (SIGNS, 0, 0, 60, 10, 20, 230, 6), (SIGNS, 0, 0, 120, 10, 20, 230, 3)),
    "noise": (1000, 600, (NOISE, BLACK, WHITE, *ALL, 1)),
    "board": (1000, 600, (BOARD, BLACK, WHITE, *ALL, 2)),
    "fine-board": (1000, 600, (BOARD, BLACK, WHITE, *ALL, 0)),
    "squares": (1000, 600, (GRID, 0, 0, *ALL, 12)),
    "lines": (1200, 700, *LINES),
    "nest": (1200, 700, (NEST, BLACK, WHITE, *ALL, 3)),
    "slope": (1000, 600, (SLOPE, BLACK, WHITE, *ALL, 200),
              (SIGNS, BLACK, WHITE, 20, 20, 220, 200, 3)),
    "marks": (1200, 700, (MARKS, WHITE, 0, *ALL, 1)),
    "fine-marks": (1600, 960, (MARKS, WHITE, 0, *ALL, 0)),
    "specks": (1600, 960, (DOTS, 0, 0, *ALL, 0x0A), (SIGNS, 0, 0, 20, 30, 200, 40, 4)),
    "dots": (1600, 960, (DOTS, 0, 0, *ALL, 0x17)),
    "one-pixel": (1, 1),
    "sliver": (1600, 1, (NOISE, BLACK, WHITE, *ALL, 1)),
    "upright-sliver": (3, 1600, (SIGNS, 0, 0, *ALL, 0)),
}

READ = {
    "painted-card": (400, 300, DESK, (CARD, WHITE, BLACK, 30, 40, 180, 170, 1)),
    "painted-print": (600, 360, (SIGNS, 0, 0, 20, 40, 200, 40, 3),
                      (SIGNS, 0, 0, 20, 120, 150, 20, 2)),
    "painted-noise": (300, 200, (NOISE, BLACK, WHITE, *ALL, 1)),
    "painted-marks": (500, 300, (MARKS, WHITE, 0, *ALL, 1)),
}


HEAD = "HTTP/1.1\r\nHost: {host}\r\nCookie: {cookie}\r\n"
FORM = (HEAD + "Origin: http://{host}\r\nContent-Type: application/x-www-form-urlencoded\r\n"
        "Content-Length: {length}\r\n\r\n")
ROW = "&at=0&kind=name&was=&value=Ada+%3Cxq%3E&at=1&kind=email&value=a%40b.example"
CARD_FORM, CONTACT_FORM = "token={token}&base={card}" + ROW, "token={token}&version={contact}" + ROW
PART = "--border\r\nContent-Disposition: form-data; name="
PARTS = (HEAD + "Origin: http://{host}\r\nContent-Type: multipart/form-data; boundary=border\r\n"
         f"Content-Length: {{length}}\r\n\r\n{PART}\"token\"\r\n\r\n{{token}}\r\n"
         f"{PART}\"photo\"; filename=\"../<xq>.jpg\"\r\nContent-Type: image/jpeg\r\n\r\n"
         "\xff\xd8\xff\r\n--border--\r\n")

GETS = {
    "cards": "/review", "card": "/review/1?news=0", "contacts": "/contacts?q=%3Cxq%3E&page=2",
    "removed": "/contacts/removed", "contact": "/contact/1", "follow-ups": "/follow-ups",
    "join": "/card/1/join?with=1", "merge": "/contact/1/merge?with=2", "add": "/add",
    "picture": "/card/1/front.jpg?v=1", "thumbnail": "/card/1/thumbnail.jpg",
    "edit": "/contact/1/edit", "new": "/contacts/new", "set-aside": "/set-aside",
    "export": "/export/contacts.vcf?q=%3Cxq%3E", "asset": "/assets/style.css",
    "nothing": "/review/../x",
}
POSTS = {
    "save": ("/card/1/save", CARD_FORM), "draft": ("/card/1/draft", CARD_FORM + "&quiet=1"),
    "skip": ("/card/1/skip", CARD_FORM), "reject": ("/card/1/reject", CARD_FORM),
    "merge-card": ("/card/1/merge", CARD_FORM + "&into=1"), "swap": ("/card/1/swap", CARD_FORM),
    "turn": ("/card/1/turn", CARD_FORM), "split": ("/card/1/split", CARD_FORM),
    "compare": ("/card/1/compare", CARD_FORM + "&into=1"),
    "join-card": ("/card/1/join", CARD_FORM + "&with=1&with_version={contact}"),
    "undo": ("/undo", "token={token}"), "quit": ("/quit", "token={token}"),
    "save-contact": ("/contact/1/save", CONTACT_FORM + "&event=%3Cxq%3E&met_on=2026-06-16&tags=a"),
    "remove": ("/contact/1/remove", CONTACT_FORM), "restore": ("/contact/1/restore", CONTACT_FORM),
    "written": ("/contact/1/written", CONTACT_FORM),
    "unwanted": ("/contact/1/unwanted", CONTACT_FORM),
    "snooze": ("/contact/1/snooze", CONTACT_FORM + "&days=7"),
    "met": ("/contact/1/met", CONTACT_FORM + "&event=%3Cxq%3E&met_on=2026-06-16"),
    "unmeet": ("/contact/1/unmeet", CONTACT_FORM + "&meeting=1"),
    "merge-contacts": ("/contact/1/merge", CONTACT_FORM + "&with=2&with_version=2"),
    "undo-contact": ("/contacts/undo", "token={token}"),
    "new-contact": ("/contacts/new", "token={token}" + ROW),
    "reconsider": ("/card/1/reconsider", "token={token}"),
    "remove-photo": ("/add/photo/1/remove", "token={token}"),
}
PAGE = {
    **{name: f"GET {{root}}{path} {HEAD}\r\n" for name, path in GETS.items()},
    **{f"post-{name}": f"POST {{root}}{path} {FORM}{body}" for name, (path, body) in POSTS.items()},
    "key": "GET {root}/?key={key} HTTP/1.1\r\nHost: {host}\r\n\r\n",
    "head": f"HEAD {{root}}/review {HEAD}\r\n",
    "stranger": "GET /review HTTP/1.1\r\nHost: evil.example\r\nCookie: cardcat_1=x\r\n\r\n",
    "other-site": f"POST {{root}}/quit {HEAD}Origin: http://evil.example\r\n\r\n",
    "two": f"GET {{root}}/review {HEAD}\r\nPOST {{root}}/card/2/reject {FORM}{CARD_FORM}{{end}}",
    "chunks": f"POST {{root}}/undo {HEAD}Origin: http://{{host}}\r\nContent-Type: application/"
              "x-www-form-urlencoded\r\nTransfer-Encoding: chunked\r\n\r\n5\r\ntoken\r\n1\r\n=\r\n"
              "0\r\n\r\n",
    "upload": f"POST {{root}}/add/photos {PARTS}",
    "short": f"POST {{root}}/undo {HEAD}Content-Length: 99999999999\r\n\r\ntoken=",
}

SMALL = {
    "small-card": (200, 150, DESK, (CARD, WHITE, BLACK, 40, 60, 150, 120, 2)),
    "small-signs": (200, 120, (SIGNS, 0, 0, 20, 30, 200, 200, 1)),
    "small-noise": (100, 60, (NOISE, BLACK, WHITE, *ALL, 1)),
}


def write(folder, seeds, head=b"", shrink=0):
    (CORPUS / folder).mkdir(parents=True, exist_ok=True)
    for name, (width, height, *things) in seeds.items():
        size = bytes([shrink]) + (width - 1).to_bytes(2, "big") + (height - 1).to_bytes(2, "big")
        painted = b"".join(bytes(value & 255 for value in thing) for thing in things)
        (CORPUS / folder / name).write_bytes(head + size + painted)


if __name__ == "__main__":
    write("outline", OUTLINE)
    write("print", PRINT)
    write("read", READ, b"P")
    write("outline", SMALL, shrink=2)
    write("print", SMALL, shrink=2)
    (CORPUS / "page").mkdir(exist_ok=True)
    for name, text in PAGE.items():
        (CORPUS / "page" / name).write_bytes(text.encode("latin-1"))
