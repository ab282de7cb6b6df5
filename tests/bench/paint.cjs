// How soon pages are painted, here with 10,000 people in the book:
//   bench_store 10000 big.db >/dev/null
//   NODE_PATH=FOLDER/node_modules node paint.cjs CARDCAT big.db
// Medians of 10 loads, in milliseconds; needs playwright-core (npm) and Debian's chromium.
"use strict";

const { spawn } = require("node:child_process");
const { chromium } = require("playwright-core");

const TIMES = 10;
const [cardcat, book] = process.argv.slice(2);
const median = (values) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)];

async function paint(page, address) {
  await page.goto(address);
  return page.evaluate(() => new Promise((resolve) => {
    new PerformanceObserver((list) => resolve(list.getEntries()[0].startTime))
      .observe({ type: "paint", buffered: true });
  }));
}

async function measure(link) {
  const site = link.slice(0, link.indexOf("/?"));
  const browser = await chromium.launch({ executablePath: "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu"] });
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.goto(link);
  await page.waitForURL(/\/(review|add)/);
  for (const path of ["/review", "/contacts", "/contacts?page=100", "/contacts?q=b", "/contact/1",
    "/follow-ups", "/add", "/export"]) {
    const times = [];
    for (let i = 0; i < TIMES; i++) times.push(await paint(page, site + path));
    console.log(`${path.padEnd(24)} first paint ${median(times).toFixed(0)} ms`);
  }
  const times = [];
  for (let i = 0; i < TIMES; i++) {
    await page.goto(site + "/contacts");
    const was = await page.textContent("#count");
    const begun = Date.now();
    await page.fill("#search", "bakerl");
    await page.waitForFunction((text) => document.getElementById("count").textContent !== text, was);
    times.push(Date.now() - begun);
  }
  console.log(`${"typed, until listed".padEnd(24)} ${median(times)} ms`);
  await browser.close();
}

const server = spawn(cardcat, ["review", "--no-browser", "--db", book]);
server.stdout.once("data", async (link) => {
  try {
    await measure(String(link).trim());
  } finally {
    server.kill("SIGINT");
  }
});
