// Values are copied by the button beside them.
"use strict";

const SHOWN_MS = 1500;

for (const button of document.querySelectorAll("button.copy")) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    const status = document.getElementById("status");
    try {
      await navigator.clipboard.writeText(button.dataset.copy);
      status.textContent = "Copied " + button.dataset.copy + ".";
      button.classList.add("done");
      setTimeout(() => button.classList.remove("done"), SHOWN_MS);
    } catch {
      status.textContent = "This browser does not allow copying here.";
    }
  });
}
