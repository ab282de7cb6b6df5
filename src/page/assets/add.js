// Photos are sent one by one as soon as they are chosen, so that reading begins with the first; the
// list is fetched again until all are read.
"use strict";

const form = document.getElementById("add");
const chosen = document.getElementById("photos");
const folder = document.getElementById("folder");
const status = document.getElementById("add-status");
const endings = chosen.dataset.accept.split(",").slice(1);
const LOOK_MS = 500;
const FULL_MS = 2000;
const queue = [];
let sending = false;
let looking = 0;

const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

// What did not change stays where it is: its picture is not drawn anew, its focus not lost.
function keepSame(old, news) {
  const were = new Map(Array.from(old.querySelectorAll("[data-key]"),
    (one) => [one.dataset.key, one]));
  for (const one of news.querySelectorAll("[data-key]")) {
    const was = were.get(one.dataset.key);
    if (was && was.outerHTML === one.outerHTML) one.replaceWith(was);
  }
}

async function look() {
  clearTimeout(looking);
  try {
    const answer = await fetch("add", { credentials: "same-origin" });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const found = page.getElementById("intake");
    if (!found) throw new Error();
    const old = document.getElementById("intake");
    const news = document.importNode(found, true);
    const held = old.contains(document.activeElement) ? document.activeElement : null;
    keepSame(old, news);
    old.replaceWith(news);
    if (held?.isConnected) held.focus();
    document.querySelector(".top nav").replaceWith(page.querySelector(".top nav"));
    if (Number(news.dataset.open) > 0 || sending) looking = setTimeout(look, LOOK_MS);
  } catch {
    status.textContent = "cardcat does not answer. Is it still running?";
  }
}

async function send(file) {
  const body = new FormData(form);
  body.delete("photo");
  body.append("photo", file, file.name);
  for (;;) {
    const answer = await fetch("add/photos", { method: "POST", body, redirect: "manual",
      credentials: "same-origin" }).catch(() => {
      throw new Error(file.name + " was not received. Add it again when cardcat runs");
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
    status.textContent = "Sending " + queue[0].name + ", " + queue.length + " to go";
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

function addFound({ files, others }) {
  if (files.length === 0) status.textContent = "There are no photos in there.";
  else if (others > 0) status.textContent = others + " files that are no photos were left out.";
  add(files);
}

form.classList.add("scripted");
chosen.addEventListener("change", () => {
  add(chosen.files);
  chosen.value = "";
});
folder.addEventListener("change", () => {
  addFound(onlyPhotos(Array.from(folder.files,
    (file) => ({ path: file.webkitRelativePath, file })), endings));
  folder.value = "";
});
form.addEventListener("submit", (event) => event.preventDefault());

document.getElementById("drop-hint").hidden = false;
addEventListener("dragover", (event) => {
  event.preventDefault();
  document.body.classList.add("dropping");
});
addEventListener("dragleave", (event) => {
  if (!event.relatedTarget) document.body.classList.remove("dropping");
});
addEventListener("drop", async (event) => {
  event.preventDefault();
  document.body.classList.remove("dropping");
  try {
    addFound(await droppedFiles(event.dataTransfer, endings));
  } catch (problem) {
    status.textContent = "That folder cannot be read: " + problem.message;
  }
});
addEventListener("paste", (event) => {
  if (event.clipboardData.files.length > 0) add(event.clipboardData.files);
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
