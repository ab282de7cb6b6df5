// The photo of a card, and its corners, which are moved by pointer or keys; then it is read again.
"use strict";

const NAMES = ["Top left", "Top right", "Bottom right", "Bottom left"];
const SIDE_MIN = 20;
const LENS_TIMES = 2.5;

const photoStage = document.querySelector(".photo-stage");
const lookForm = document.querySelector("form.look");
const againForm = document.querySelector("form.again-form");
const photoState = document.querySelector(".photo-state");
const readButton = againForm.querySelector("button[type=submit]");
let photoSize = null, corners = [], handles = [], outline = null, lens = null;

function tell(text, wrong) {
  photoState.textContent = text;
  photoState.classList.toggle("problem", Boolean(wrong));
}

const parseCorners = (text) => {
  const numbers = text.split(" ").map(Number);
  return [0, 2, 4, 6].map((i) => ({ x: numbers[i], y: numbers[i + 1] }));
};

/* ---- what may be a card ---------------------------------------- */

const turnsRight = (a, b, c) => (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x) > 0;

// Why the corners are none of a card; null: they are.
function objection() {
  const at = (i) => corners[i % 4];
  for (let i = 0; i < 4; i++) {
    if (Math.hypot(at(i).x - at(i + 1).x, at(i).y - at(i + 1).y) < SIDE_MIN)
      return "Two corners are too close together to be those of a card.";
    if (!turnsRight(at(i), at(i + 1), at(i + 2)))
      return "The sides cross, or a corner lies inside: these are not the corners of a card.";
  }
  return null;
}

/* ---- drawn ---------------------------------------- */

function draw() {
  const { width, height } = photoSize;
  outline.setAttribute("points", corners.map(({ x, y }) => x + "," + y).join(" "));
  handles.forEach((handle, i) => {
    handle.style.left = 100 * corners[i].x / width + "%";
    handle.style.top = 100 * corners[i].y / height + "%";
  });
  againForm.elements.corners.value =
    corners.map(({ x, y }) => x.toFixed(1) + " " + y.toFixed(1)).join(" ");
  const wrong = handles.length > 0 && objection();
  outline.classList.toggle("wrong", Boolean(wrong));
  if (readButton) readButton.disabled = Boolean(wrong);
  tell(wrong || "", wrong);
}

function move(i, x, y) {
  corners[i] = { x: Math.min(photoSize.width, Math.max(0, x)),
    y: Math.min(photoSize.height, Math.max(0, y)) };
  draw();
}

// What is under the finger, enlarged beside it.
function showLens(i) {
  const { width, height } = photoSize, image = photoStage.querySelector("image");
  const shown = photoStage.getBoundingClientRect().width, part = 140 / LENS_TIMES * width / shown;
  const { x, y } = corners[i];
  lens.setAttribute("viewBox", [x - part / 2, y - part / 2, part, part].join(" "));
  lens.replaceChildren(image.cloneNode(), outline.cloneNode());
  lens.classList.toggle("right", x < width / 2 && y < height / 2);
  lens.toggleAttribute("hidden", false);
}

/* ---- moved ---------------------------------------- */

function dress(handle, i) {
  let from = null;
  handle.addEventListener("pointerdown", (event) => {
    handle.setPointerCapture(event.pointerId);
    from = { x: event.clientX, y: event.clientY, ...{ at: corners[i] } };
    showLens(i);
  });
  handle.addEventListener("pointermove", (event) => {
    if (!from) return;
    const by = photoSize.width / photoStage.getBoundingClientRect().width;
    move(i, from.at.x + (event.clientX - from.x) * by, from.at.y + (event.clientY - from.y) * by);
    showLens(i);
  });
  const end = () => {
    from = null;
    lens.toggleAttribute("hidden", true);
  };
  handle.addEventListener("pointerup", end);
  handle.addEventListener("pointercancel", end);
  handle.addEventListener("keydown", (event) => {
    const ways = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
    const way = ways[event.key];
    if (!way) return;
    event.preventDefault();
    const step = (event.shiftKey ? 20 : 2) * photoSize.width /
      photoStage.getBoundingClientRect().width;
    move(i, corners[i].x + way[0] * step, corners[i].y + way[1] * step);
    showLens(i);
  });
  handle.addEventListener("blur", end);
}

function addHandles() {
  handles = NAMES.map((name) => {
    const handle = document.createElement("button");
    handle.type = "button";
    handle.className = "corner";
    handle.setAttribute("aria-label", name + " corner: arrow keys move it, with Shift further");
    photoStage.append(handle);
    return handle;
  });
  handles.forEach(dress);
  againForm.querySelectorAll("button[hidden]").forEach((button) => { button.hidden = false; });
}

/* ---- shown ---------------------------------------- */

function svg(name, attributes) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
}

function show(address, width, height) {
  photoSize = { width, height };
  corners = parseCorners(photoStage.dataset.corners);
  const picture = svg("svg", { viewBox: "0 0 " + width + " " + height, role: "img",
    "aria-label": "The photo, with the card's outline" });
  outline = svg("polygon", { class: "outline" });
  picture.append(svg("image", { href: address, width, height }), outline);
  lens = svg("svg", { class: "lens", hidden: "", "aria-hidden": "true" });
  photoStage.style.aspectRatio = width + " / " + height;
  photoStage.style.setProperty("--shape", width / height);
  photoStage.append(picture, lens);
  photoStage.hidden = false;
  if (photoStage.dataset.movable) addHandles();
  draw();
}

async function look() {
  tell("The photo is being loaded …");
  try {
    const ticket = await begun(lookForm.action, new FormData(lookForm));
    const size = await finished(lookForm.action, ticket);
    show(lookForm.action.replace(/look$/, "photo.jpg?ticket=" + ticket),
      ...size.split(" ").map(Number));
  } catch (error) {
    tell(error.message, true);
  }
}

async function readAgain(event) {
  event.preventDefault();
  const wrong = objection();
  if (wrong) return;
  readButton.disabled = true;
  tell("The card is read again …");
  try {
    const ticket = await begun(againForm.action, new FormData(againForm));
    await finished(againForm.action, ticket);
    takeAgain(againForm.action.replace(/again$/, "renew"), againForm.elements.token.value,
      ticket);
  } catch (error) {
    readButton.disabled = false;
    tell(error.message, true);
  }
}

againForm.addEventListener("submit", readAgain);
againForm.addEventListener("reset", (event) => {
  event.preventDefault();
  corners = parseCorners(photoStage.dataset.corners);
  draw();
});
look();
