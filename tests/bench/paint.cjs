// How soon pages are painted, here with 10,000 people in the book:
//   bench_store 10000 big.db >/dev/null; cardcat scan --db big.db samples/*.jpg
//   NODE_PATH=FOLDER/node_modules node paint.cjs CARDCAT big.db
// Medians of 10 loads, in milliseconds: when the page is first painted (of a card to review also when its picture is), and for how long it keeps its process's
// main thread busy, in processor time, which other work on the machine changes least; both beside the floor: a page of one word from a server of nothing else,
// loaded in between, as what the browser and the machine take by themselves changes all the time.
// Needs playwright-core (npm) and Debian's Chromium: its shell without windows, or what CHROMIUM names, such as /usr/bin/chromium.
"use strict";

const { spawn } = require("node:child_process");
const { createServer } = require("node:http");
const { chromium } = require("playwright-core");

const TIMES = 10;
const [cardcat, book] = process.argv.slice(2);
const median = (values) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)];

const SETTLED_MS = 120;

/** A page of its own, and how long its main thread has been busy. */
async function open(browser) {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable", { timeDomain: "threadTicks" });
  const busy = async () => 1000 *
    (await session.send("Performance.getMetrics")).metrics.find((one) => one.name === "TaskDuration").value;
  return { page, busy };
}

async function paint({ page, busy }, address) {
  await page.bringToFront();
  const before = await busy();
  await page.goto(address);
  const painted = await page.evaluate(() => new Promise((resolve) => {
    new PerformanceObserver((list) => resolve(list.getEntries()[0].startTime))
      .observe({ type: "paint", buffered: true });
  }));
  await page.waitForTimeout(SETTLED_MS);
  const picture = await page.evaluate(() => new Promise((resolve) => {
    if (!document.querySelector("main img")) resolve(0);
    new PerformanceObserver((list) => resolve(list.getEntries().pop().startTime))
      .observe({ type: "largest-contentful-paint", buffered: true });
  }));
  return { painted, picture, busy: await busy() - before };
}

const told = (loads) => `painted ${median(loads.map((one) => one.painted)).toFixed(0)}, ` +
  (loads[0].picture ? `largest ${median(loads.map((one) => one.picture)).toFixed(0)}, ` : "") + `busy ${median(loads.map((one) => one.busy)).toFixed(0)}`;

async function serveFloor() {
  const server = createServer((asked, answer) => {
    answer.writeHead(200, { "Content-Type": "text/html; charset=utf-8", "Cache-Control": "no-store",
      "Cross-Origin-Opener-Policy": "same-origin" });
    answer.end("<!doctype html><html lang=en><title>floor</title><p>Nothing");
  });
  await new Promise((resolve) => { server.listen(0, "127.0.0.1", resolve); });
  return server;
}

async function measure(link, floor) {
  const site = link.slice(0, link.indexOf("/?"));
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium-headless-shell",
    args: ["--no-sandbox", "--disable-gpu"] });
  const shown = await open(browser), empty = await open(browser), { page } = shown;
  await page.goto(link);
  await page.waitForURL(/\/(review|add)/);
  await page.goto(site + "/review");
  const card = await page.evaluate(() =>
    [...document.links].map((one) => one.pathname.match(/\/review\/\d+$/)).find(Boolean)?.[0]);
  for (const path of ["/review", ...card ? [card] : [], "/contacts", "/contacts?page=100", "/contacts?q=b", "/contact/1",
    "/follow-ups", "/add", "/export"]) {
    const loads = [], floors = [];
    for (let i = 0; i < TIMES; i++) {
      loads.push(await paint(shown, site + path));
      floors.push(await paint(empty, floor));
    }
    console.log(`${path.padEnd(24)} ${told(loads)}; floor: ${told(floors)}`);
  }
  await page.bringToFront();
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
  const empty = await serveFloor();
  try {
    await measure(String(link).trim(), `http://127.0.0.1:${empty.address().port}`);
  } finally {
    empty.close();
    server.kill("SIGINT");
  }
});
