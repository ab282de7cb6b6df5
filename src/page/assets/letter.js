// A letter that was begun in the mail program is noted as drafted; the page stays where it is.
"use strict";

/** Forms say which version of a contact they were written for; PAGE has the newest. */
function followVersions(page) {
  for (const form of page.querySelectorAll("form[action]")) {
    const version = form.querySelector("input[name=version]");
    for (const mine of document.querySelectorAll("form"))
      if (version && mine.getAttribute("action") === form.getAttribute("action"))
        mine.querySelector("input[name=version]")?.setAttribute("value", version.value);
  }
}

async function note(link) {
  const form = link.closest("form");
  const body = new URLSearchParams(new FormData(form));
  const answer = await fetch(form.action, { method: "POST", body, credentials: "same-origin" });
  if (!answer.ok) throw new Error();
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const others = Array.from(page.querySelectorAll("form.letter"));
  const same = others.find((other) => other.getAttribute("action") === form.getAttribute("action"));
  const part = form.closest("li.due") ? "li.due" : ".acts";
  if (same) form.closest(part).replaceWith(same.closest(part));
  followVersions(page);
  document.getElementById("status").textContent = page.getElementById("status").textContent;
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("form.letter a[data-drafts]");
  if (!link) return;
  note(link).catch(() => {
    document.getElementById("status").textContent = "cardcat does not answer: is it still running?";
  });
});
