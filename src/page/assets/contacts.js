// The list follows what is typed; without this, the form asks for it.
"use strict";

const form = document.getElementById("search-form");
const search = document.getElementById("search");
const WAIT_MS = 120;
let timer = 0;
let asked = 0;

async function show() {
  const mine = ++asked;
  const address = "contacts?q=" + encodeURIComponent(search.value);
  const results = document.getElementById("results");
  results.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(address, { credentials: "same-origin" });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const found = page.getElementById("results");
    if (mine !== asked) return;
    if (!answer.ok || !found) throw new Error();
    results.querySelector("#count").textContent = found.querySelector("#count").textContent;
    while (results.children.length > 1) results.lastChild.remove();
    results.append(...Array.from(found.children).slice(1));
    history.replaceState(null, "", address);
  } catch {
    if (mine === asked)
      results.querySelector("#count").textContent = "cardcat does not answer: is it still running?";
  } finally {
    if (mine === asked) results.removeAttribute("aria-busy");
  }
}

search.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(show, WAIT_MS);
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  clearTimeout(timer);
  show();
});
