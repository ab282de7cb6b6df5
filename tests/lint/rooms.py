"""Which room of src/ may know which foreign library and which other room.

The table is the house's plan in one place; check_rooms() in lint.py holds the sources to it.
"""
from fnmatch import fnmatch

# Room: the rooms it may include beside itself.
ROOMS = {
    "base": (),
    "photo": ("base",),
    "outline": ("base",),
    "print": ("base",),
    "text": ("base", "print"),
    "fields": ("base",),
    "contact": ("base",),
    "reader": ("base", "photo", "outline", "print", "text", "fields", "contact"),
    "store": ("base", "contact"),
    "doctor": ("base", "photo", "text", "fields", "store", "reader"),
    "late": ("base", "photo", "text", "fields", "reader", "doctor", "followup"),
    "output": ("base", "contact"),
    "input": ("base", "fields", "contact", "output", "late"),
    "followup": ("base", "contact", "store"),
    "tty": (),
    "exchange": (),
    "batch": (),
    "review": ("tty",),
    "keys": ("tty", "review"),
    "page": ("tty", "batch", "review"),
    "cli": ("tty", "batch", "review", "keys", "page", "exchange"),
}

# Room: its floors, the lowest first; those in brackets stand side by side, neither knows the other.
# A floor is a pattern of files within the room.  The headers at the room's door only declare: they
# stand below all floors.
FLOORS = {
    "outline": ("edges.c", "segments.c", "quads.c", "judge.c", "nest.c",
                ("choose.c", "around.c", "table.c", "ruled.c"),
                ("refine.c", "flatten.c"), "outline.c"),
    "print": ("cells.c", ("islands.c", "panel.c"), "ground.c", "glyphs.c", "row.c", "rows.c",
              ("strips.c", "large.c"), "sideways.c", "print.c"),
    "text": (("text_ocr.c", "text_qr.c", "text_sharpen.c", "text_cedilla.c"),
             ("text_cut.c", "text_languages.c"), "text_choose.c", "text_strip.c",
             ("text_whole.c", "text_large.c", "text_sideways.c"), "text_read.c"),
    "fields": ("words/*", "grammar/*", "sheet/*", ("lines/*", "proof/*"), "decide/*", "give/*",
               "*"),
    "page": (("html/*", "intake/*"), ("form/*", "server/*"), "pages/*", "*"),
}

# Foreign headers: (room, pattern of the file within the room, header pattern).
FOREIGN = (
    ("base", "look_alike.c", "unicode/*"),
    ("base", "countries.c", "unicode/*"),
    ("photo", "*", "vips/*"),
    ("print", "*", "leptonica/*"),
    ("text", "text_ocr*.c", "tesseract/*"),
    ("text", "text_ocr*.c", "leptonica/*"),
    ("text", "text_qr*.c", "zbar.h"),
    ("fields", "*.cc", "phonenumbers/*"),
    ("fields", "*.c", "libpsl.h"),
    ("reader", "*", "json-glib/*"),
    ("reader", "sandbox.c", "seccomp.h"),
    ("output", "*", "json-glib/*"),
    ("input", "json_entry.c", "json-glib/*"),
    ("followup", "mail.c", "gmime/*"),
    ("followup", "calendar.c", "libical/*"),
    ("store", "*", "sqlite3.h"),
    ("page", "server/server.c", "microhttpd.h"),
    ("page", "server/upload.c", "microhttpd.h"),
    ("tty", "picture.c", "chafa.h"),
    ("tty", "line.c", "readline/*"),
)

# What comes with the C library, C++ and GLib is everybody's.
EVERYBODYS = ("glib.h", "glib/*", "glib-object.h", "glib-unix.h", "gio/*", "arpa/*", "assert.h",
              "ctype.h", "dlfcn.h", "errno.h", "fcntl.h", "inttypes.h", "limits.h", "locale.h",
              "malloc.h", "math.h", "netinet/*", "poll.h", "pwd.h", "setjmp.h", "signal.h",
              "spawn.h",
              "stdarg.h", "stdbool.h", "stddef.h", "stdint.h", "stdio.h", "stdlib.h", "string.h",
              "sys/*", "termios.h", "time.h", "unistd.h", "linux/*", "algorithm", "memory",
              "string", "vector")


def floor_of(file):
    """(height, name) of the floor on which FILE (ROOM/...) stands; None when it has none."""
    room, _, place = file.partition("/")
    if room not in FLOORS or ("/" not in place and place.endswith(".h")):
        return -1, room
    for height, floors in enumerate(FLOORS[room]):
        for floor in (floors,) if isinstance(floors, str) else floors:
            if fnmatch(place, floor):
                return height, f"{room}/{floor.removesuffix('/*')}"
    return None


def homeless(file):
    """Why FILE (ROOM/...) stands nowhere; None when it has a floor or needs none."""
    return None if floor_of(file) else "stands on no floor; add it to tests/lint/rooms.py"


def upwards(file, other):
    """Why FILE may not know OTHER of the same room (both ROOM/...); None when it may."""
    here, there = floor_of(file), floor_of(other)
    if file.split("/")[0] != other.split("/")[0] or not here or not there or here == there:
        return None
    if there[0] > here[0]:
        return f"{here[1]} is below {there[1]}"
    return f"{here[1]} stands beside {there[1]}" if there[0] == here[0] else None


def objection(room, file, is_quoted, header):
    """Why FILE (a path within ROOM) may not include HEADER; None when it may."""
    if is_quoted:
        if header == "cardcat/cardcat.h":
            return None
        owner = header.split("/")[0]
        if owner == room or owner in ROOMS[room]:
            return None
        return f"{room}/ includes {', '.join((room, *ROOMS[room]))}/ and cardcat/cardcat.h only"
    if any(fnmatch(header, pattern) for pattern in EVERYBODYS):
        return None
    if any(room == r and fnmatch(file, f) and fnmatch(header, h) for r, f, h in FOREIGN):
        return None
    return f"no library of {room}/{file}"
