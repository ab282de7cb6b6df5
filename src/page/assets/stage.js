// The picture of the card: always whole unless it is enlarged by wheel, pinch or button.
"use strict";

const SCALE_MAX = 8;
const MOVED_PX = 5;

const sides = () => Array.from(document.querySelectorAll(".stage .side"));
const currentSide = () => sides().find((side) => !side.hidden) ?? null;

/* ---- enlarged and moved ---------------------------------------- */

// Of each side: how much it is enlarged, and how far, in parts of its size, it is moved.
const views = new Map();
const viewOf = (side) => views.get(side) ?? { scale: 1, x: 0, y: 0 };

function setView(side, { scale, x, y }) {
  const s = Math.min(SCALE_MAX, Math.max(1, scale)), most = (s - 1) / 2;
  const within = (part) => Math.min(most, Math.max(-most, part));
  const view = { scale: s, x: within(x), y: within(y) };
  views.set(side, view);
  side.querySelector("svg.card").style.transform =
    s === 1 ? "" : "translate(" + 100 * view.x + "%, " + 100 * view.y + "%) scale(" + s + ")";
  side.classList.toggle("enlarged", s > 1);
}

// The point of the picture under (CLIENTX, CLIENTY) stays there.
function zoomAt(side, factor, clientX, clientY) {
  const frame = side.getBoundingClientRect(), view = viewOf(side);
  const scale = Math.min(SCALE_MAX, Math.max(1, view.scale * factor)), by = scale / view.scale;
  const px = (clientX - frame.left) / frame.width - 0.5;
  const py = (clientY - frame.top) / frame.height - 0.5;
  setView(side, { scale, x: px - (px - view.x) * by, y: py - (py - view.y) * by });
}

function zoomBy(factor) {
  const side = currentSide(), frame = side?.getBoundingClientRect();
  if (side) zoomAt(side, factor, frame.left + frame.width / 2, frame.top + frame.height / 2);
}

function fit() {
  for (const side of sides()) setView(side, { scale: 1, x: 0, y: 0 });
}

/* ---- pointers: one moves it, two enlarge it ---------------------------------------- */

const pointers = new Map();
let moved = false;

function pointerDown(event) {
  const side = event.target.closest(".side");
  if (!side || (event.pointerType === "mouse" && event.button !== 0)) return;
  if (pointers.size === 0) moved = false;
  pointers.set(event.pointerId, { x: event.clientX, y: event.clientY, side });
}

const middle = ([a, b]) => ({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2,
  apart: Math.hypot(a.x - b.x, a.y - b.y) });

function pointerMove(event) {
  const was = pointers.get(event.pointerId);
  if (!was) return;
  const now = { x: event.clientX, y: event.clientY, side: was.side };
  const frame = was.side.getBoundingClientRect(), view = viewOf(was.side);
  if (pointers.size === 2) {
    const before = middle(Array.from(pointers.values()));
    pointers.set(event.pointerId, now);
    const after = middle(Array.from(pointers.values()));
    zoomAt(was.side, after.apart / Math.max(1, before.apart), after.x, after.y);
    moved = true;
    return;
  }
  const dx = now.x - was.x, dy = now.y - was.y;
  if (!moved && Math.hypot(dx, dy) < MOVED_PX) return;
  moved = true;
  pointers.set(event.pointerId, now);
  if (view.scale > 1)
    setView(was.side, { scale: view.scale, x: view.x + dx / frame.width,
      y: view.y + dy / frame.height });
}

const pointerUp = (event) => pointers.delete(event.pointerId);

function onWheel(event) {
  const side = event.target.closest(".side");
  if (!side || (event.deltaY > 0 && viewOf(side).scale === 1)) return;
  event.preventDefault();
  zoomAt(side, Math.exp(-event.deltaY / 400), event.clientX, event.clientY);
}

/* ---- which value is where ---------------------------------------- */

function showSide(name) {
  for (const side of sides()) side.hidden = sides().length > 1 && side.dataset.side !== name;
  document.querySelectorAll(".stage .tab").forEach((tab) => {
    tab.setAttribute("aria-pressed", String(tab.dataset.side === name));
  });
}

// The box of ROW (or null) is lit, on the side where it stands.
function light(row) {
  document.querySelectorAll(".stage rect.lit").forEach((rect) => rect.classList.remove("lit"));
  const rect = row && document.querySelector('svg.card a[href="#' + row.id + '"] rect');
  if (!rect) return;
  rect.classList.add("lit");
  showSide(rect.closest(".side").dataset.side);
}

function onPicture(event) {
  const rect = event.target.closest("rect");
  if (moved || !rect) {
    if (moved) event.preventDefault();
    return;
  }
  const link = rect.closest("a");
  const row = link && document.getElementById(link.getAttribute("href").slice(1));
  if (row) {
    event.preventDefault();
    valueIn(row).focus();
  } else if (rect.dataset.line) {
    takeLine(lineOf(rect), event.shiftKey ? form.querySelector(".row.now") : null);
  }
}

/* ---- its tools ---------------------------------------- */

function tool(label, action, name) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "plain";
  button.textContent = label;
  if (name) button.setAttribute("aria-label", name);
  button.addEventListener("click", action);
  return button;
}

function addTabs(tools) {
  if (sides().length < 2) return;
  for (const { dataset: { side } } of sides()) {
    const tab = tool(side === "back" ? "Back" : "Front", () => showSide(side));
    tab.classList.add("tab");
    tab.dataset.side = side;
    tools.append(tab);
  }
}

function beginStage() {
  const stage = document.querySelector(".stage"), tools = stage.querySelector(".tools");
  const own = document.createDocumentFragment();
  if (sides().length > 0)
    own.append(tool("−", () => zoomBy(1 / 1.5), "Zoom out"), tool("Fit", fit, "The whole card"),
      tool("+", () => zoomBy(1.5), "Zoom in"));
  addTabs(own);
  tools.prepend(own);
  showSide("front");
  stage.addEventListener("wheel", onWheel, { passive: false });
  stage.addEventListener("pointerdown", pointerDown);
  addEventListener("pointermove", pointerMove);
  addEventListener("pointerup", pointerUp);
  addEventListener("pointercancel", pointerUp);
  stage.addEventListener("click", onPicture);
  stage.addEventListener("dragstart", (event) => event.preventDefault());
}
