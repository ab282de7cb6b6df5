"""Small pictures of cards, each another person's, and copies of them with other bytes."""
import random
import struct
import subprocess
import zlib
from pathlib import Path

PEOPLE = (("Ada Beck", "Engineer", "Acme"), ("Carlos Moreno", "Director", "Borealis"),
          ("Emma Fischer", "Architect", "Cobalt"), ("George Hughes", "Editor", "Dunmore"),
          ("Ingrid Larsen", "Surgeon", "Evergreen"), ("James Keller", "Lawyer", "Foxglove"),
          ("Laura Martin", "Designer", "Granite"), ("Michael Novak", "Baker", "Harbour"),
          ("Olivia Parker", "Chemist", "Ironwood"), ("Peter Quinn", "Pilot", "Juniper"),
          ("Rachel Stone", "Teacher", "Kestrel"), ("Thomas Ulrich", "Broker", "Lantern"))
PNG_HEAD = 8 + 25  # the signature, and the first chunk with the size of the picture


def _vips(*arguments):
    subprocess.run(["vips", *map(str, arguments)], check=True, capture_output=True)


def draw(path, person):
    """A white card of PEOPLE[person] on a dark ground, 575 x 400, as a PNG file."""
    name, title, firm = PEOPLE[person]
    mailbox = name.lower().replace(" ", ".")
    text = "\n".join((name, title, f"{firm} Ltd", f"{mailbox}@{firm.lower()}.com",
                      f"+49 30 12345{person:02d}"))
    steps = [path.with_suffix(f".{i}.v") for i in range(3)]
    _vips("text", steps[0], text, "--dpi", 80, "--font", "DejaVu Sans 12", "--spacing", 4)
    _vips("embed", steps[0], steps[1], 30, 30, 425, 250)
    _vips("linear", steps[1], steps[2], "--", -1, 255)
    _vips("embed", steps[2], path, 75, 75, 575, 400, "--extend", "background", "--background", 60)
    for step in steps:
        step.unlink()


def draw_all(folder, count=len(PEOPLE)):
    """The first COUNT of PEOPLE; the bytes of each picture."""
    folder.mkdir(parents=True, exist_ok=True)
    pictures = []
    for person in range(count):
        path = folder / f"{person:02d}.png"
        if not path.exists():
            draw(path, person)
        pictures.append(path.read_bytes())
    return pictures


def _chunk(name, data):
    body = name + data
    return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))


def copy_of(png, number, padding=0):
    """The same picture with other bytes: a note with NUMBER, and PADDING bytes more."""
    noise = random.Random(number).randbytes(padding)
    note = _chunk(b"teSt", b"%d " % number + noise)
    return png[:PNG_HEAD] + note + png[PNG_HEAD:]


def copies_of(pictures, rng, count):
    """COUNT copies, of one picture after the other."""
    return [copy_of(pictures[i % len(pictures)], rng.getrandbits(60)) for i in range(count)]


def blank(width=200, height=150):
    """A grey picture without a card."""
    rows = (b"\0" + b"\x80" * width) * height
    return (b"\x89PNG\r\n\x1a\n" +
            _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)) +
            _chunk(b"IDAT", zlib.compress(rows)) + _chunk(b"IEND", b""))


def good_photos():
    """Photos of many formats: the samples, and what the fuzzer of photos begins with."""
    tests = Path(__file__).resolve().parents[1]
    found = [*(tests.parent / "samples").glob("*.[jp]*g"), *(tests / "fuzz/corpus/photo").iterdir()]
    return sorted(found)


def mutate(content, rng):
    """CONTENT as a bad disk or a bad person gives it: bytes changed, cut off, doubled."""
    content = bytearray(content)
    for _ in range(rng.choice((1, 3, 30, 300))):
        content[rng.randrange(len(content))] = rng.randrange(256)
    start = rng.randrange(len(content))
    end = min(len(content), start + rng.randrange(1, 4096))
    way = rng.random()
    if way < 0.2:
        del content[max(start, 1):]
    elif way < 0.4:
        del content[start:end]
    elif way < 0.6:
        content[start:start] = content[start:end]
    return bytes(content) or b"\0"


def write_all(folder, contents, suffix=".png"):
    """Files 000.png, 001.png, ... in FOLDER; their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = [Path(folder) / f"{i:04d}{suffix}" for i in range(len(contents))]
    for path, content in zip(paths, contents):
        path.write_bytes(content)
    return paths
