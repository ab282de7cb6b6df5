// A rectangle that is drawn on the card is read again, just there, and becomes a value.
"use strict";

const SPOT_MIN = 8;
let spotStart = null;

const svgNow = () => currentSide()?.querySelector("svg.card") ?? null;

function pointOn(svg, event) {
  const point = new DOMPoint(event.clientX, event.clientY)
    .matrixTransform(svg.getScreenCTM().inverse());
  const { width, height } = svg.viewBox.baseVal;
  return { x: Math.min(width, Math.max(0, point.x)), y: Math.min(height, Math.max(0, point.y)) };
}

const boxBetween = (a, b) => [Math.min(a.x, b.x), Math.min(a.y, b.y), Math.abs(a.x - b.x),
  Math.abs(a.y - b.y)].map(Math.round);

function drawSpot(svg, [x, y, w, h]) {
  let rect = svg.querySelector("rect.drawn");
  if (!rect) {
    rect = document.createElementNS(svg.namespaceURI, "rect");
    rect.setAttribute("class", "drawn");
    svg.append(rect);
  }
  rect.setAttribute("x", x);
  rect.setAttribute("y", y);
  rect.setAttribute("width", w);
  rect.setAttribute("height", h);
}

function endDrawing() {
  spotStart = null;
  document.querySelectorAll("svg.card").forEach((svg) => svg.classList.remove("drawing"));
  document.querySelectorAll("rect.drawn").forEach((rect) => rect.remove());
  document.getElementById("spot").setAttribute("aria-pressed", "false");
}

function toggleDrawing() {
  const button = document.getElementById("spot");
  if (button.getAttribute("aria-pressed") === "true") {
    endDrawing();
    return;
  }
  button.setAttribute("aria-pressed", "true");
  document.querySelectorAll("svg.card").forEach((svg) => svg.classList.add("drawing"));
  say("Draw a rectangle on the card around what should be read.");
}

const spotAddress = () => form.action.replace(/\/[a-z]+$/, "/spot");

// What stands in BOX of SIDE, as an element that says it; throws what went wrong.
async function readSpot([x, y, w, h], side) {
  const fields = new URLSearchParams({ token: form.elements.token.value, x, y, w, h, side });
  const ticket = await begun(spotAddress(), fields);
  const text = await finished(spotAddress(), ticket);
  return new DOMParser().parseFromString(text, "text/html").querySelector("[data-take]");
}

const overlap = (a, b) => a[0] < b[0] + b[2] && b[0] < a[0] + a[2] && a[1] < b[1] + b[3] &&
  b[1] < a[1] + a[3];

// The row in focus when BOX is drawn over what it was read from.
function rowAt(box) {
  const row = form.querySelector(".row.now");
  const rect = row && document.querySelector('svg.card a[href="#' + row.id + '"] rect');
  const own = rect && ["x", "y", "width", "height"].map((name) => Number(rect.getAttribute(name)));
  return own && overlap(own, box) ? row : null;
}

async function takeSpot(svg, box) {
  const side = svg.closest(".side").dataset.side;
  say("Reading …");
  try {
    const read = await readSpot(box, side);
    const { take, value, kind } = read.dataset;
    takeLine({ text: take, value, kind, box, side }, rowAt(box));
  } catch (error) {
    say(error.message);
  }
  endDrawing();
}

// These come before the picture's own: while one draws nothing is moved.
function spotDown(event) {
  const svg = event.target.closest("svg.card.drawing");
  if (!svg || event.button !== 0) return;
  event.stopPropagation();
  event.preventDefault();
  moved = true;
  spotStart = { svg, point: pointOn(svg, event) };
}

function spotMove(event) {
  if (!spotStart) return;
  const { svg, point } = spotStart;
  drawSpot(svg, boxBetween(point, pointOn(svg, event)));
}

function spotUp(event) {
  if (!spotStart) return;
  const { svg, point } = spotStart, box = boxBetween(point, pointOn(svg, event));
  spotStart = null;
  if (box[2] < SPOT_MIN || box[3] < SPOT_MIN) endDrawing();
  else takeSpot(svg, box);
}

function beginSpot() {
  if (!svgNow()) return;
  const stage = document.querySelector(".stage");
  const button = tool("Read a spot", toggleDrawing);
  button.id = "spot";
  button.setAttribute("aria-pressed", "false");
  button.title = "Draw a rectangle on the card: it is read again, just there";
  stage.querySelector(".tools").append(button);
  stage.addEventListener("pointerdown", spotDown, true);
  addEventListener("pointermove", spotMove);
  addEventListener("pointerup", spotUp);
}
