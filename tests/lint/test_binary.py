#!/usr/bin/env python3
"""Proves that each check of binary.py, and clang-tidy's profile, find what they are for."""
import subprocess
import tempfile
import unittest
from pathlib import Path

import binary

HEADER = "#pragma once\nint cardcat_a(void);\nint cardcat_b(void);\n"
TIDY_PROFILE = Path(__file__).parents[2] / ".clang-tidy"


class Folder(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = Path(folder.name)

    def write(self, path, text):
        (self.root / path).parent.mkdir(parents=True, exist_ok=True)
        (self.root / path).write_text(text)
        return self.root / path

    def object(self, path, source):
        path = self.write(path, source)
        subprocess.run(["cc", "-fPIE", "-c", path, "-o", path.with_suffix(".o")], check=True)
        return path.with_suffix(".o")

    def library(self, source):
        library = self.root / "liba.a"
        subprocess.run(["ar", "rc", library, self.object("a.c", source)], check=True)
        return str(library)


class Header(Folder):
    def findings(self, public, room="#pragma once\n"):
        self.write("include/cardcat/cardcat.h", public)
        self.write("src/photo/photo.h", room)
        return "\n".join(binary.check_header(self.root, "cc", "c++"))

    def test_good(self):
        self.assertEqual(self.findings(HEADER), "")

    def test_not_alone(self):
        self.assertIn("size_t", self.findings("size_t cardcat_a(void);\n"))

    def test_not_cxx(self):
        self.assertIn("c++", self.findings("int cardcat_a(int class);\n"))

    def test_floor_not_alone(self):
        self.write("src/photo/exif/exif.h", "#pragma once\ngboolean cc_x(void);\n")
        self.assertIn("exif.h", self.findings(HEADER))

    def test_room_not_alone(self):
        self.assertIn("photo.h", self.findings(HEADER, "gboolean cc_x(void);\n"))


class Symbols(Folder):
    def findings(self, source):
        header = self.write("cardcat.h", HEADER)
        return list(binary.check_symbols(header, self.library(source)))

    def test_good(self):
        self.assertEqual(self.findings("int cardcat_a(void){return 1;} int cc_x;"
                                       "int cardcat_b(void){return 2;}"), [])

    def test_bad(self):
        found = self.findings("int cardcat_a(void){return 1;} int cardcat_c(void){return 1;}")
        self.assertEqual([f.split(":")[0] for f in found], ["cardcat_b", "cardcat_c"])


class Exports(Folder):
    MAP = "V { global: cardcat_*; local: *; };"

    def findings(self, source, version_map):
        header = self.write("cardcat.h", HEADER)
        version_map = self.write("a.map", version_map)
        library = self.root / "liba.so"
        subprocess.run(["cc", "-shared", "-fPIC", self.write("a.c", source), "-o", library,
                        f"-Wl,--version-script={version_map}"], check=True)
        return [f.split(":")[0] for f in binary.check_exports(header, library)]

    def test_good(self):
        self.assertEqual(self.findings("int cardcat_a(void){return 1;} int cc_x;"
                                       "int cardcat_b(void){return 2;}", self.MAP), [])

    def test_bad(self):
        source = "int cardcat_a(void){return 1;} int cc_x; int cardcat_c(void){return 2;}"
        self.assertEqual(self.findings(source, self.MAP), ["cardcat_b", "cardcat_c"])
        self.assertEqual(self.findings(source, "V { *; };"), ["cardcat_b", "cardcat_c", "cc_x"])


class Names(Folder):
    def findings(self, name):
        self.object("photo/a.c", f"int {name}(void) {{ return 1; }}")
        self.object("photo/exif/b.c", f"int {name}(void); int cc_b(void) {{ return {name}(); }}")
        same_room = list(binary.check_names(self.root))
        self.assertEqual(same_room, [])
        self.object("card/c.c", f"int {name}(void); int cc_c(void) {{ return {name}(); }}")
        return list(binary.check_names(self.root))

    def test_good(self):
        self.assertEqual(self.findings("cc_shared"), [])

    def test_bad(self):
        self.assertEqual(len(self.findings("helper")), 1)

    def test_moved_away(self):
        self.findings("helper")
        left = [path for path in self.root.rglob("*.o") if "card" not in path.parts]
        self.assertEqual(list(binary.check_names(self.root, *left)), [])
        self.assertEqual(len(list(binary.check_names(self.root, *self.root.rglob("*.o")))), 1)


class Uses(Folder):
    """Objects that use each other, as NAME: (FILE, names that it uses)."""

    def make(self, **files):
        for name, (path, used) in files.items():
            self.object(path, "".join(f"int cc_{u}(void);" for u in used) + f"int cc_{name}(void) "
                        f"{{ return 1{''.join(f' + cc_{u}()' for u in used)}; }}")

    def findings(self, check):
        return "\n".join(check(self.root))

    def test_nothing(self):
        self.assertIn("no objects", self.findings(binary.check_floors))
        self.assertIn("no objects", self.findings(binary.check_circles))

    def test_good(self):
        self.make(a=("fields/words/a.c", ""), b=("fields/give/b.c", "a"), c=("text/c.c", "ab"))
        self.assertEqual(self.findings(binary.check_floors), "")
        self.assertEqual(self.findings(binary.check_circles), "")

    def test_upwards(self):
        self.make(a=("fields/words/a.c", "b"), b=("fields/give/b.c", ""))
        found = self.findings(binary.check_floors)
        self.assertIn("fields/words/a: uses cc_b of fields/give/b: fields/words is below", found)

    def test_circle_of_three(self):
        self.make(a=("text/a.c", "b"), b=("text/b.c", "c"), c=("text/cut/c.c", "a"),
                  d=("text/d.c", "a"))
        self.assertEqual(self.findings(binary.check_circles),
                         "a circle: text/a -> text/b (cc_b) -> text/cut/c (cc_c) -> text/a (cc_a)")

    def test_circle_of_rooms(self):
        self.make(a=("text/a.c", "b"), b=("photo/b.c", ""), c=("photo/c.c", "d"),
                  d=("text/d.c", ""))
        self.assertIn("a circle: photo -> text (photo/c uses cc_d of text/d) -> photo (text/a uses",
                      self.findings(binary.check_circles))

    def test_cxx(self):
        self.object("text/a.cc", "int f(int); int g(int x) { return f(x); }")
        self.object("text/b.cc", "int g(int); int f(int x) { return x ? g(x - 1) : 0; }")
        self.assertIn("text/a -> text/b (_Z1fi)", self.findings(binary.check_circles))


class State(Folder):
    def findings(self, source):
        return list(binary.check_state(self.library(source)))

    def test_good(self):
        self.assertEqual(self.findings('static const char *const t[] = {"a", "b"};\n'
                                       "const char *cc_t(int i) { return t[i]; }\n"), [])

    def test_bad(self):
        self.assertEqual(len(self.findings("static int calls; int shared = 3;\n"
                                           "int cc_t(void) { static int n; return calls += ++n; }"
                                           )), 3)


class Tidy(Folder):
    def status(self, source):
        path = self.write("a.c", source)
        return subprocess.run(["clang-tidy", "--quiet", f"--config-file={TIDY_PROFILE}", path,
                               "--", "-std=c17"], capture_output=True, check=False).returncode

    def test_good(self):
        self.assertEqual(self.status("int cc_a(int x) {\n  return x + 1;\n}\n"), 0)

    def test_bad(self):
        null = "int cc_a(int x) {\n  int *p = 0;\n  if (x) p = &x;\n  return *p;\n}\n"
        self.assertNotEqual(self.status(null), 0)


if __name__ == "__main__":
    unittest.main()
