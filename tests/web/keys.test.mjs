// What a card costs: keys pressed by a person who knows what it says, on the real page.  Reported,
// not asserted, but that every card can be reviewed so.  KEYS_FOLDER: photos with a truth.jsonl
// (models/truth.py says what that is); else samples/.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { after, test } from 'node:test';
import { freshHome, openPage, samples, stopBrowser } from './helpers.mjs';

const folder = process.env.KEYS_FOLDER ?? samples;
const truth = process.env.KEYS_FOLDER ? join(folder, 'truth.jsonl') : join(samples, 'expected.jsonl');
const KINDS = { name: 'name', org: 'organization', title: 'title', emails: 'email', urls: 'url', phones: 'phone-work' };
const listed = (value) => (value == null ? [] : Array.isArray(value) ? value : [value]);
const fold = (text) => text.normalize('NFKC').toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
const key = (kind, text) =>
  kind.startsWith('phone') ? text.replace(/\D/g, '').slice(-9)
  : kind === 'url' ? text.toLowerCase().replace(/^([a-z]+:\/\/)?(www\.)?/, '').replace(/\/$/, '')
  : kind === 'email' ? text.toLowerCase() : fold(text);

function wantedOf(card) {
  return Object.entries(KINDS).flatMap(([field, kind]) => listed(card[field])
    .map((value) => (typeof value === 'object' ? value.value : value))
    .filter((value) => value !== '?').map((text) => ({ kind, text })));
}
const sameKind = (a, b) => a === b || (a.startsWith('phone') && b.startsWith('phone'));

/** The edits that make the rows say what the card says: [{row, text}], row -1 for a new one. */
function plan(rows, wanted) {
  const left = wanted.filter((w) => !rows.some((r) => sameKind(r.kind, w.kind) && key(w.kind, r.value) === key(w.kind, w.text)));
  const wrong = rows.filter((r) => Object.values(KINDS).some((kind) => sameKind(kind, r.kind)) &&
    !wanted.some((w) => sameKind(r.kind, w.kind) && key(w.kind, r.value) === key(w.kind, w.text)));
  const edits = wrong.map((r) => {
    const at = left.findIndex((w) => sameKind(w.kind, r.kind));
    return { row: r.index, kind: r.kind, text: at < 0 ? '' : left.splice(at, 1)[0].text };
  });
  return [...edits, ...left.map((w) => ({ row: -1, kind: w.kind, text: w.text }))];
}

async function readRows(page) {
  return page.locator('.row').evaluateAll((rows) => rows.map((row, index) => ({ index,
    kind: row.querySelector('select[name=kind]').value, value: row.querySelector('input[name=value]').value }))
    .filter((row) => row.value));
}

/** Tab presses from where the focus is to the value of row INDEX. */
async function walkTo(page, index, cost) {
  for (let steps = 0; steps < 80; steps++) {
    const here = await page.evaluate(() => Array.from(document.querySelectorAll('.row')).indexOf(document.activeElement.closest?.('.row')) * (document.activeElement.name === 'value' ? 1 : NaN));
    if (here === index) return;
    await page.keyboard.press('Tab');
    cost.move++;
  }
  await page.locator('.row').nth(index).locator('input[name=value]').focus();
}

async function review(page, card) {
  const cost = { move: 0, choose: 0, type: 0, kind: 0, save: 1 };
  for (const edit of plan(await readRows(page), wantedOf(card))) {
    const index = edit.row >= 0 ? edit.row : (await page.locator('.row').count()) - 1;
    await page.evaluate(() => window.scrollTo(0, 0));
    await walkTo(page, index, cost);
    const row = page.locator('.row').nth(index), input = row.locator('input[name=value]');
    const readings = await input.evaluate((one) => Array.from(one.list?.options ?? [], (o) => o.value));
    const at = readings.findIndex((text) => edit.text && key(edit.kind, text) === key(edit.kind, edit.text));
    if (at >= 0 && at < 3) {
      for (let i = 0; i <= at; i++) await page.keyboard.press('Alt+ArrowDown');
      cost.choose += at + 1;
      continue;
    }
    await input.fill(edit.text);
    cost.type += 1 + edit.text.length; // all of it: Ctrl+A, then typed anew
    if (edit.row < 0 && edit.kind !== 'email') {
      await row.locator('select[name=kind]').selectOption(edit.kind);
      cost.kind += 2;
    }
  }
  await page.evaluate(() => new Promise(requestAnimationFrame));
  const before = page.url();
  await page.locator('input[name=value]').first().focus();
  await Promise.all([page.waitForURL((url) => url.href !== before), page.keyboard.press('Enter')]);
  return cost;
}

after(stopBrowser);

test('every card is reviewed by keys', { timeout: 1500000 }, async () => {
  const cards = new Map(readFileSync(truth, 'utf8').trim().split('\n').map(JSON.parse)
    .filter((photo) => photo.cards.length === 1).map((photo) => [basename(photo.file), photo.cards[0]]));
  const home = freshHome();
  try {
    if (process.env.KEYS_FOLDER) home.read(folder);
    else home.scan(...cards.keys());
    const names = new Map(home.cards().map((one) => [String(one.id), basename(one.path)]));
    const server = await home.serve();
    const { page, check, close } = await openPage(server.link);
    const costs = [];
    for (;;) {
      const id = new URL(page.url()).pathname.match(/\/review\/(\d+)/)?.[1];
      if (!id) break;
      const card = cards.get(names.get(id));
      if (card) costs.push(await review(page, card));
      else await Promise.all([page.waitForNavigation(), page.getByRole('button', { name: 'Reject' }).click()]);
    }
    check();
    await close();
    const totals = costs.map((c) => c.move + c.choose + c.type + c.kind + c.save).sort((a, b) => a - b);
    const mean = (name) => (costs.reduce((sum, c) => sum + c[name], 0) / costs.length).toFixed(1);
    console.log(`keys per card: median ${totals[Math.floor(totals.length / 2)]}, mean ${(totals.reduce((a, b) => a + b, 0) / totals.length).toFixed(1)}, ${costs.length} cards`);
    console.log(`of these, mean: moves ${mean('move')}, other readings ${mean('choose')}, letters ${mean('type')}, kinds ${mean('kind')}, save ${mean('save')}`);
    assert.equal(costs.length > 0, true);
  } finally {
    await home.end();
  }
});
