// What the server reads meanwhile: asked for, then asked again until it is there.
"use strict";

const ASK_AGAIN_MS = 150;

const pause = () => new Promise((resolve) => { setTimeout(resolve, ASK_AGAIN_MS); });

// The ticket that ADDRESS gives for FIELDS; throws what went wrong.
async function begun(address, fields) {
  const asked = await fetch(address, { method: "POST", body: new URLSearchParams(fields),
    credentials: "same-origin" });
  const ticket = await asked.text();
  if (!asked.ok) throw new Error(refusal(asked.status, ticket));
  return ticket;
}

// What ADDRESS says of TICKET once it is there; throws what went wrong.
async function finished(address, ticket) {
  for (;;) {
    const answer = await fetch(address + "?ticket=" + ticket, { credentials: "same-origin" });
    const text = await answer.text();
    if (answer.status !== 202) {
      if (!answer.ok) throw new Error(refusal(answer.status, text));
      return text;
    }
    await pause();
  }
}

// The card is what was read of it, as TICKET says; the answer is its page.
function takeAgain(address, token, ticket) {
  const fields = document.createElement("form");
  fields.method = "post";
  fields.action = address;
  fields.hidden = true;
  for (const [name, value] of Object.entries({ token, ticket })) {
    const input = document.createElement("input");
    input.name = name;
    input.value = value;
    fields.append(input);
  }
  document.body.append(fields);
  fields.submit();
}
