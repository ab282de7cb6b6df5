// How soon pages are painted, here with 10,000 people in the book:
//   bench_store 10000 big.db >/dev/null
//   NODE_PATH=FOLDER/node_modules node paint.cjs CARDCAT big.db
// Medians of 10 loads, in milliseconds, each beside the floor: a page of one word from a server of nothing else,
// loaded in between, as what the browser and the machine take by themselves changes all the time.
// Needs playwright-core (npm) and Debian's chromium.
"use strict";

const { spawn } = require("node:child_process");
const { createServer } = require("node:http");
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
  const browser = await chromium.launch({ executablePath: "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu"] });
  const viewport = { width: 1440, height: 900 };
  const page = await browser.newPage({ viewport }), empty = await browser.newPage({ viewport });
  await page.goto(link);
  await page.waitForURL(/\/(review|add)/);
  for (const path of ["/review", "/contacts", "/contacts?page=100", "/contacts?q=b", "/contact/1",
    "/follow-ups", "/add", "/export"]) {
    const times = [], floors = [];
    for (let i = 0; i < TIMES; i++) {
      await page.bringToFront();
      times.push(await paint(page, site + path));
      await empty.bringToFront();
      floors.push(await paint(empty, floor));
    }
    console.log(`${path.padEnd(24)} first paint ${median(times).toFixed(0)} ms, floor ${median(floors).toFixed(0)}`);
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
