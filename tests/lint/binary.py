#!/usr/bin/env python3
"""What only compilers and linkers can say of the headers and the library.

    binary.py header ROOT CC CXX    each header compiles alone, the public one as C and as C++
    binary.py symbols HEADER LIB    the public header declares what the library has, no less
    binary.py exports HEADER LIB    the shared library shows what the header declares, no more
    binary.py names OBJECTS         what rooms share begins with cc_; OBJECTS/ROOM/[FLOOR/]FILE.o
    binary.py floors OBJECTS        a file uses nothing of a floor above its own
    binary.py circles OBJECTS       no circle of files of a room, or of rooms, that use each other
    binary.py state LIB             the library keeps no state: no writable variable

Findings go to standard output, one per line; status 1 when there is one.
"""
import re
import subprocess
import sys
from pathlib import Path

import graph
import lint
import rooms

STRICT = ["-fsyntax-only", "-Wall", "-Wextra", "-Wpedantic", "-Werror"]

# Writable variables that are not ours: GLib's g_once() and built-in files, C++'s streams and
# exceptions ...
FOREIGN_STATE = re.compile(r"(once_\w*(\.\d+)?|static_resource|_ZStL8__ioinit|DW\.ref\..*)$")
# ... and what a signal handler may touch.
SIGNAL_STATE = {"interrupted"}
WRITABLE = re.compile(r"^\.(data|bss|tdata|tbss)(?!\.rel\.ro)|^\*COM\*$")


def output_of(*command):
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def compile_errors(compiler, flags, path):
    source = f'#include "{path}"\ntypedef int not_empty;\n'
    result = subprocess.run([*compiler.split(), *STRICT, *flags, "-"], input=source, text=True,
                            capture_output=True, check=False)
    errors = [line for line in result.stderr.splitlines() if re.search(r"(error|warning):", line)]
    if result.returncode != 0:
        yield f"{path}: does not compile alone with {compiler}: {(errors or [result.stderr])[0]}"


def check_header(root, cc, cxx):
    root = Path(root)
    glib = output_of("pkg-config", "--cflags", "gio-2.0").split()
    flags = [*glib, f"-I{root / 'include'}", f"-I{root / 'src'}"]
    public = root / "include/cardcat/cardcat.h"
    yield from compile_errors(cxx, ["-x", "c++", "-std=c++17", *flags], public)
    for path in [public, *sorted((root / "src").rglob("*.h"))]:
        yield from compile_errors(cc, ["-x", "c", "-std=c17", *flags], path)


def names_of(option, *binaries):
    """(binary, name) of functions and variables; C++'s mangled and weak ones left out."""
    text = output_of("nm", "-gA", option, *binaries)
    found = re.findall(r"^(.+?):[^ ]* +([A-Z]) (\w+)$", text, re.M)
    return [(Path(path), name) for path, kind, name in found
            if kind not in "VWvw" and not name.startswith("_Z")]


def declared(header):
    text = lint.without(Path(header).read_text(encoding="utf-8"), "comment", "string")
    return set(re.findall(r"\b(cardcat_\w+)\s*\(", text))


def check_symbols(header, library):
    public = declared(header)
    names = {name for _, name in names_of("--defined-only", library)}
    if not public or not names:
        yield f"{header} or {library}: nothing in it"
    for name in sorted(public - names):
        yield f"{name}: declared in {Path(header).name}, not in the library"
    for name in sorted(names - public):
        if name.startswith("cardcat_"):
            yield f"{name}: in the library, not declared in {Path(header).name}"


def check_exports(header, library):
    text = output_of("nm", "-D", "--defined-only", library)
    names = {name.split("@")[0] for name in re.findall(r" [B-Zi] (\S+)$", text, re.M)}
    public = declared(header)
    for name in sorted(public - names):
        yield f"{name}: declared in {Path(header).name}, not shown by the library"
    for name in sorted(names - public):
        yield f"{name}: shown by the library, not declared in {Path(header).name}"


def objects_of(objects, built):
    """Of the objects under OBJECTS those BUILT, all when none are given: a build folder keeps those
    of sources that have moved away."""
    wanted = {Path(path).resolve() for path in built}
    return sorted(path for path in Path(objects).rglob("*.o")
                  if not wanted or path.resolve() in wanted)


def check_names(objects, *built):
    """A name defined in one room and used in another begins with cc_ or cardcat_."""
    files = objects_of(objects, built)
    if not files:
        yield f"{objects}: no objects"
        return
    room = {path: path.relative_to(objects).parts[0] for path in files}
    owner = {name: room[path] for path, name in names_of("--defined-only", *files)}
    for path, name in sorted(names_of("--undefined-only", *files)):
        if owner.get(name, room[path]) != room[path] and \
                not name.startswith(("cc_", "cardcat_")):
            yield f"{name}: of {owner[name]}/, used in {room[path]}/, without cc_"


def uses(objects, built):
    """{file: {file it uses: a name of it}}, files as ROOM/[FLOOR/]FILE.c; C++ too."""
    objects = Path(objects)
    paths = objects_of(objects, built)
    if not paths:
        return {}
    defined, undefined = (
        re.findall(r"^(.+?):[^ ]* +([A-Z]) (\S+)$", output_of("nm", "-gA", option, *paths), re.M)
        for option in ("--defined-only", "--undefined-only"))

    def source(path):
        return str(Path(path).relative_to(objects)).removesuffix(".o")

    owner = {name: source(path) for path, kind, name in defined if kind not in "VW"}
    edges = {source(path): {} for path in paths}
    for path, _, name in sorted(undefined, key=lambda found: found[2]):
        if owner.get(name, source(path)) != source(path):
            edges[source(path)].setdefault(owner[name], name)
    return edges


def check_floors(objects, *built):
    """Inside a room a file uses its own floor and those below."""
    edges = uses(objects, built)
    if not edges:
        yield f"{objects}: no objects"
    for file, used in sorted(edges.items()):
        for other, name in sorted(used.items()):
            reason = rooms.upwards(file, other)
            if reason:
                yield f"{file}: uses {name} of {other}: {reason}"


def check_circles(objects, *built):
    """No file of a room is used by what it uses, no room by a room that it uses."""
    edges, between = uses(objects, built), {}
    if not edges:
        yield f"{objects}: no objects"
    within = {file: {} for file in edges}
    for file, used in sorted(edges.items()):
        for other, name in sorted(used.items()):
            room, owner = file.split("/")[0], other.split("/")[0]
            if room == owner:
                within[file][other] = name
            else:
                between.setdefault(room, {}).setdefault(owner, f"{file} uses {name} of {other}")
    for needs in (within, between):
        for circle in graph.circles(needs):
            yield f"a circle: {graph.spoken(needs, circle)}"


def check_state(library):
    member = ""
    for line in output_of("objdump", "-t", library).splitlines():
        if line.endswith("file format elf64-x86-64") or ": file format" in line:
            member = line.split(":")[0].strip()
        fields = re.match(r"[0-9a-f]+ .{7} (\S+)\t[0-9a-f]+ +(?:\.hidden )?(\S+)$", line)
        if not fields or not WRITABLE.match(fields[1]):
            continue
        name = fields[2].split(".")[0]
        if name and not FOREIGN_STATE.match(fields[2]) and name not in SIGNAL_STATE:
            yield f"{member}: {fields[2]} is a writable variable; only const tables are global"


CHECKS = {"header": check_header, "symbols": check_symbols, "exports": check_exports,
          "names": check_names, "floors": check_floors, "circles": check_circles,
          "state": check_state}


def main(arguments):
    findings = list(CHECKS[arguments[0]](*arguments[1:]))
    print("\n".join(findings))
    print(f"{arguments[0]}: {len(findings)} findings", file=sys.stderr)
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
