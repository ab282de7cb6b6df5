#!/usr/bin/env bats
# watch: photos of a folder are read when they are whole, each once; the desktop is told.

setup() {
  load helpers
  fresh_home
  english_only
  mkdir -p phone/DCIM
}

teardown() {
  if [ -n "${watch:-}" ]; then kill "$watch" 2>/dev/null || true; fi
}

photos() {
  sqlite3 "$BOOK" 'SELECT count(*) FROM photos' 2>/dev/null || echo 0
}

has_photos() {
  [ "$(photos)" -eq "$1" ]
}

# A service that keeps what it is asked to show.
cat_notifications() {
  cat >service.py <<'END'
import sys
from gi.repository import Gio, GLib
XML = """<node><interface name="org.freedesktop.Notifications"><method name="Notify">
<arg type="s" direction="in"/><arg type="u" direction="in"/><arg type="s" direction="in"/>
<arg type="s" direction="in"/><arg type="s" direction="in"/><arg type="as" direction="in"/>
<arg type="a{sv}" direction="in"/><arg type="i" direction="in"/><arg type="u" direction="out"/>
</method></interface></node>"""
def call(bus, sender, path, interface, method, arguments, invocation):
    with open("shown", "a") as file:
        print(arguments[1], arguments[3], file=file)
    invocation.return_value(GLib.Variant("(u)", (7,)))
bus = Gio.bus_get_sync(Gio.BusType.SESSION)
bus.register_object("/org/freedesktop/Notifications",
                    Gio.DBusNodeInfo.new_for_xml(XML).interfaces[0], call, None, None)
Gio.bus_own_name_on_connection(bus, "org.freedesktop.Notifications", 0,
                               lambda *_: open("up", "w"), None)
GLib.MainLoop().run()
END
}

@test "photos are read as they arrive, whole and once, and an interrupt ends it" {
  cp "$SAMPLES/12-render.png" phone/there.png
  cardcat want -q "copper kettle" --why "for the fair"
  "$CARDCAT_BUILD/cardcat" watch --event Expo --no-notify phone 2>said 3>&- &
  watch=$!
  wait_for has_photos 1
  # One that is being written, and one by a name that says that it is not finished.
  cp "$SAMPLES/01-scan.jpg" phone/DCIM/02.jpg.part
  exec 5>phone/DCIM/01.jpg
  head -c 20000 "$SAMPLES/01-scan.jpg" >&5
  cp "$SAMPLES/12-render.png" phone/again.png
  touch phone/notes.txt
  sleep 4
  has_photos 1
  tail -c +20001 "$SAMPLES/01-scan.jpg" >&5
  exec 5>&-
  wait_for has_photos 2
  [ "$(sql 'SELECT group_concat(sha256) FROM photos ORDER BY id')" = \
    "$(sha256sum "$SAMPLES/12-render.png" | cut -c1-64),$(sha256sum "$SAMPLES/01-scan.jpg" |
      cut -c1-64)" ]
  [ "$(sql "SELECT count(*) FROM cards c JOIN meetings m ON m.id = c.meeting
    WHERE m.event = 'Expo'")" -eq 2 ]
  kill -TERM "$watch"
  wait "$watch"
  watch=
  never grep -v '^cardcat: \|^\[' said
  grep -q 'there.png: .* is whom you want to meet: copper kettle, for the fair$' said
  # What came meanwhile is read the next time, and nothing twice.
  cp "$SAMPLES/02-footer.jpg" phone
  "$CARDCAT_BUILD/cardcat" watch --no-notify phone 2>said 3>&- &
  watch=$!
  wait_for has_photos 3
  kill -TERM "$watch"
  wait "$watch"
  watch=
  [ "$(sql 'SELECT count(*) FROM cards')" -eq 3 ]
}

@test "the desktop is told how many cards wait" {
  cat_notifications
  cp "$SAMPLES/12-render.png" phone
  # shellcheck disable=SC2016
  dbus-run-session -- bash -c '
    /usr/bin/python3 service.py &
    until [ -e up ]; do sleep 0.1; done
    "$CARDCAT_BUILD/cardcat" watch phone 2>said &
    until [ -s shown ]; do sleep 0.1; done
    kill -TERM %2
    wait %2
    kill %1' 3>&-
  [ "$(cat shown)" = "0 1 card to review" ]
}

@test "what is no folder is refused" {
  try watch missing
  expect_status 1
  expect_said "missing: No such file or directory"
  touch file
  try watch file
  expect_status 1
  expect_said "file: is not a folder"
  try watch
  expect_status 2
}
