// A form whose server ended keeps what was typed: in this browser, until the form is opened again.
"use strict";

const ANSWER_MS = 3000;

// Each run of the server has another first folder.
function startKeeping(form) {
  const key = "cardcat:" + location.pathname.replace(/^\/[^/]+/, "");
  const status = document.getElementById("status");
  const fields = () => Array.from(form.elements)
    .filter((one) => one.name && !["hidden", "submit", "button"].includes(one.type));
  const values = () => fields().map((one) => one.type === "checkbox" ? one.checked : one.value);

  function take(kept) {
    fields().forEach((one, i) => {
      if (one.type === "checkbox") one.checked = kept[i] ?? one.checked;
      else one.value = kept[i] ?? one.value;
    });
  }

  function offer(kept) {
    const bar = document.createElement("p");
    const text = document.createElement("span");
    bar.className = "banner doubt acts";
    text.textContent = "Something you typed here was not saved: " +
      kept.filter((one) => typeof one === "string" && one).join(" · ");
    bar.append(text);
    for (const [label, act] of [["Take it", () => take(kept)], ["Drop it", () => {}]]) {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = label;
      button.addEventListener("click", () => {
        act();
        localStorage.removeItem(key);
        bar.remove();
      });
      bar.append(button);
    }
    form.before(bar);
  }

  async function answers() {
    try {
      await fetch(document.querySelector("link[rel=icon]").href, { method: "HEAD",
        cache: "no-store", signal: AbortSignal.timeout(ANSWER_MS) });
      return true;
    } catch {
      return false;
    }
  }

  let sure = false;
  form.addEventListener("submit", async (event) => {
    if (sure) return;
    event.preventDefault();
    const button = event.submitter;
    if (await answers()) {
      sure = true;
      localStorage.removeItem(key);
      form.requestSubmit(button);
      return;
    }
    localStorage.setItem(key, JSON.stringify(values()));
    status.textContent = "cardcat does not answer. What you typed is kept in this browser for " +
      "\"cardcat review --port " + location.port + "\".";
  });
  const kept = localStorage.getItem(key);
  if (kept) offer(JSON.parse(kept));
}

document.querySelectorAll("form.new-contact, form.contact").forEach(startKeeping);
