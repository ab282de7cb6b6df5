#!/usr/bin/env python3
"""Proves that each check of lint.py finds what it is for, and leaves good code alone."""
import tempfile
import unittest
from pathlib import Path

import lint

GOOD = '''/* Edges of a photo. */
#include "photo/photo.h"

#include <string.h>
#include <vips/vips.h>

/* A goto in a comment, printf("%s") too. */
int cc_photo_edge(const char *text) {
  const char *words = "goto; abort(); // SELECT";
  return (int)(strlen(text) + strlen(words));
}
'''

LONG_FUNCTION = "int cc_long(int x) {\n" + "  x++;\n" * 60 + "  return x;\n}\n"


def include(header):
    return f"#include {header}\n"


# Headers that good code has, by what they include.
GOOD_HEADERS = {"fields/words/words.h": "", "fields/give/give.h": include('"fields/words/words.h"'),
                "fields/proof/proof.h": include('"fields/words/words.h"'),
                "base/a.h": "", "base/b.h": include('"base/c.h"'),
                "base/c.h": include('"base/a.h"'),
                "photo/photo.h": include('"base/b.h"')}

# Check: files that must be found fault with, each (path, text, part of the finding).
BAD = {
    "format": [("src/photo/bad.c", "int  cc_x( void ){return 1 ;}\n", "clang-format")],
    "size": [("src/photo/bad.c", LONG_FUNCTION, "cc_long has 63 lines"),
             ("src/fields/bad.cc", LONG_FUNCTION, "cc_long has 63 lines"),
             ("tests/bad.py", "def longer(x):\n" + "    x += 1\n" * 61, "longer has 62 lines"),
             ("src/photo/bad.c", "/* */\n" * 401, "401 lines"),
             ("src/photo/bad.c", f"/* {'x' * 100} */\n", "106 columns")],
    "rooms": [("src/photo/bad.c", include("<leptonica/allheaders.h>"), "no library of photo/bad.c"),
              ("src/text/text_lines.c", include("<tesseract/capi.h>"), "no library"),
              ("src/fields/bad.c", include("<phonenumbers/phonenumberutil.h>"), "no library"),
              ("src/photo/bad.c", include("<sqlite3.h>"), "no library"),
              ("src/photo/bad.c", include('"print/print.h"'), "photo/ includes photo, base/"),
              ("src/fields/bad.c", include('"text/text.h"'), "fields/ includes"),
              ("src/cli/bad.c", include('"base/base.h"'), "cli/ includes"),
              ("src/fields/words/bad.c", include('"text/text.h"'), "fields/ includes"),
              ("src/attic/words/bad.c", "", "attic is no room")],
    "floors": [
        ("src/fields/words/bad.c", include('"fields/give/give.h"'), "words is below fields/give"),
        ("src/fields/lines/bad.c", include('"fields/proof/proof.h"'), "stands beside")],

    "circles": [("src/base/a.h", include('"base/b.h"'),
                 "base/a.h -> base/b.h (line 1) -> base/c.h (line 3) -> base/a.h (line 3)"),
                ("src/base/bad.h", include('"photo/photo.h"'),
                 "a circle: base -> photo (base/bad.h includes photo/photo.h) -> base")],
    "opening": [("src/photo/bad.c", include("<math.h>") + "/* Says what it is. */\n", "sentence"),
                ("src/photo/bad.c", "/* photo */\n" + include("<math.h>"), "sentence"),
                ("tests/bad.py", "import re\n", "sentence"),
                ("tests/bad.js", "\"use strict\";\nlet x;\n// What it is.\n", "sentence"),
                ("tests/bad.bats", "#!/usr/bin/env bats\n\n@test \"x\" {\n}\n", "sentence")],
    "own_header_first": [
        ("src/photo/bad.h", "int cc_x(void);\n", "pragma once"),
        ("src/photo/exif/bad.c", include('"base/base.h"'), "before"),
        ("src/photo/bad.c", include('"base/base.h"') + include('"photo/photo.h"'), "before"),
        ("src/photo/bad.c", include("<string.h>") + include('"photo/photo.h"'), "before")],
    "calls": [("src/photo/bad.c", "void f(void) {\n  goto end;\nend:;\n}\n", "goto"),
              ("src/photo/bad.c", 'void f(void) {\n  printf("x");\n}\n', "printf() below"),
              ("src/photo/bad.c", "void f(void) {\n  exit (1);\n}\n", "exit() below"),
              ("src/photo/bad.c", "void f(void) {\n  fputs(s, stderr);\n}\n", "stderr below"),
              ("src/photo/bad.c", "void f(void) {\n  _exit(1);\n}\n", "_exit()"),
              ("src/cli/bad.c", "void f(void) {\n  strcpy(a, b);\n}\n", "strcpy()")],
    "sql": [("src/store/bad.c", 's = g_strdup_printf("SELECT a FROM b WHERE c = \'%s\'", c);\n',
             "bind"),
            ("src/store/bad.c", "s = sqlite3_mprintf(format, c);\n", "sqlite3_mprintf("),
            ("src/cli/bad.c", "sqlite3_close(db);\n", "outside store/")],
    "marks": [("src/photo/bad.c", "/* TO" "DO: more */\n", "do it or drop it"),
              ("README.md", "See /home" "/ada/cards\n", "one machine"),
              ("src/photo/bad.c", "// x = 1;\n", "code in a comment")],
    "shell": [("tests/bad.sh", "#!/bin/bash\nrm $1\n", "globbing"),
              (".ci/run", "#!/bin/bash\ncd $1\n", "globbing")],
    "python": [("tests/bad.py", "def f(:\n", "invalid syntax")],
    "top": [("Makefile", "", "not at the top level")],
    "promises": [("README.md", "## What it promises\n\n| it | `unit/test_gone` |\n\n## More\n",
                  "there is no test unit/test_gone")],
}


def make_tree(folder):
    root = Path(folder)
    for name in lint.TOP_LEVEL:
        if "." not in name and name != "LICENSE":
            (root / name).mkdir()
        else:
            (root / name).touch()
    format_file = Path(lint.__file__).parents[2] / ".clang-format"
    (root / ".clang-format").write_text(format_file.read_text())
    write(root, "src/photo/good.c", GOOD)
    for path, header in GOOD_HEADERS.items():
        write(root, f"src/{path}", f"/* {path} declares nothing. */\n#pragma once\n{header}")
    return root


def write(root, path, text):
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_text(text)


class EveryCheck(unittest.TestCase):
    def findings(self, check, *files):
        with tempfile.TemporaryDirectory() as folder:
            root = make_tree(folder)
            for path, text in files:
                write(root, path, text)
            return list(lint.CHECKS[check](lint.Tree(root)))

    def test_all_are_proven(self):
        self.assertEqual(set(BAD), set(lint.CHECKS))

    def test_good_code_passes(self):
        for check in lint.CHECKS:
            with self.subTest(check=check):
                self.assertEqual(self.findings(check), [])

    def test_bad_code_is_found(self):
        for check, cases in BAD.items():
            for path, text, expected in cases:
                with self.subTest(check=check, path=path, expected=expected):
                    found = self.findings(check, (path, text))
                    self.assertTrue(any(f[0] == path and expected in f[2] for f in found), found)

    def test_line_is_right(self):
        found = self.findings("calls", ("src/photo/bad.c", "/*\n*/\nint x;\nvoid f(void) {\n"
                                        "  goto end;\nend:;\n}\n"))
        self.assertEqual(found, [("src/photo/bad.c", 5, "goto")])


if __name__ == "__main__":
    unittest.main()
