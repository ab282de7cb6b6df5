// The rows of a card's form: their kinds, their other readings, what becomes of a line of the card.
// What is typed is kept by keep.js, which comes first.
"use strict";

const rowOf = (element) => element?.closest?.(".row") ?? null;
const valueIn = (row) => row.querySelector("input[name=value]");
const kindIn = (row) => row.querySelector("select[name=kind]");
const allRows = () => Array.from(form.querySelectorAll(".row"));
// Pixels of the card around a value in its strip.
const STRIP_MARGIN = 8;
const SINGLE = ["name", "pronouns", "organization", "department"];
const sortOf = (kind) => kind.replace(/-.*/, "");

/* ---- a row comes, goes, comes back ---------------------------------------- */

function addRow() {
  const last = form.querySelector(".row.new");
  const number = Math.max(...Array.from(form.querySelectorAll("input[name=at]"),
    (at) => Number(at.value))) + 1;
  const row = last.cloneNode(true);
  row.id = "row-" + number;
  row.querySelector("input[name=at]").value = String(number);
  row.querySelector(".strip")?.remove();
  const input = valueIn(row);
  input.id = "value-" + number;
  input.value = "";
  kindIn(row).setAttribute("aria-label", "What value " + (number + 1) + " is");
  delete row.dataset.removed;
  row.classList.remove("now");
  last.classList.remove("new");
  last.after(row);
  dressRow(row);
  return row;
}

// A row that is taken out sends nothing; until the form is sent it can be put back.
function toggleRow(row) {
  const input = valueIn(row);
  const back = row.dataset.removed;
  if (back === undefined && !input.value) return;
  if (back === undefined) {
    row.dataset.removed = input.value;
    input.value = "";
  } else {
    delete row.dataset.removed;
    input.value = back;
  }
  nameRemoval(row);
  say(back === undefined ? "Removed " + row.dataset.removed + "; Alt+Delete puts it back."
    : "Put back " + back + ".");
  input.focus();
  keepSoon();
}

function nameRemoval(row) {
  const button = row.querySelector("button.remove");
  const out = row.dataset.removed !== undefined;
  row.classList.toggle("removed", out);
  if (out || !row.classList.contains("new"))
    valueIn(row).placeholder = out ? "removed: " + row.dataset.removed : "";
  button.textContent = out ? "↶" : "✕";
  button.setAttribute("aria-label", (out ? "Put back " : "Remove ") +
    (out ? row.dataset.removed : "value " + (Number(row.querySelector("[name=at]").value) + 1)));
  button.title = out ? "Put back (Alt+Delete)" : "Remove (Alt+Delete)";
}

/* ---- other readings ---------------------------------------- */

// TEXT with what differs from OTHER marked.
function marked(text, other) {
  const least = Math.min(text.length, other.length);
  let from = 0, behind = 0;
  while (from < least && text[from] === other[from]) from++;
  while (behind < least - from && text.at(-1 - behind) === other.at(-1 - behind)) behind++;
  const part = document.createDocumentFragment();
  const mark = document.createElement("mark");
  mark.textContent = text.slice(from, text.length - behind);
  part.append(text.slice(0, from));
  if (mark.textContent) part.append(mark);
  part.append(text.slice(text.length - behind));
  return part;
}

// The value goes where the reading stood, so that the same key brings it back.
function takeReading(row, item) {
  const input = valueIn(row), text = item.dataset.reading;
  if (input.value) item.dataset.reading = input.value;
  input.value = text;
  drawReadings(row);
  changed = true;
  keepSoon();
  say("Taken: " + text);
}

function drawReadings(row) {
  row.querySelectorAll(".readings li").forEach((item, i) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "reading";
    const text = document.createElement("span");
    text.append(marked(item.dataset.reading, valueIn(row).value));
    button.append(text);
    const key = document.createElement("kbd");
    key.textContent = "Alt " + (i + 1);
    key.setAttribute("aria-hidden", "true");
    button.append(key);
    button.addEventListener("click", () => {
      takeReading(row, item);
      valueIn(row).focus();
    });
    item.replaceChildren(button);
  });
}

// The readings one after the other.
function nextReading(row, step) {
  const items = Array.from(row.querySelectorAll(".readings li"));
  if (items.length === 0) return;
  row.cycle ??= [valueIn(row).value, ...items.map((item) => item.dataset.reading)];
  const at = Math.max(0, row.cycle.indexOf(valueIn(row).value));
  const next = (at + step + row.cycle.length) % row.cycle.length;
  valueIn(row).value = row.cycle[next];
  say("Reading " + (next + 1) + " of " + row.cycle.length + ": " + row.cycle[next]);
  keepSoon();
}

/* ---- kinds ---------------------------------------- */

function nameKind(row) {
  const select = kindIn(row);
  row.dataset.kind = select.value;
  const option = select.selectedOptions[0];
  if (select.value !== "any") valueIn(row).setAttribute("aria-label", option.textContent);
}

// There is one name: what was it takes the kind that this row had.
function setKind(row, kind) {
  const was = row.dataset.kind;
  kindIn(row).value = kind;
  if (SINGLE.includes(kind) && was !== "any")
    for (const other of allRows())
      if (other !== row && kindIn(other).value === kind) {
        kindIn(other).value = was;
        nameKind(other);
      }
  nameKind(row);
}

// What a value may be instead: the other of a pair, the next type of a phone, else the next kind.
function nextKind(row) {
  const select = kindIn(row);
  const kinds = Array.from(select.options, (option) => option.value)
    .filter((kind) => kind !== "any");
  const groups = [["title", "department"], ["name", "organization"], ["email", "url"],
    kinds.filter((kind) => kind.startsWith("phone-"))];
  const group = groups.find((one) => one.includes(select.value)) ?? kinds;
  setKind(row, group[(group.indexOf(select.value) + 1) % group.length]);
  say("Now: " + select.selectedOptions[0].textContent + ".");
  keepSoon();
}

// What is typed tells what it is; NULL: it may be anything.
function kindOfTyped(text) {
  if (/^[^\s@]+@\S*$/.test(text)) return "email";
  if (/^(www\.|https?:)/i.test(text)) return "url";
  if (/^[+(]?[\d\s()/.-]{5,}$/.test(text)) return "phone-work";
  return null;
}

function setKindByTyped(row) {
  const fresh = row.querySelector("input[name=was]").value === "" && !row.dataset.chosen;
  const kind = fresh && kindOfTyped(valueIn(row).value);
  if (kind && sortOf(kind) !== sortOf(kindIn(row).value)) setKind(row, kind);
}

/* ---- what is typed is completed ---------------------------------------- */

const COMPLETED_FROM = 2;
let pieces = null;

// What the card says from each of its words on, and the mailboxes that its hosts may have.
function cardPieces() {
  if (pieces) return pieces;
  pieces = [];
  for (const { dataset: { line } } of document.querySelectorAll("rect[data-line]")) {
    const words = line.split(/\s+/);
    words.forEach((word, i) => pieces.push(words.slice(i).join(" ")));
    words.forEach((word) => pieces.push(word));
  }
  return pieces;
}

function hosts() {
  const found = new Set();
  for (const row of allRows()) {
    const text = valueIn(row).value.toLowerCase();
    const host = text.match(/@(\S+\.\S+)$/) ??
      text.match(/^(?:https?:\/\/)?(?:www\.)?([^\s/@]+\.[^\s/@]+)/);
    if (host) found.add(host[1]);
  }
  return Array.from(found);
}

function completions(text) {
  const at = text.indexOf("@");
  const own = at > 0 ? hosts().map((host) => text.slice(0, at + 1) + host) : [];
  return [...own, ...cardPieces()];
}

// The rest is there, selected: it goes when another letter is typed, stays when one goes on.
function complete(input) {
  const text = input.value, end = input.selectionEnd === text.length;
  if (text.length < COMPLETED_FROM || !end) return;
  const low = text.toLowerCase();
  const whole = completions(text).find((one) => one.length > text.length &&
    one.toLowerCase().startsWith(low));
  if (!whole) return;
  input.value = text + whole.slice(text.length);
  input.setSelectionRange(text.length, input.value.length);
}

/* ---- a line of the card becomes a value ---------------------------------------- */

// The row that a value of KIND goes to: an empty one where the focus is or of its kind, else a new
// one.
function rowFor(kind) {
  const here = form.querySelector(".row.now");
  const empty = (row) => !valueIn(row).value && row.dataset.removed === undefined;
  if (here && empty(here) && !here.classList.contains("new")) return here;
  return allRows().find((row) => empty(row) && sortOf(kindIn(row).value) === sortOf(kind)) ??
    form.querySelector(".row.new");
}

function setStrip(row, box, side) {
  const picture = document.querySelector('.side[data-side="' + side + '"] svg.card');
  row.querySelector(".strip")?.remove();
  if (!picture || !box) return;
  const strip = document.createElementNS(picture.namespaceURI, "svg");
  const [x, y, w, h] = box, margin = STRIP_MARGIN;
  strip.setAttribute("class", "strip");
  strip.setAttribute("viewBox", [x - margin, y - margin, w + 2 * margin, h + 2 * margin].join(" "));
  strip.setAttribute("preserveAspectRatio", "xMinYMid meet");
  strip.setAttribute("aria-hidden", "true");
  strip.append(picture.querySelector("image").cloneNode());
  valueIn(row).before(strip);
}

// LINE: {text, value, kind, box, side}; INTO: the row that takes it, or null.
function takeLine(line, into) {
  const row = into ?? rowFor(line.kind);
  const fresh = row.classList.contains("new");
  const kind = fresh ? line.kind : kindIn(row).value;
  valueIn(row).value = sortOf(kind) === sortOf(line.kind) ? line.value : line.text;
  if (fresh) {
    setKind(row, kind);
    row.dataset.chosen = "yes";
    addRow();
  }
  if (row.classList.contains("missing")) delete row.dataset.check;
  row.classList.remove("missing", "blank");
  setStrip(row, line.box, line.side);
  document.querySelectorAll("li[data-take], rect.unused").forEach((one) => {
    if ((one.dataset.take ?? one.dataset.line) === line.text) one.remove();
  });
  countUnused();
  valueIn(row).focus();
  say("Taken as " + kindIn(row).selectedOptions[0].textContent + ": " + valueIn(row).value);
  changed = true;
  keepSoon();
}

function countUnused() {
  const part = document.querySelector(".unused-lines");
  if (!part) return;
  const left = part.querySelectorAll("li").length;
  part.hidden = left === 0;
  part.querySelector("h2").textContent = left === 1 ? "1 line on this card was not used"
    : left + " lines on this card were not used";
}

const boxOf = (element) => element.dataset.box?.split(" ").map(Number) ?? null;

function lineOf(element, kind) {
  const { take, line, value, side } = element.dataset;
  const text = take ?? line;
  return { text, value: kind === element.dataset.kind ? value ?? text : text,
    kind: kind ?? element.dataset.kind, box: boxOf(element),
    side: side ?? element.closest(".side")?.dataset.side };
}

/* ---- a row is made ready ---------------------------------------- */

// The key does the same from within the field, so that Tab need not stop here.
function dressRow(row) {
  let button = row.querySelector("button.remove");
  if (!button) {
    button = document.createElement("button");
    button.type = "button";
    button.className = "remove";
    button.tabIndex = -1;
    row.append(button);
  }
  nameRemoval(row);
  nameKind(row);
  drawReadings(row);
}
