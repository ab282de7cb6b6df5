#!/usr/bin/env bats
# shellcheck disable=SC2154
# The page of review against those that should not be let in, and against what cards may hold.

setup_file() {
  load helpers
  scanned "$BATS_FILE_TMPDIR/cards.db" 01-scan.jpg 12-render.png
}

setup() {
  load helpers
  load page
  fresh_home
  use_book
}

teardown() {
  stop
}

state_of() {
  sql "SELECT state FROM cards WHERE id = $1"
}

@test "who has not the key of the link is not let in" {
  serve
  expect 403 "$(curl -s -o /dev/null -w '%{http_code}' "$site/review/1")"
  expect 403 "$(curl -s -o /dev/null -w '%{http_code}' "$site/card/1/front.jpg")"
  expect 403 "$(curl -s -o /dev/null -w '%{http_code}' "$site/?key=0000")"
  expect 403 "$(curl -s -o /dev/null -w '%{http_code}' -b "cardcat_$port=x" "$site/review/1")"
  expect 200 "$(status_of /review/1)"
}

@test "the key of the link lets in one browser, once" {
  start
  expect 403 "$(curl -sI -o /dev/null -w '%{http_code}' "$(cat ./link)")"
  enter
  grep -q "http-equiv=\"refresh\" content=\"0;url=/[0-9a-f]*/review\"" entrance.html
  expect 200 "$(status_of /review/1)"
  expect 403 "$(curl -s -o /dev/null -w '%{http_code}' "$link")"
  expect 403 "$(curl -s -o /dev/null -w '%{http_code}' "$site/?key=")"
  expect 303 "$(curl -s -o /dev/null -w '%{http_code}' -b jar "$link")"
}

@test "nothing is served, and no cookie sent, outside of the path that nobody can guess" {
  serve
  local cookie base=${site##*/} path
  [ "${#base}" -eq 64 ]
  grep -q "/$base/" jar
  cookie=$(awk '/cardcat_/ {print $6 "=" $7}' jar)
  never grep -qF "${cookie#*=}" ./link
  for path in / /review /review/1 /assets/style.css /assets/keep.js "/${base//[0-8]/9}/review/1" \
    "/$base" "/${base}0/review"; do
    expect 403 "$(curl -s -o /dev/null -w '%{http_code}' -H "Cookie: $cookie" "$origin$path")"
  done
}

@test "another run has another port" {
  serve
  local first=$port
  stop
  serve
  [ "$port" != "$first" ]
}

@test "the list of processes does not show the key" {
  mkdir bin runtime
  cat >bin/xdg-open <<'SH'
#!/bin/sh
stat -c %a "$1" >mode
cp "$1" way.html
echo "$*" >opened
SH
  chmod +x bin/xdg-open
  PATH=$PWD/bin:$PATH XDG_RUNTIME_DIR=$PWD/runtime "$CARDCAT_BUILD/cardcat" review \
    >./link 2>said 3>&- &
  server=$!
  wait_for test -s opened
  local key
  link=$(cat ./link)
  key=${link##*=}
  [ "${#key}" -eq 64 ]
  never grep -qF "$key" opened
  [ "$(cat mode)" = 600 ]
  grep -qF "$link" way.html
  [ "$(dirname "$(cat opened)")" = "$PWD/runtime" ]
  enter
  wait_for test ! -e "$(cat opened)"
  stop
  # Without such a folder it lies beside the book, and goes with the server.
  rm opened
  PATH=$PWD/bin:$PATH XDG_RUNTIME_DIR='' "$CARDCAT_BUILD/cardcat" review >./link 2>said 3>&- &
  server=$!
  wait_for test -s opened
  [ "$(dirname "$(cat opened)")" = "$(dirname "$BOOK")" ]
  [ -e "$(cat opened)" ]
  stop
  [ ! -e "$(cat opened)" ]
}

@test "it listens to this machine alone" {
  serve
  never grep -q " 00000000:$(printf %04X "$port") " /proc/net/tcp
  grep -q " 0100007F:$(printf %04X "$port") " /proc/net/tcp
}

@test "a name that was made to point here is refused" {
  serve
  expect 421 "$(status_of /review/1 -H 'Host: evil.example')"
  expect 421 "$(status_of /review/1 -H "Host: evil.example:$port")"
  expect 421 "$(post /card/1/reject -H 'Host: evil.example' -d "token=$token")"
  expect 'to review' "$(state_of 1)"
}

@test "a page of another site writes nothing" {
  serve
  expect 403 "$(status_of /card/1/reject -H 'Origin: http://evil.example' -d "token=$token")"
  expect 403 "$(status_of /card/1/reject -H 'Origin: null' -d "token=$token")"
  expect 403 "$(status_of /card/1/reject -d "token=$token")"
  expect 403 "$(status_of /card/1/reject -H 'Sec-Fetch-Site: cross-site' -d "token=$token")"
  expect 403 "$(status_of /quit -H 'Origin: http://evil.example' -d "token=$token")"
  expect 'to review' "$(state_of 1)"
  expect 409 "$(post /card/1/reject -d "token=$token" -d base=old)"
  expect 'to review' "$(state_of 1)"
  expect 303 "$(post /card/1/reject -d "token=$token" -d "base=$(hidden base)")"
  expect rejected "$(state_of 1)"
}

@test "a write without the token, with a wrong or an old one is refused" {
  serve
  expect 403 "$(post /card/1/reject -d x=1)"
  expect 403 "$(post /card/1/reject -d token=)"
  expect 403 "$(post /card/1/reject -d "token=${token//[0-8]/9}")"
  expect 403 "$(post /card/1/reject -H 'Content-Type: text/plain' -d "token=$token")"
  local old=$token old_jar
  old_jar=$(cat jar)
  stop
  start --port "$port"
  printf '%s\n' "$old_jar" >jar
  expect 403 "$(status_of /review/1)"
  expect 403 "$(post /card/1/reject -d "token=$old")"
  enter
  expect 403 "$(post /card/1/reject -d "token=$old")"
  expect 'to review' "$(state_of 1)"
}

@test "no GET writes, no POST reads" {
  serve
  local before path
  before=$(sha256sum <"$BOOK")
  for path in /card/1/save /card/1/skip /card/1/reject /card/1/draft /card/1/merge /undo /quit \
    /contact/1/save /contact/1/remove /contact/1/restore /contact/1/written /contact/1/unwanted \
    /contact/1/snooze /contact/1/met /contact/1/unmeet /contact/1/apart /card/1/renew \
    /contacts/undo /add/photos /add/photo/1/again /add/photo/1/remove /card/1/reconsider \
    /failed/1/again /failed/1/remove; do
    expect 405 "$(status_of "$path?token=$token")"
  done
  expect 405 "$(post /review -d "token=$token")"
  expect 405 "$(post /review/1 -X DELETE)"
  for path in / /review/1 /contacts '/contacts?q=a' /contacts/removed /follow-ups /add \
    /contacts/new /set-aside /duplicates /export /export/contacts.vcf /card/1/photo; do
    ask "$path" >/dev/null
  done
  expect "$before" "$(sha256sum <"$BOOK")"
}

@test "an address with tricks in it is nobody's" {
  serve
  local path
  for path in '/..%2fetc/passwd' '/assets/../../etc/passwd' '/assets/..%2f..%2fetc%2fpasswd' \
    '/review%00' '/assets/style.css%00.js' '//etc/passwd' '/assets//style.css' '/.git/config' \
    '/%72eview' '/review/1%0d%0aX:1' '/review\1'; do
    expect 400 "$(status_of "$path")"
  done
  for path in /assets/passwd /assets/assets.gresource.xml /assets/-.js /assets/keep-rows.css \
    /review/0 /review/-1 /review/1e3 /review/99999999999999999999 /card/9/front.jpg \
    /card/1/back.jpg /etc/passwd; do
    expect 404 "$(status_of "$path")"
  done
}

@test "a form of 100 MB is refused before it is taken in" {
  serve
  truncate -s 100M large
  expect 413 "$(post /card/1/draft -H 'Content-Type: application/x-www-form-urlencoded' \
    --data-binary @large)"
  # Without a length said before, the line is cut instead.
  run ask /card/1/draft -H "Origin: $origin" -H 'Transfer-Encoding: chunked' \
    -H 'Content-Type: application/x-www-form-urlencoded' -T large -X POST
  [ "$(awk '/VmHWM/ { print $2 }' "/proc/$server/status")" -lt 100000 ]
  expect 200 "$(status_of /review/1)"
}

# Seconds, fewer than those after which the server gives a silent client up (30): who waits for that
# one gets no answer in them.
SILENCE=20

@test "a slow client keeps nobody waiting" {
  serve
  local port=$port
  exec 7<>"/dev/tcp/127.0.0.1/$port" 8<>"/dev/tcp/127.0.0.1/$port"
  printf 'GET /review/1 HTTP/1.1\r\nHost: 127' >&7
  printf 'POST /card/1/draft HTTP/1.1\r\nHost: 127.0.0.1:%s\r\nOrigin: %s\r\n' "$port" "$site" >&8
  printf 'Content-Length: 1000\r\nContent-Type: application/x-www-form-urlencoded\r\n\r\na' >&8
  expect 200 "$(status_of /review/1 --max-time "$SILENCE")"
  exec 7>&- 8>&-
}

@test "a client of single bytes keeps nobody waiting" {
  serve
  local port=$port text i
  text=$(printf 'POST /add/photos HTTP/1.1\r\nHost: 127.0.0.1:%s' "$port")
  exec 7<>"/dev/tcp/127.0.0.1/$port"
  for ((i = 0; i < 5; i++)); do
    printf %s "${text:i:1}" >&7
    expect 200 "$(status_of /review/1 --max-time "$SILENCE")"
    expect 200 "$(status_of /contacts --max-time "$SILENCE")"
  done
  exec 7>&-
}

@test "a request of thousands of arguments is answered" {
  serve
  local few many
  few=$(printf '&a=%.0s' $(seq 1500))
  many=$(printf '&a=%.0s' $(seq 2100))
  expect 200 "$(status_of "/contacts?q=$few" --max-time "$SILENCE")"
  expect 400 "$(status_of "/contacts?q=$many" --max-time "$SILENCE")"
  expect 200 "$(status_of /review/1)"
}

@test "connections that say nothing, or hardly anything, keep nobody out" {
  serve
  cat >crowd.py <<'PY'
import select, socket, sys, time
def come():
    s = socket.socket()
    s.settimeout(60)
    s.connect(("127.0.0.1", int(sys.argv[1])))
    return s
crowd = [come() for _ in range(300)]
open("came", "w").write("300")
while True:  # a byte now and then, and a new one for each that was sent away
    for i, s in enumerate(crowd):
        try:
            s.send(b"G")
            if select.select([s], [], [], 0)[0] and not s.recv(1):
                raise OSError
        except OSError:
            s.close()
            crowd[i] = come()
    time.sleep(0.1)
PY
  python3 crowd.py "$port" 3>&- &
  crowd=$!
  wait_for test -s came
  for _ in 1 2 3 4 5; do
    expect 200 "$(status_of /review/1 --max-time "$SILENCE")"
    expect 200 "$(status_of /contacts --max-time "$SILENCE")"
  done
  kill "$crowd"
  wait "$crowd" || true
  expect 200 "$(status_of /review/1 --max-time "$SILENCE")"
}

@test "tricks with headers bring nothing" {
  serve
  local port=$port big
  # Two hosts, a host in the first line, an endless header, a header that would end the answer's.
  expect 421 "$(status_of /review/1 -H "Host: evil.example" -H "X-Forwarded-Host: 127.0.0.1:$port")"
  never expect 200 "$(curl -s -o /dev/null -w '%{http_code}' --request-target \
    "http://evil.example/review/1" -b jar "$site")"
  big=$(head -c 200000 /dev/zero | tr '\0' a)
  printf 'X: %s' "$big" >header
  never expect 200 "$(status_of /review/1 -H @header)"
  ask "/contacts?q=%0d%0aX-Evil:%201&news=%0d%0aX-Evil:%201" -D headers -o /dev/null
  never grep -qi '^x-evil' headers
  expect 403 "$(status_of /card/1/reject -H 'X-HTTP-Method-Override: GET' -d "token=$token")"
  expect 405 "$(status_of /card/1/reject -H 'X-HTTP-Method-Override: POST')"
  expect 'to review' "$(state_of 1)"
  expect 200 "$(status_of /review/1)"
}

@test "every page is closed to other sites" {
  serve
  local path
  for path in /review/1 /assets/style.css /card/1/front.jpg /nothing; do
    ask "$path" -D headers -o body
    grep -qi "^content-security-policy: default-src 'none'; script-src 'self'; style" headers
    grep -qi '^x-content-type-options: nosniff' headers
    never grep -qi '^access-control' headers
  done
  ask /review/1 >page.html
  never grep -qE '(src|href|action|formaction)="[a-z]*:?//' page.html
  never grep -qE ' (on[a-z]+|style)="' page.html
}

# What would run if one place of the page forgot to escape it.
evil="\"'><script>alert(1)</script><img src=x onerror=alert(2)>&lt;b&gt;"

# is_tame FILE: it shows the text, and nothing of it is markup.
is_tame() {
  never grep -qE '<script>|<img src=x|onerror=[^&]*>' "$1"
  grep -qF '&quot;&#39;&gt;&lt;script&gt;alert(1)&lt;/script&gt;&lt;img src=x' "$1"
}

@test "script and markup in every field of a card stay text" {
  sql "CREATE TEMP TABLE e AS SELECT '${evil//\'/\'\'}' AS t;
    UPDATE cards SET reading = (SELECT json_set(reading,
      '$.text', t, '$.source.path', t,
      '$.contact', json_object(
        'name', json_object('full', t, 'prefix', t, 'given', t, 'middle', t, 'family', t,
          'suffix', t),
        'organization', t, 'department', t, 'titles', json_array(t), 'emails', json_array(t),
        'phones', json_array(json_object('type', 'work', 'value', t, 'e164', NULL,
          'extension', NULL)),
        'urls', json_array(t, 'javascript:alert(3)'), 'addresses', json_array(json_object('full', t,
          'street', t, 'locality', t, 'region', t, 'postcode', t, 'country', NULL)),
        'notes', json_array(t)),
      '$.evidence[0].text', t, '$.lines[0].text', t, '$.lines[0].alternatives', json_array(t))
      FROM e) WHERE id = 1;
    UPDATE meetings SET event = (SELECT t FROM e), note = (SELECT t FROM e),
      introduced_by = (SELECT t FROM e);"
  serve
  ask /review/1 >page.html
  is_tame page.html
  # So does the contact that it becomes, on each page that shows it.
  local base
  base=$(hidden base)
  local form=(-H "Origin: $origin" -d "token=$token" -d "base=$base" -d at=0
    -d kind=name -d follow_up=yes --data-urlencode "value=$evil" --data-urlencode "event=$evil"
    -d at=1 -d kind=email --data-urlencode "value=$evil")
  ask /card/1/save "${form[@]}" >page.html # which asks whether that is an e-mail address
  is_tame page.html
  local sure
  sure=$(grep -o 'name="sure" value="[0-9a-f]*"' page.html | cut -d'"' -f4)
  ask /card/1/save -o /dev/null "${form[@]}" -d "sure=$sure"
  base=$(hidden base 2)
  ask /card/2/save -o /dev/null -H "Origin: $origin" -d "token=$token" -d "base=$base" -d at=0 \
    -d kind=name --data-urlencode "value=$evil"
  local path
  for path in /contacts /contact/1 /contact/1/edit /follow-ups /export "/contact/1/merge?with=2"; do
    ask "$path" >page.html
    is_tame page.html
  done
  ask /contacts -G --data-urlencode "q=$evil" >page.html
  is_tame page.html
  local version
  version=$(ask /contact/1 | grep -o 'name="version" value="[0-9]*"' | head -n 1 | tr -cd 0-9)
  expect 303 "$(post /contact/1/remove -d "token=$token" -d "version=$version")"
  expect 0 "$(sql "SELECT count(*) FROM contacts WHERE id = 1")"
  ask /contacts/removed >page.html
  is_tame page.html
  ask /undo -o /dev/null -H "Origin: $origin" -d "token=$token"
  ask /undo -o /dev/null -H "Origin: $origin" -d "token=$token"
  ask /undo -o /dev/null -H "Origin: $origin" -d "token=$token"
  # What is decided about it is told with its name.
  expect 303 "$(post /card/1/reject -d "token=$token" -d "base=$(hidden base)" -d at=0 \
    -d kind=name --data-urlencode "value=$evil")"
  ask /undo -H "Origin: $origin" -d "token=$token" -L >undone.html
  is_tame undone.html
  never grep -q 'href="javascript:' page.html
}

@test "what is typed comes back as text" {
  serve
  local base
  base=$(hidden base)
  ask /card/1/draft -L -H "Origin: $origin" -d "token=$token" -d "base=$base" -d at=0 \
    --data-urlencode "value=$evil" -d kind=name --data-urlencode "event=$evil" \
    --data-urlencode "tags=$evil" >page.html
  is_tame page.html
  # A form that is refused shows what was typed as well.
  ask /card/1/save -H "Origin: $origin" -d "token=$token" -d base=old -d at=0 \
    --data-urlencode "value=$evil" -d kind=organization >refused.html
  is_tame refused.html
  grep -qF 'Another window' refused.html
}
