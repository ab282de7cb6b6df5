// The review of a card by keyboard and pointer; without this it is a form and a picture.  keep.js,
// rows.js and stage.js come first.
"use strict";

/* ---- what is to be looked at ---------------------------------------- */

// The server says which rows are to be checked; of a missing value that was typed nothing is left.
const isOpen = (row) => row.dataset.check !== undefined && !row.dataset.seen &&
  row.dataset.removed === undefined && !(row.classList.contains("missing") && valueIn(row).value);

// The next row to check after HERE (or null), in the form's order, from its top again; null: none.
function nextToCheck(here) {
  const rows = allRows(), from = rows.indexOf(here) + 1;
  return [...rows.slice(from), ...rows.slice(0, from)].find((row) => row !== here && isOpen(row)) ??
    null;
}

const saveButton = () => document.querySelector('button[data-key="Enter"]');

// The main button says what Enter does now.
function tellEnter() {
  const save = saveButton(), next = document.getElementById("next");
  if (!next) return;
  const open = nextToCheck(form.querySelector(".row.now")) !== null;
  next.hidden = !open;
  save.classList.toggle("later", open);
  save.querySelector("kbd").textContent = open ? "Ctrl ⏎" : "⏎";
}

function goTo(row) {
  valueIn(row).focus();
  const { top, bottom } = row.getBoundingClientRect();
  if (top < 0 || bottom > innerHeight) row.scrollIntoView({ block: "center" });
}

function goOn() {
  const here = form.querySelector(".row.now");
  if (here) here.dataset.seen = "yes";
  const row = nextToCheck(here);
  if (row) goTo(row);
  else press(saveButton());
}

function enterRow(row) {
  const was = form.querySelector(".row.now");
  if (was === row) return;
  was?.classList.remove("now");
  row?.classList.add("now");
  light(row);
  tellEnter();
}

/* ---- keys ---------------------------------------- */

const OTHER_KEYS = [
  ["Enter", "the next value to check; saves when there is none"],
  ["Ctrl+Enter", "saves at once, as it is"],
  ["n", "the next value to check"],
  ["a", "one more value"],
  ["Alt+1 … Alt+9", "in a field: takes another reading"],
  ["Alt+↓ Alt+↑", "in a field: its readings one after the other"],
  ["Alt+k", "in a field: what else it may be, such as title or department, or a phone's type"],
  ["Alt+Delete", "in a field: removes its row, puts it back"],
  ["Ctrl+Z", "undoes the last decision, outside a field that was changed"],
  ["Esc", "out of the field, so that letters are keys"],
  ["?", "these keys, also in a field that was not changed"],
];

function showHelp() {
  const dialog = document.createElement("dialog");
  dialog.id = "help";
  dialog.setAttribute("aria-label", "Keys");
  const head = document.createElement("h2");
  head.textContent = "Keys";
  const list = document.createElement("dl");
  const own = Array.from(document.querySelectorAll('button[data-key]:not([data-key="Enter"])'));
  const keys = own.map((button) =>
    [button.dataset.key, (button.querySelector("span") ?? button).textContent]);
  for (const [key, what] of [...OTHER_KEYS, ...keys]) {
    const term = document.createElement("dt"), text = document.createElement("dd");
    term.textContent = key;
    text.textContent = what;
    list.append(term, text);
  }
  const note = document.createElement("p");
  note.textContent = "While you type, hold Alt with the letters. A click on a line of the card " +
    "takes it into an empty field, with Shift into the field you are in.";
  const close = document.createElement("button");
  close.type = "button";
  close.textContent = "Close";
  close.addEventListener("click", () => dialog.close());
  dialog.append(head, list, note, close);
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}

const isTyping = (element) =>
  element.matches("textarea, select, input:not([type=checkbox]):not([type=hidden])");
// What it said when the focus came.
const isTouched = (element) =>
  isTyping(element) && element.value !== (element.atFocus ?? element.value);

function press(button) {
  if (button && !sending) button.click();
}

// A letter on its key whatever Alt makes of it: a Mac writes "ß" for Alt and S.
function letterOf(event) {
  if (!event.altKey) return event.key;
  return /^Key[A-Z]$/.test(event.code) ? event.code.slice(3).toLowerCase()
    : /^Digit\d$/.test(event.code) ? event.code.slice(5) : event.key;
}

// A key that is for the field where it is pressed; false: it is not.
function fieldKey(event, key, row) {
  if (!event.altKey || !row) return false;
  if (key === "ArrowDown" || key === "ArrowUp") nextReading(row, key === "ArrowDown" ? 1 : -1);
  else if (key === "k") nextKind(row);
  else if (key === "Delete") toggleRow(row);
  else if (/^[1-9]$/.test(key)) {
    const item = row.querySelectorAll(".readings li")[Number(key) - 1];
    if (item) takeReading(row, item);
  } else return false;
  return true;
}

function letterKey(key) {
  const row = form && nextToCheck(form.querySelector(".row.now"));
  if (key === "?") showHelp();
  else if (key === "n" && form) row && goTo(row);
  else if (key === "a" && form) goTo(form.querySelector(".row.new"));
  else {
    const button = Array.from(document.querySelectorAll("button[data-key]"))
      .find((one) => one.dataset.key === key);
    if (!button) return false;
    press(button);
  }
  return true;
}

function controlKey(event) {
  if (event.key === "Enter" && saveButton()) press(saveButton());
  else if (event.key === "z" && !isTouched(event.target))
    press(document.querySelector('button[data-key="u"]'));
  else return false;
  return true;
}

// Whether Enter goes on here: where it means nothing else.
const goesOn = (target) => form && saveButton() &&
  !target.matches("textarea, select, button, a, summary");

function handle(event) {
  const target = event.target, typing = isTyping(target), key = letterOf(event);
  if (event.ctrlKey || event.metaKey) return controlKey(event);
  if (key === "Escape" && typing) {
    target.blur();
    return true;
  }
  if (key === "Enter" && !event.altKey) {
    if (goesOn(target)) goOn();
    return goesOn(target);
  }
  if (fieldKey(event, key, typing && rowOf(target))) return true;
  if (key === "?" && typing && !isTouched(target)) return letterKey(key);
  return (!typing || event.altKey) && letterKey(key);
}

function onKey(event) {
  if (event.defaultPrevented || event.isComposing || document.querySelector("dialog[open]")) return;
  // A key held down decides one card, not the queue.
  const letter = /^[a-z?]$/.test(event.key) && (!isTyping(event.target) || event.altKey);
  if (event.repeat && (event.key === "Enter" || letter)) event.preventDefault();
  else if (handle(event)) event.preventDefault();
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

/* ---- the form ---------------------------------------- */

function onInput(event) {
  const row = rowOf(event.target);
  if (row && event.target === valueIn(row)) {
    if (row.dataset.removed !== undefined) {
      delete row.dataset.removed;
      nameRemoval(row);
    }
    if (event.inputType === "insertText") complete(event.target);
    setKindByTyped(row);
  } else if (row && event.target === kindIn(row)) {
    const kind = kindIn(row).value;
    kindIn(row).value = row.dataset.kind;
    setKind(row, kind);
    row.dataset.chosen = "yes";
  }
  keepSoon();
  if (valueIn(form.querySelector(".row.new")).value) addRow();
}

function onFormClick(event) {
  const remove = event.target.closest("button.remove");
  const take = event.target.closest("button[name=take]");
  if (remove) toggleRow(rowOf(remove));
  if (!take) return;
  event.preventDefault();
  const kind = take.value.slice(0, take.value.indexOf(":"));
  const item = take.closest("li");
  takeLine(lineOf(item, kind), kind === item.dataset.kind ? null : form.querySelector(".row.new"));
}

function addNext() {
  const next = document.createElement("button");
  next.type = "button";
  next.id = "next";
  next.className = "first";
  next.innerHTML = '<span>Next to check</span><kbd aria-hidden="true">⏎</kbd>';
  next.addEventListener("click", goOn);
  saveButton().before(next);
  const keys = document.createElement("p");
  keys.className = "keys";
  keys.innerHTML = "<kbd>?</kbd> all keys";
  document.querySelector("button.push").before(keys);
}

/* ---- read again after it was turned ---------------------------------------- */

// A card may be turned once more before it stands upright.
const TURNED_MS = 900;

const cardAddress = (action) => form.action.replace(/\/[a-z]+$/, "/" + action);

// What is typed is kept before the page goes; what was understood as well before stays.
async function readTurned(side) {
  const token = form.elements.token.value;
  say("Turned. Reading it this way up …");
  try {
    const ticket = await begun(cardAddress("again"), { token, side, turned: "yes" });
    const news = await finished(cardAddress("again"), ticket);
    if (sending || leaving) return;
    if (news === "same") {
      say("Turned. Reading it this way up adds nothing: the values stay.");
      return;
    }
    while (changed || keeping) await keepNow();
    if (failing || sending || leaving) return;
    leaving = true;
    takeAgain(cardAddress("renew"), token, ticket);
  } catch (error) {
    if (!sending && !leaving) say("Turned. " + error.message);
  }
}

function beginTurned() {
  const asked = new URLSearchParams(location.search), side = asked.get("turned");
  if (!side) return;
  asked.delete("turned");
  history.replaceState(null, "", location.pathname + "?" + asked);
  setTimeout(() => { if (!sending && !leaving) readTurned(side); }, TURNED_MS);
}

// Who was faster than this script is in a field already, and may have typed there.
function beginFocus() {
  const here = rowOf(document.activeElement), first = nextToCheck(null);
  for (const row of allRows()) {
    const input = valueIn(row);
    if (input.value === input.defaultValue) continue;
    setKindByTyped(row);
    keepSoon();
  }
  if (here) {
    const input = document.activeElement;
    input.atFocus = input.defaultValue;
    enterRow(here);
    // The top says what was saved, and a field lies elsewhere once the form is live.
    if (isTouched(input)) goTo(here);
    else if (input.autofocus) scrollTo(0, 0);
  } else (first ? valueIn(first) : saveButton()).focus({ preventScroll: true });
  tellEnter();
}

function beginReview() {
  form.classList.add("live");
  allRows().forEach(dressRow);
  beginStage();
  beginSpot();
  addNext();
  form.addEventListener("input", onInput);
  form.addEventListener("click", onFormClick);
  // The focus stays in its field, whose strip stays where it is, while buttons are pressed.
  form.addEventListener("mousedown", (event) => {
    if (event.target.closest("button, rect")) event.preventDefault();
  });
  addEventListener("pagehide", () => {
    if (!changed || leaving) return;
    if (failing) keepHere();
    fetch(draftAddress(), { method: "POST", body: typed(), keepalive: true });
  });
  addEventListener("pageshow", (event) => { if (event.persisted) sending = leaving = false; });
  document.addEventListener("focusin", ({ target }) => {
    if (isTyping(target)) target.atFocus = target.value;
    if (rowOf(target)) enterRow(rowOf(target));
  });
  beginFocus();
  beginTurned();
}

// What nobody sees at once is done when the page stands: the browser has to ask another process for
// what it keeps, and waits for it.
function afterPaint(work) {
  if (document.hidden) work();
  else requestAnimationFrame(() => setTimeout(work));
}

afterPaint(() => {
  dropSent();
  if (!form) return;
  offerKept();
  prefetch();
});
document.addEventListener("keydown", onKey);
document.addEventListener("submit", onSubmit);
if (form) beginReview();
