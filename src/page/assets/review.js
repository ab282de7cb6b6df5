// The review of a card by keyboard and pointer; without this it is a form and a picture.  What is
// typed is kept by keep.js, which comes first.
"use strict";

const ZOOM_MAX = 3;

/* ---- rows ---------------------------------------- */

const rowOf = (element) => element.closest(".row");
const valueIn = (row) => row.querySelector("input[name=value]");

// A new empty row like the last one, with names of its own.
function addRow() {
  const rows = form.querySelectorAll(".row");
  const last = rows[rows.length - 1];
  const number = Math.max(...Array.from(form.querySelectorAll("input[name=at]"),
    (at) => Number(at.value))) + 1;
  const row = last.cloneNode(true);
  row.id = "row-" + number;
  row.querySelector("input[name=at]").value = String(number);
  const input = valueIn(row);
  input.id = "value-" + number;
  input.value = "";
  row.querySelector("label").htmlFor = input.id;
  row.querySelector("select").setAttribute("aria-label", "What value " + (number + 1) + " is");
  row.querySelectorAll(".hint").forEach((hint) => hint.remove());
  input.removeAttribute("aria-describedby");
  delete row.dataset.removed;
  last.after(row);
  nameRemoval(row);
  return row;
}

function freshRow() {
  const rows = form.querySelectorAll(".row");
  const last = rows[rows.length - 1];
  return valueIn(last).value ? addRow() : last;
}

// The other readings of a value, one after the other.
function nextReading(input, step) {
  const list = input.list;
  if (!list || list.options.length === 0) return;
  input.dataset.first ??= input.value;
  const readings = [input.dataset.first, ...Array.from(list.options, (option) => option.value)];
  const unique = [...new Set(readings)];
  const at = Math.max(0, unique.indexOf(input.value));
  const next = (at + step + unique.length) % unique.length;
  input.value = unique[next];
  say("Reading " + (next + 1) + " of " + unique.length + ": " + input.value);
  keepSoon();
}

// What a value may be instead: the other of a pair, the next type of a phone, else the next kind.
function nextKind(row) {
  const select = row.querySelector("select[name=kind]");
  const kinds = Array.from(select.options, (option) => option.value);
  const groups = [["title", "department"], ["name", "organization"], ["email", "url"],
    kinds.filter((kind) => kind.startsWith("phone-"))];
  const group = groups.find((one) => one.includes(select.value)) ?? kinds;
  select.value = group[(group.indexOf(select.value) + 1) % group.length];
  say("Now: " + select.selectedOptions[0].textContent + ".");
  keepSoon();
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
  valueIn(row).placeholder = out ? "removed: " + row.dataset.removed : "";
  button.textContent = out ? "↶" : "✕";
  button.setAttribute("aria-label", (out ? "Put back " : "Remove ") +
    (out ? row.dataset.removed : "value " + (Number(row.querySelector("[name=at]").value) + 1)));
  button.title = out ? "Put back (Alt+Delete)" : "Remove (Alt+Delete)";
}

// The key does the same from within the field, so that Tab need not stop here.
function addRemoval(row) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "remove";
  button.tabIndex = -1;
  row.querySelector("select").after(button);
  row.classList.add("removable");
  nameRemoval(row);
}

/* ---- the picture ---------------------------------------- */

function light(row) {
  document.querySelectorAll("svg.card").forEach((svg) => { svg.style.transform = ""; });
  document.querySelectorAll("rect.lit").forEach((rect) => rect.classList.remove("lit"));
  const rect = row && document.querySelector('svg.card a[href="#' + row.id + '"] rect');
  if (!rect) return;
  rect.classList.add("lit");
  const svg = rect.ownerSVGElement, view = svg.viewBox.baseVal;
  const width = rect.width.baseVal.value, height = rect.height.baseVal.value;
  const zoom = Math.min(ZOOM_MAX, Math.max(1, 0.7 * Math.min(view.width / width,
    view.height / height)));
  const x = (rect.x.baseVal.value + width / 2) / view.width;
  const y = (rect.y.baseVal.value + height / 2) / view.height;
  const keepIn = (part) => Math.min(zoom / 2 - 0.5, Math.max(0.5 - zoom / 2, (0.5 - part) * zoom));
  svg.style.transform = "translate(" + 100 * keepIn(x) + "%, " + 100 * keepIn(y) + "%) scale(" +
    zoom + ")";
}

function offerLine(rect) {
  const text = rect.dataset.line;
  const dialog = document.createElement("dialog");
  dialog.setAttribute("aria-label", "Use this line");
  const said = document.createElement("p");
  said.textContent = text;
  said.dir = "auto";
  dialog.append(said);
  const kinds = form.querySelector(".row select[name=kind]").options;
  for (const kind of kinds) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = kind.textContent;
    button.addEventListener("click", () => {
      const row = freshRow();
      valueIn(row).value = text;
      row.querySelector("select[name=kind]").value = kind.value;
      addRow();
      dialog.close();
      valueIn(row).focus();
      changed = true;
      keepNow();
    });
    dialog.append(button);
  }
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}

function onPicture(event) {
  const rect = event.target.closest("rect");
  if (!rect) return;
  const link = rect.closest("a");
  const row = link && document.getElementById(link.getAttribute("href").slice(1));
  if (row) {
    event.preventDefault();
    valueIn(row).focus();
  } else if (rect.dataset.line) {
    offerLine(rect);
  }
}

/* ---- keys ---------------------------------------- */

const OTHER_KEYS = [
  ["n", "the next doubtful field"],
  ["Alt+↓ Alt+↑", "in a field: its other readings"],
  ["Alt+k", "in a field: what else it may be, such as title or department, or a phone's type"],
  ["Alt+Delete", "in a field: remove its row, put it back"],
  ["Esc", "out of the field, so that letters are keys"],
  ["?", "this help"],
];

function showHelp() {
  const dialog = document.createElement("dialog");
  dialog.id = "help";
  dialog.setAttribute("aria-label", "Keys");
  const head = document.createElement("h2");
  head.textContent = "Keys";
  const list = document.createElement("dl");
  const keys = Array.from(document.querySelectorAll("button[data-key]"),
    (button) => [button.dataset.key, button.textContent]);
  for (const [key, what] of [...keys, ...OTHER_KEYS]) {
    const term = document.createElement("dt"), text = document.createElement("dd");
    term.textContent = key;
    text.textContent = what;
    list.append(term, text);
  }
  const note = document.createElement("p");
  note.textContent = "While you type, hold Alt with the letters.";
  const close = document.createElement("button");
  close.type = "button";
  close.textContent = "Close";
  close.addEventListener("click", () => dialog.close());
  dialog.append(head, list, note, close);
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}

function nextDoubtful() {
  const rows = Array.from(document.querySelectorAll(".row.doubtful"));
  const here = rows.indexOf(document.activeElement && rowOf(document.activeElement));
  const row = rows[(here + 1) % rows.length];
  if (row) valueIn(row).focus();
}

const isTyping = (element) =>
  element.matches("textarea, select, input:not([type=checkbox]):not([type=hidden])");

function press(button) {
  if (!sending) button.click();
}

function onKey(event) {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.isComposing) return;
  // A key held down decides one card, not the queue.
  const letter = /^[a-z?]$/.test(event.key) && !isTyping(event.target);
  if (event.repeat && (event.key === "Enter" || letter)) {
    event.preventDefault();
    return;
  }
  if (document.querySelector("dialog[open]")) return;
  const target = event.target, typing = isTyping(target);
  if (event.key === "Escape" && typing) {
    target.blur();
    light(null);
  } else if (event.key === "Enter" && !event.altKey) {
    const save = document.querySelector('button[data-key="Enter"]');
    if (!save || target.matches("textarea, select, button, a, summary")) return;
    press(save);
  } else if (event.altKey && typing && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
    nextReading(target, event.key === "ArrowDown" ? 1 : -1);
  } else if (event.altKey && event.key === "k" && typing && rowOf(target)) {
    nextKind(rowOf(target));
  } else if (event.altKey && event.key === "Delete" && typing && rowOf(target)) {
    toggleRow(rowOf(target));
  } else if (typing && !event.altKey) {
    return;
  } else if (event.key === "?") {
    showHelp();
  } else if (event.key === "n") {
    nextDoubtful();
  } else {
    const button = Array.from(document.querySelectorAll("button[data-key]"))
      .find((one) => one.dataset.key === event.key);
    if (!button) return;
    press(button);
  }
  event.preventDefault();
}

/* ---- the next card is there before it is asked for ---------------------------------------- */

async function prefetch() {
  const next = document.querySelector("link[rel=next]");
  if (!next) return;
  try {
    const answer = await fetch(next.href, { credentials: "same-origin", priority: "low" });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const image of page.querySelectorAll("svg.card image"))
      new Image().src = image.getAttribute("href");
  } catch {
    // it will be asked for again
  }
}

function onInput(event) {
  const row = rowOf(event.target);
  if (row && row.dataset.removed !== undefined && event.target === valueIn(row)) {
    delete row.dataset.removed;
    nameRemoval(row);
  }
  keepSoon();
  if (valueIn(Array.from(form.querySelectorAll(".row")).pop()).value) addRow();
}

function beginReview() {
  form.querySelectorAll(".row").forEach(addRemoval);
  offerKept();
  form.addEventListener("input", onInput);
  form.addEventListener("click", (event) => {
    const button = event.target.closest("button.remove");
    if (button) toggleRow(rowOf(button));
  });
  addEventListener("pagehide", () => {
    if (!changed || leaving) return;
    if (failing) keepHere();
    fetch(draftAddress(), { method: "POST", body: typed(), keepalive: true });
  });
  addEventListener("pageshow", (event) => { if (event.persisted) sending = leaving = false; });
  document.addEventListener("focusin", (event) => light(rowOf(event.target)));
  document.querySelector(".pictures").addEventListener("click", onPicture);
  const first = document.querySelector(".row.doubtful input[name=value]");
  (first ?? document.querySelector('button[data-key="Enter"]')).focus({ preventScroll: true });
  prefetch();
}

dropSent();
document.addEventListener("keydown", onKey);
document.addEventListener("submit", onSubmit);
if (form) beginReview();
