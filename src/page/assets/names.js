// Contacts are offered while a name is typed; without this, it is typed whole.
"use strict";

const NAMES_WAIT_MS = 120;
const namesAddress = new URL("../contacts/names?q=", document.currentScript.src);

// A link needs the contact's number, how somebody was met the name alone.
function offerNames(field, numbered) {
  const list = document.createElement("datalist");
  let timer = 0;
  let asked = 0;
  list.id = "names-for-" + field.name;
  field.after(list);
  field.setAttribute("list", list.id);

  async function offer() {
    const mine = ++asked;
    try {
      const answer = await fetch(namesAddress + encodeURIComponent(field.value),
        { credentials: "same-origin" });
      const text = await answer.text();
      if (mine !== asked || !answer.ok) return;
      const names = text.split("\n").filter((name) => name);
      list.replaceChildren(...names.map((name) => {
        const option = document.createElement("option");
        option.value = numbered ? name : name.replace(/ \(\d+\)$/, "");
        return option;
      }));
    } catch {
      // What is typed counts all the same.
    }
  }

  field.addEventListener("input", () => {
    clearTimeout(timer);
    if (field.value.trim()) timer = setTimeout(offer, NAMES_WAIT_MS);
  });
}

// Forms come and go with the cards to review.
document.addEventListener("focusin", ({ target }) => {
  if (!(target instanceof HTMLInputElement) || target.list) return;
  const numbered = target.classList.contains("names");
  if (numbered || target.name === "introduced_by") offerNames(target, numbered);
});
