// What is typed in the review of a card is kept: by the server or, while none answers, here.
"use strict";

const form = document.querySelector("form.contact");
const KEEP_MS = 400;

function say(text) {
  const status = document.getElementById("status");
  if (status.textContent !== text) status.textContent = text;
}

/* ---- what is typed is kept ---------------------------------------- */

// Each run of the server has another first folder; another port is another place to keep things.
const inside = (path) => path.replace(/^\/[^/]+/, "");
const store = form ? "cardcat:" + inside(new URL(form.action).pathname) : "";
const SENT = "cardcat:sent";
const ANSWER_MS = 10000;
let keepTimer = 0;
let keeping = null;
let changed = false;
let failing = false;
let sending = false;
let leaving = false;

function typed() {
  const fields = new URLSearchParams(new FormData(form));
  fields.set("quiet", "1");
  return fields;
}

const draftAddress = () => form.action.replace(/\/[a-z]+$/, "/draft");

// What no server took is kept in this browser, to be offered when the card is seen again.
function keepHere() {
  dropSent();
  try {
    localStorage.setItem(store, typed().toString());
  } catch {
    say("Not kept: this browser has no room. Do not close this page.");
  }
}

function postDraft(fields) {
  return fetch(draftAddress(), { method: "POST", body: fields, credentials: "same-origin",
    signal: AbortSignal.timeout(ANSWER_MS) });
}

function refusal(status, text) {
  const page = new DOMParser().parseFromString(text, "text/html");
  const problem = page.querySelector("[role=alert]");
  if (problem) return problem.textContent;
  return status === 403
    ? "cardcat was restarted: what you typed is kept in this browser. Open its new page."
    : "Not kept: cardcat refused it.";
}

async function sendDraft() {
  try {
    const answer = await postDraft(typed());
    const text = await answer.text();
    failing = !answer.ok;
    if (answer.ok) {
      form.elements.base.value = text;
      localStorage.removeItem(store);
      say("What you typed is kept.");
    } else {
      keepHere();
      say(refusal(answer.status, text));
    }
  } catch {
    changed = failing = true;
    keepHere();
    say("cardcat does not answer; what you typed is kept in this browser for " +
      "\"cardcat review --port " + location.port + "\".");
    if (!sending) keepTimer = setTimeout(keepNow, 5 * KEEP_MS);
  }
}

async function keepNow() {
  clearTimeout(keepTimer);
  if (keeping) await keeping;
  if (!changed || leaving) return;
  changed = false;
  say("Keeping what you typed …");
  keeping = sendDraft();
  await keeping;
  keeping = null;
}

function keepSoon() {
  changed = true;
  clearTimeout(keepTimer);
  keepTimer = setTimeout(keepNow, KEEP_MS);
}

// The copy goes when the answer to what was sent says that it was taken: it then tells news.  Once,
// and before another is kept.
let dropped = false;

function dropSent() {
  if (dropped) return;
  dropped = true;
  const sent = sessionStorage.getItem(SENT);
  sessionStorage.removeItem(SENT);
  const taken = new URLSearchParams(location.search).has("news");
  if (sent && taken && !document.querySelector("[role=alert]")) localStorage.removeItem(sent);
}

function rememberSent() {
  dropSent();
  if (changed || failing) keepHere();
  if (localStorage.getItem(store)) sessionStorage.setItem(SENT, store);
}

// The copy is sent as it would have been, so that the server makes the form of it again with all
// that it held, or shows it beside what another window saved.
async function takeKept(kept) {
  const fields = new URLSearchParams(kept);
  fields.set("token", form.elements.token.value);
  try {
    const answer = await postDraft(fields);
    if (answer.ok) {
      localStorage.removeItem(store);
      leaving = true;
      location.assign(location.pathname.replace(/\/card\/(\d+)\/.*$/, "/review/$1"));
      return;
    }
  } catch {
    say("cardcat does not answer; what you typed is still kept in this browser.");
    return;
  }
  const again = document.createElement("form");
  again.method = "post";
  again.action = draftAddress();
  fields.delete("quiet");
  for (const [name, value] of fields) {
    const input = document.createElement(name === "meeting_note" ? "textarea" : "input");
    input.name = name;
    input.value = value;
    again.append(input);
  }
  again.hidden = true;
  document.body.append(again);
  leaving = true;
  sessionStorage.setItem(SENT, store);
  again.submit();
}

function barButton(label, action) {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = label;
  button.addEventListener("click", action);
  return button;
}

function offerKept() {
  const kept = localStorage.getItem(store);
  if (!kept || document.querySelector("[role=alert]")) return;
  const bar = document.createElement("p");
  const values = new URLSearchParams(kept).getAll("value").filter((value) => value);
  bar.className = "kept";
  bar.append("Something typed here was never sent: " + values.join(" · ") + " ",
    barButton("Take it", () => takeKept(kept)), " ",
    barButton("Drop it", () => {
      localStorage.removeItem(store);
      bar.remove();
    }));
  form.before(bar);
}

// A draft on its way is waited for, as the form goes on from the base that it brings; what is sent
// twice goes once.
async function onSubmit(event) {
  if (sending) {
    event.preventDefault();
    return;
  }
  sending = true;
  clearTimeout(keepTimer);
  const target = event.target, button = event.submitter;
  const mine = form && target === form;
  if (keeping || (form && changed && !mine)) {
    event.preventDefault();
    await (mine ? keeping : keepNow());
    sending = false;
    target.requestSubmit(button);
    return;
  }
  leaving = true;
  if (mine) rememberSent();
}
