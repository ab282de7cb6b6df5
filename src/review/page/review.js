// The review of a card by keyboard and pointer; without this it is a form and a picture.
"use strict";

const form = document.querySelector("form.contact");
const KEEP_MS = 400;
const ZOOM_MAX = 3;

function say(text) {
  const status = document.getElementById("status");
  if (status.textContent !== text) status.textContent = text;
}

/* ---- what is typed is kept ---------------------------------------- */

const store = form ? "cardcat:" + new URL(form.action).pathname : "";
let keepTimer = 0;
let keeping = null;
let changed = false;
let leaving = false;

function typed() {
  const fields = new URLSearchParams(new FormData(form));
  fields.set("quiet", "1");
  return fields;
}

function draftAddress() {
  return form.action.replace(/\/[a-z]+$/, "/draft");
}

// What no server took is kept in this browser, to be offered when the card is seen again.
function keepHere() {
  try {
    localStorage.setItem(store, typed().toString());
  } catch {
    say("Not kept: this browser has no room. Do not close this page.");
  }
}

async function keepNow() {
  clearTimeout(keepTimer);
  if (keeping) await keeping;
  if (!changed || leaving) return;
  changed = false;
  say("Keeping what you typed …");
  keeping = (async () => {
    try {
      const answer = await fetch(draftAddress(), { method: "POST", body: typed(),
        credentials: "same-origin" });
      const text = await answer.text();
      if (!answer.ok) {
        const page = new DOMParser().parseFromString(text, "text/html");
        const problem = page.querySelector("[role=alert]");
        say(problem ? problem.textContent : "Not kept: cardcat refused it.");
        keepHere();
        return;
      }
      form.elements.base.value = text;
      localStorage.removeItem(store);
      say("What you typed is kept.");
    } catch {
      changed = true;
      keepHere();
      say("cardcat does not answer; what you typed is kept in this browser.");
      keepTimer = setTimeout(keepNow, 5 * KEEP_MS);
    } finally {
      keeping = null;
    }
  })();
  await keeping;
}

function offerKept() {
  const kept = localStorage.getItem(store);
  if (!kept) return;
  const bar = document.createElement("p");
  bar.className = "kept";
  bar.append("Something typed here was never sent. ");
  const take = document.createElement("button");
  take.type = "button";
  take.textContent = "Take it";
  take.addEventListener("click", () => {
    const values = new URLSearchParams(kept).getAll("value");
    const inputs = form.querySelectorAll(".row input[name=value]");
    inputs.forEach((input, i) => { if (i < values.length) input.value = values[i]; });
    localStorage.removeItem(store);
    bar.remove();
    changed = true;
    keepNow();
  });
  const drop = document.createElement("button");
  drop.type = "button";
  drop.textContent = "Drop it";
  drop.addEventListener("click", () => {
    localStorage.removeItem(store);
    bar.remove();
  });
  bar.append(take, " ", drop);
  form.before(bar);
}

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
  last.after(row);
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
  changed = true;
  keepTimer = setTimeout(keepNow, KEEP_MS);
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

async function press(button) {
  if (form && changed) await keepNow();
  leaving = true;
  button.click();
  leaving = false;
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

function beginReview() {
  offerKept();
  form.addEventListener("input", () => {
    changed = true;
    clearTimeout(keepTimer);
    keepTimer = setTimeout(keepNow, KEEP_MS);
    if (valueIn(Array.from(form.querySelectorAll(".row")).pop()).value) addRow();
  });
  form.addEventListener("submit", () => { leaving = true; clearTimeout(keepTimer); });
  addEventListener("pagehide", () => {
    if (changed && !leaving)
      fetch(draftAddress(), { method: "POST", body: typed(), keepalive: true });
  });
  document.addEventListener("focusin", (event) => light(rowOf(event.target)));
  document.querySelector(".pictures").addEventListener("click", onPicture);
  const first = document.querySelector(".row.doubtful input[name=value]");
  (first ?? document.querySelector('button[data-key="Enter"]')).focus({ preventScroll: true });
  prefetch();
}

document.addEventListener("keydown", onKey);
if (form) beginReview();
