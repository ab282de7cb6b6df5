# The Debian 12 packages that cardcat needs, in one place, and how the missing ones are installed.
# Sourced by samples/try.sh and tests/run.sh.
# shellcheck shell=bash disable=SC2034

# To build and to run it.
build_packages=(
  cmake g++ gcc libc6-dev ninja-build pkg-config
  libglib2.0-dev libglib2.0-dev-bin libicu-dev libjson-glib-dev libleptonica-dev libmicrohttpd-dev
  libphonenumber-dev libprotobuf-dev libpsl-dev libseccomp-dev libsqlite3-dev libtesseract-dev
  libgmime-3.0-dev libical-dev libvips-dev libchafa-dev libreadline-dev libzbar-dev
  tesseract-ocr-eng tesseract-ocr-script-latn
)

# To test it: tools of the lint tests, peers that check what it writes.
test_packages=(
  bats chromium-headless-shell clang-format clang-tidy curl dbus-daemon fish jq khard
  libvips-tools man-db procps python3 python3-gi python3-icalendar python3-jsonschema
  mutt neomutt python3-vobject qrencode radicale vdirsyncer
  shellcheck sqlite3 strace tmux universal-ctags valgrind zsh
  fonts-urw-base35 fonts-wqy-microhei
  tesseract-ocr-chi-sim tesseract-ocr-ell tesseract-ocr-jpn tesseract-ocr-kor tesseract-ocr-rus
)

# What drives the browser; a node that did not come as a package is as good.
for tool in node:nodejs npm:npm; do
  command -v "${tool%:*}" >/dev/null || test_packages+=("${tool#*:}")
done

is_installed() {
  [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed ]
}

# install_missing PACKAGE...: asks nothing; says what it installs on standard error.
install_missing() {
  local package missing=() as_root=()
  for package in "$@"; do
    is_installed "$package" || missing+=("$package")
  done
  [ ${#missing[@]} -gt 0 ] || return 0
  if [ "$(id -u)" -ne 0 ]; then
    if ! command -v sudo >/dev/null; then
      echo "These packages are missing: ${missing[*]}. Install them, or run this as root." >&2
      return 3
    fi
    as_root=(sudo)
  fi
  echo "Installing ${missing[*]}" >&2
  "${as_root[@]}" apt-get -qq update </dev/null >&2 || return
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq -y --no-install-recommends \
    -o DPkg::Lock::Timeout=300 -o Dpkg::Use-Pty=0 install "${missing[@]}" </dev/null >&2
}
