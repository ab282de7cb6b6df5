// Photos are sent one by one, so that reading begins with the first; the list is fetched again
// until all are read.
"use strict";

const form = document.getElementById("add");
const chosen = document.getElementById("photos");
const status = document.getElementById("add-status");
const LOOK_MS = 500;
const FULL_MS = 2000;
const queue = [];
let sending = false;
let looking = 0;

const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

async function look() {
  clearTimeout(looking);
  try {
    const answer = await fetch("add", { credentials: "same-origin" });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const news = page.getElementById("intake");
    const old = document.getElementById("intake");
    if (!news) throw new Error();
    const held = old.contains(document.activeElement) ? document.activeElement.href : null;
    old.replaceWith(document.importNode(news, true));
    for (const link of held ? document.querySelectorAll("#intake a") : [])
      if (link.href === held) link.focus();
    const links = document.querySelectorAll("header nav a");
    page.querySelectorAll("header nav a").forEach((a, i) => {
      if (links[i]) links[i].textContent = a.textContent;
    });
    if (Number(news.dataset.open) > 0 || sending) looking = setTimeout(look, LOOK_MS);
  } catch {
    status.textContent = "cardcat does not answer: is it still running?";
  }
}

async function send(file) {
  const body = new FormData(form);
  body.delete("photo");
  body.append("photo", file, file.name);
  for (;;) {
    const answer = await fetch("add/photos", { method: "POST", body, redirect: "manual",
      credentials: "same-origin" }).catch(() => {
      throw new Error(file.name + " was not received: add it again when cardcat runs");
    });
    if (answer.type === "opaqueredirect" || answer.ok) return;
    if (answer.status !== 503) throw new Error(file.name + " was refused (" + answer.status + ")");
    await wait(FULL_MS);
  }
}

async function sendAll() {
  if (sending) return;
  sending = true;
  looking = setTimeout(look, LOOK_MS);
  const refused = [];
  while (queue.length > 0) {
    status.textContent = "Sending " + queue[0].name + "; " + queue.length + " to go";
    try {
      await send(queue[0]);
    } catch (problem) {
      refused.push(problem.message);
    }
    queue.shift();
  }
  sending = false;
  status.textContent = refused.join("; ");
  look();
}

function add(files) {
  queue.push(...files);
  if (queue.length > 0) sendAll();
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  if (chosen.files.length === 0) status.textContent = "No photo was chosen.";
  add(chosen.files);
  chosen.value = "";
});

document.getElementById("drop-hint").hidden = false;
addEventListener("dragover", (event) => {
  event.preventDefault();
  document.body.classList.add("dropping");
});
addEventListener("dragleave", (event) => {
  if (!event.relatedTarget) document.body.classList.remove("dropping");
});
addEventListener("drop", (event) => {
  event.preventDefault();
  document.body.classList.remove("dropping");
  add(event.dataTransfer.files);
});
addEventListener("beforeunload", (event) => {
  if (queue.length > 0) event.preventDefault();
});

const camera = document.getElementById("camera");
const view = document.getElementById("camera-view");
const start = document.getElementById("camera-start");
const take = document.getElementById("camera-take");
const stop = document.getElementById("camera-stop");

function showCamera(on) {
  start.hidden = on;
  view.hidden = take.hidden = stop.hidden = !on;
  (on ? take : start).focus();
}

start.addEventListener("click", async () => {
  try {
    view.srcObject = await navigator.mediaDevices.getUserMedia(
      { video: { facingMode: "environment", width: { ideal: 3840 }, height: { ideal: 2160 } } });
    await view.play();
    showCamera(true);
  } catch (problem) {
    status.textContent = "The camera cannot be used: " + problem.message;
  }
});
stop.addEventListener("click", () => {
  view.srcObject.getTracks().forEach((track) => track.stop());
  view.srcObject = null;
  showCamera(false);
});
take.addEventListener("click", () => {
  const canvas = document.createElement("canvas");
  canvas.width = view.videoWidth;
  canvas.height = view.videoHeight;
  canvas.getContext("2d").drawImage(view, 0, 0);
  canvas.toBlob((blob) => {
    const now = new Date().toISOString().slice(0, 19).replace(/:/g, "-");
    if (blob) add([new File([blob], "camera-" + now + ".jpg", { type: "image/jpeg" })]);
  }, "image/jpeg", 0.95);
});

if (navigator.mediaDevices?.enumerateDevices)
  navigator.mediaDevices.enumerateDevices().then((devices) => {
    camera.hidden = !devices.some((device) => device.kind === "videoinput");
  }, () => {});
if (Number(document.getElementById("intake").dataset.open) > 0) look();
