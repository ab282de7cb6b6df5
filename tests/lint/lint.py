#!/usr/bin/env python3
"""The house rules that a program can check.

    lint.py CHECK [ROOT]    prints "path:line: sentence" for each finding; status 1 if any

A check is a generator of findings (path, line, sentence) over a Tree.  test_lint.py proves of each
one that it can fail.  What clang-tidy and the linker check is in CMakeLists.txt beside this file.
"""
import re
import subprocess
import sys
from pathlib import Path

import graph
import rooms

FUNCTION_LINES_MAX = 60
FILE_LINES_MAX = 400
COLUMNS_MAX = 100
# The whole public contract is one header, mostly words.
PUBLIC_HEADER, PUBLIC_HEADER_LINES_MAX = "cardcat.h", 1800

CODE_FOLDERS = ("src", "include", "tests", "samples", "models", ".ci")
SKIPPED_FOLDERS = {"node_modules", "__pycache__", "corpus", "cases"}
# The rooms that may print and end the process.
TALKING = ("cli", "keys", "page", "tty")
TOP_LEVEL = {"CMakeLists.txt", "LICENSE", "README.md", "include", "models", "samples", "src",
             "tests"}

# Where a test of each kind is; of other kinds CMakeLists.txt has the name.
TEST_FILES = {"unit": "unit/{}.c", "e2e": "e2e/{}.bats", "web": "web/{}.test.mjs",
              "fuzz": "fuzz/fuzz_{}.c"}

# Comments, then literals: what a rule about code must not look into.
C_TOKENS = re.compile(r"""(?P<comment>//[^\n]*|/\*.*?\*/)
                        | (?P<string>"(?:\\.|[^"\\\n])*")
                        | (?P<char>'(?:\\.|[^'\\\n])*')""", re.S | re.X)


class Tree:
    """The project's files, by what language they are in."""

    def __init__(self, root):
        self.root = Path(root).resolve()
        self.files = sorted(path for folder in CODE_FOLDERS
                            for path in (self.root / folder).rglob("*")
                            if path.is_file() and self._is_ours(path))

    def _is_ours(self, path):
        parents = path.relative_to(self.root).parts[:-1]
        return not any(part in SKIPPED_FOLDERS or part.startswith("build") for part in parents)

    def name(self, path):
        return str(path.relative_to(self.root))

    def place(self, path):
        """(room, path within the room) of a file under src/; floors may lie within floors."""
        room, *rest = path.relative_to(self.root / "src").parts
        return (room, "/".join(rest)) if rest else ("", room)

    def c_files(self, under=""):
        return [p for p in self.files
                if p.suffix in (".c", ".h", ".cc") and self.name(p).startswith(under)]

    def shell_files(self):
        return [p for p in self.files
                if p.suffix in (".sh", ".bash", ".bats") or
                (p.suffix == "" and re.match(rb"#!.*\b(ba|da|)sh\b", p.read_bytes()[:80]))]

    def python_files(self):
        return [p for p in self.files if p.suffix == ".py"]

    def sources(self):
        return self.c_files() + self.shell_files() + self.python_files() + [
            p for p in self.files if p.name == "CMakeLists.txt" or p.suffix in (".js", ".css")]


def blank(match):
    return re.sub(r"[^\n]", " ", match.group())


def without(text, *kinds):
    """TEXT (C) with its comments, strings or chars blanked, line numbers kept."""
    return C_TOKENS.sub(lambda m: blank(m) if m.lastgroup in kinds else m.group(), text)


def line_of(text, position):
    return text.count("\n", 0, position) + 1


def matches(tree, paths, pattern, sentence, *blanked):
    """A finding for every match of PATTERN; SENTENCE may name its groups by {0}, {1}."""
    for path in paths:
        text = without(path.read_text(encoding="utf-8"), *blanked)
        for match in re.finditer(pattern, text):
            yield tree.name(path), line_of(text, match.start()), sentence.format(
                match.group(), *match.groups())


def run(command, paths):
    return subprocess.run([*command, *map(str, paths)], capture_output=True, text=True,
                          check=False)


# ---- the checks -----------------------------------------------------------------------------


def check_format(tree):
    """clang-format has nothing to change."""
    result = run(["clang-format", "--dry-run", "-Werror", "--ferror-limit=0"], tree.c_files())
    first = {}
    for path, line in re.findall(r"^(.+?):(\d+):\d+: error", result.stderr, re.M):
        first.setdefault(Path(path), line)
    if result.returncode != 0 and not first:
        raise RuntimeError(result.stderr)
    for path, line in first.items():
        yield tree.name(path), line, "clang-format -i would change this"


def functions(tree, paths):
    """(path, line, name, lines) of every function, by universal-ctags."""
    command = ["ctags", "--quiet", "--map-C++=+.cc", "--kinds-C=f", "--kinds-C++=f",
               "--kinds-Python=fm", "--kinds-JavaScript=fm", "--fields=+ne", "--sort=no", "-f-"]
    result = run(command, paths)
    if result.returncode != 0:
        raise RuntimeError(result.stderr)
    for tag in result.stdout.splitlines():
        name, path = tag.split("\t")[:2]
        first, last = re.search(r"\tline:(\d+)", tag), re.search(r"\tend:(\d+)", tag)
        if first and last:
            yield Path(path), int(first[1]), name, int(last[1]) - int(first[1]) + 1


def check_size(tree):
    """Functions, files and lines are short enough to be read."""
    sources = tree.sources()
    for path in sources:
        lines = path.read_text(encoding="utf-8").splitlines()
        most = PUBLIC_HEADER_LINES_MAX if path.name == PUBLIC_HEADER else FILE_LINES_MAX
        if len(lines) > most:
            yield tree.name(path), 1, f"{len(lines)} lines; a file has at most {most}"
        for number, line in enumerate(lines, 1):
            if len(line) > COLUMNS_MAX:
                yield tree.name(path), number, f"{len(line)} columns; at most {COLUMNS_MAX}"
    for path, line, name, lines in functions(tree, [p for p in sources
                                                    if p.suffix not in (".sh", ".css")]):
        if lines > FUNCTION_LINES_MAX:
            yield tree.name(path), line, (
                f"{name} has {lines} lines; a function has at most {FUNCTION_LINES_MAX}")


def check_rooms(tree):
    """A room includes its own foreign library and the rooms before it, nothing else."""
    for path in tree.c_files("src/"):
        (room, file), text = tree.place(path), path.read_text(encoding="utf-8")
        if room not in rooms.ROOMS:
            yield tree.name(path), 1, f"{room} is no room; add it to tests/lint/rooms.py"
            continue
        for match in re.finditer(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]', text, re.M):
            reason = rooms.objection(room, file, match[1] == '"', match[2])
            if reason:
                yield tree.name(path), line_of(text, match.start()), f"{match[2]}: {reason}"


def includes(tree):
    """(path, line, file, included file) of what src/ includes of itself; files as ROOM/..."""
    for path in tree.c_files("src/"):
        text = path.read_text(encoding="utf-8")
        for match in re.finditer(r'^\s*#\s*include\s*"([^"]+)"', text, re.M):
            if (tree.root / "src" / match[1]).is_file():
                yield path, line_of(text, match.start()), "/".join(tree.place(path)), match[1]


def check_floors(tree):
    """Inside a room a file includes its own floor and those below."""
    for path in tree.c_files("src/"):
        reason = rooms.homeless("/".join(tree.place(path)))
        if reason:
            yield tree.name(path), 1, reason
    for path, line, file, header in includes(tree):
        reason = rooms.upwards(file, header)
        if reason:
            yield tree.name(path), line, f"{header}: {reason}"


def check_circles(tree):
    """No file is included by what it includes, no room by a room that it includes."""
    files, between = {}, {}
    for path, line, file, header in includes(tree):
        room, owner = file.split("/")[0], header.split("/")[0]
        files.setdefault(file, {})[header] = f"line {line}"
        if room != owner:
            between.setdefault(room, {}).setdefault(owner, f"{file} includes {header}")
    for edges in (files, between):
        for circle in graph.circles(edges):
            first = circle[0] if edges is files else edges[circle[0]][circle[1]].split()[0]
            yield f"src/{first}", 1, f"a circle: {graph.spoken(edges, circle)}"


def opening(path, text):
    """The first paragraph of the comment that TEXT begins with, in one line; "" without one."""
    directive = r"(#!|# shellcheck|/\* eslint|// @).*\n|[\"']use strict[\"'];\n|\s*\n"
    text = re.sub(rf"\A({directive})*", "", text)
    comment = re.match(r'/\*(.*?)\*/|"""(.*?)"""|((?:[ \t]*(?://|#(?!include|define|pragma)).*\n)+)'
                       if path.suffix in (".py", ".js", ".mjs", ".sh", ".bash", ".bats")
                       else r"/\*(.*?)\*/|((?://.*\n)+)", text, re.S)
    words = next(filter(None, comment.groups()), "") if comment else ""
    lines = [re.sub(r"^\s*(\*|//|#)?\s*", "", line) for line in words.splitlines()]
    return " ".join("\n".join(lines).strip().split("\n\n")[0].split())


def check_opening(tree):
    """Every source opens with one sentence that says what it is."""
    for path in tree.files:
        if path.suffix not in (".c", ".h", ".cc", ".py", ".js", ".mjs", ".sh", ".bash", ".bats"):
            continue
        sentence = opening(path, path.read_text(encoding="utf-8"))
        if not re.match(r"\W*\w.*\s.*[.:?](\s|$)", sentence):
            yield tree.name(path), 1, "does not open with a sentence that says what it is"


def check_own_header_first(tree):
    """A .c includes its room's header first, so that it stands alone; headers guard themselves."""
    for path in tree.c_files("src/"):
        text = path.read_text(encoding="utf-8")
        if path.suffix == ".h" and "#pragma once" not in text:
            yield tree.name(path), 1, "a header without #pragma once"
        included = re.findall(r'^#include [<"]([^>"]+)[>"]', text, re.M)
        if path.suffix != ".h" and included and \
                not included[0].startswith((tree.place(path)[0] + "/", "cardcat/")):
            yield tree.name(path), 1, f"{included[0]} is included before the room's own header"


def check_calls(tree):
    """No goto; nothing below cli/ and the faces prints or ends the process."""
    code = ("comment", "string", "char")
    yield from matches(tree, tree.c_files(), r"\bgoto\b", "goto", *code)
    below = [p for p in tree.c_files("src/") if tree.place(p)[0] not in TALKING]
    yield from matches(
        tree, below,
        r"\b(exit|quick_exit|abort|g_error|printf|vprintf|puts|putchar|perror|g_print|g_printerr)"
        r"\s*\(", "{1}() below cli/, keys/ and page/: return a GError", *code)
    yield from matches(tree, below, r"\b(stdout|stderr)\b", "{1} below cli/ and the faces",
                       *code)
    child = [p for p in below if tree.place(p)[0] != "reader"]
    yield from matches(tree, child, r"\b_exit\s*\(", "_exit() is for reader/'s workers", *code)
    yield from matches(
        tree, tree.c_files("src/"),
        r"\b(gets|strcpy|strcat|sprintf|vsprintf|strtok|atof|tmpnam|system|popen|alloca)\s*\(",
        "{1}() has a safer sister", *code)


def check_sql(tree):
    """SQL is prepared with bound values, in store/ only."""
    words = r'"\s*(?i:select|insert|update|delete|replace|create|drop|alter|attach)\s[^"]*'
    yield from matches(tree, tree.c_files("src/"), r"(?:printf|concat)\s*\([^;\"]*" + words +
                       r"%[^;]*;", "SQL made by formatting: bind its values", "comment")
    yield from matches(tree, tree.c_files("src/"), r"\bsqlite3_v?s?n?m?printf\s*\(",
                       "{0}: prepare and bind", "comment", "string")
    outside = [p for p in tree.c_files("src/") if tree.place(p)[0] != "store"]
    yield from matches(tree, outside, r"\bsqlite3_\w+", "{0} outside store/", "comment", "string")


def check_marks(tree):
    """Nothing is left for later, nothing names one person's machine."""
    others = [p for p in tree.files if p.suffix in (".md", ".1", ".case")]
    paths = [p for p in tree.sources() + others + [tree.root / "README.md"]
             if p.exists() and p.parent.name != "lint"]
    yield from matches(tree, paths, r"\b(TODO|FIXME|XXX|HACK)\b", "{1}: do it or drop it")
    yield from matches(tree, paths, r"(?<![\w.$}~])/(home|root|work|Users)/\w+",
                       "{0}: a path of one machine")
    yield from matches(tree, tree.c_files(), r"(?m)^\s*//.*[;{]\s*$", "code in a comment")


def check_shell(tree):
    """shellcheck has nothing to say."""
    for path in tree.shell_files():
        # Helpers of bats tests rightly look at what its "run" left in $output and $status.
        dialect = ["-s", "bats", "-e", "SC2030,SC2031"] if path.suffix == ".bats" else []
        result = run(["shellcheck", "-x", "-P", str(tree.root), "-f", "gcc", *dialect], [path])
        for finding in result.stdout.splitlines():
            _, line, _, sentence = finding.split(":", 3)
            yield tree.name(path), line, sentence.strip()
        if result.returncode > 1:
            raise RuntimeError(result.stderr)


def check_python(tree):
    """Every Python program compiles."""
    for path in tree.python_files():
        try:
            compile(path.read_text(encoding="utf-8"), tree.name(path), "exec")
        except SyntaxError as error:
            yield tree.name(path), error.lineno, error.msg


def check_top(tree):
    """The top level holds what README.md says and no more."""
    present = {p.name for p in tree.root.iterdir()
               if not p.name.startswith((".", "build")) and p.name != "node_modules"}
    for name in sorted(present - TOP_LEVEL):
        yield name, 1, "not at the top level"
    for name in sorted(TOP_LEVEL - present):
        yield name, 1, "missing at the top level"


def check_promises(tree):
    """The tests that README.md names for its promises are there."""
    readme = tree.root / "README.md"
    text = readme.read_text(encoding="utf-8") if readme.exists() else ""
    start = text.find("## What it promises")
    for name in re.finditer(r"`(\w+)/([\w-]+)`", text[start:text.find("\n## ", start + 1)]):
        kind, test = name.groups()
        of_folder = tree.root / "tests" / kind / "CMakeLists.txt"
        lists = [p for p in (of_folder, tree.root / "tests" / "CMakeLists.txt") if p.exists()]
        file = TEST_FILES.get(kind, "").format(test)
        if file and (tree.root / "tests" / file).exists():
            continue
        if any(re.search(rf"(?<![\w-]){test}(?![\w-])", p.read_text()) for p in lists):
            continue
        line = text.count("\n", 0, start + name.start()) + 1
        yield "README.md", line, f"there is no test {kind}/{test}"


CHECKS = {name[len("check_"):]: check for name, check in list(globals().items())
          if name.startswith("check_")}


def main(arguments):
    if len(arguments) not in (1, 2) or arguments[0] not in CHECKS:
        print(f"usage: lint.py {'|'.join(CHECKS)} [ROOT]", file=sys.stderr)
        return 2
    tree = Tree(arguments[1] if len(arguments) == 2 else Path(__file__).parents[2])
    if not tree.files:
        print(f"{tree.root}: nothing to check", file=sys.stderr)
        return 2
    findings = list(CHECKS[arguments[0]](tree))
    for path, line, sentence in findings:
        print(f"{path}:{line}: {sentence}")
    print(f"{arguments[0]}: {len(findings)} findings in {len(tree.files)} files", file=sys.stderr)
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
