// What a card costs: keys and clicks of a person who knows what it says, on the real page.  Reported,
// not asserted, but that every card can be reviewed so.  KEYS_FOLDER: photos with a truth.jsonl
// (models/truth.py says what that is); else samples/.  KEYS_BOOK: the .local of a home in which these
// are read already.
import assert from 'node:assert/strict';
import { cpSync, readFileSync } from 'node:fs';
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

const texts = (value) => listed(value).map((one) => (typeof one === 'object' ? one.value : one));

/** What a card says: {wanted: [{kind, text, also}], free}; ALSO is right too, FREE neither wanted nor wrong. */
function truthOf(card) {
  const wanted = [], free = [];
  for (const [field, kind] of Object.entries(KINDS)) {
    const said = texts(card[field]), also = texts(card[`${field}_alt`]);
    free.push(...texts(card[`${field}_optional`]).map((text) => ({ kind, text })));
    if (said.includes('?')) free.push({ kind, text: null });
    else wanted.push(...said.map((text) => ({ kind, text, also })));
  }
  return { wanted, free };
}
const sameKind = (a, b) => a === b || (a.startsWith('phone') && b.startsWith('phone'));

const isValue = (kind, value, text) => key(kind, value) === key(kind, text);
const says = (row, w) => sameKind(row.kind, w.kind) && (w.text === null || [w.text, ...(w.also ?? [])].some((text) => isValue(w.kind, row.value, text)));

/** What is wrong first: {row, kind, text}; row null: it is missing, text '': it is too much; null: nothing is. */
function firstWrong(rows, { wanted, free }) {
  const left = wanted.filter((w) => !rows.some((row) => says(row, w)));
  const wrong = rows.filter((row) => Object.values(KINDS).some((kind) => sameKind(kind, row.kind)) && ![...wanted, ...free].some((w) => says(row, w)));
  for (const row of wrong) {
    const other = left.find((w) => isValue(w.kind, row.value, w.text));
    if (other) return { row, kind: other.kind, text: row.value };
  }
  const [row] = wrong;
  if (row) return { row, kind: row.kind, text: left.find((w) => sameKind(w.kind, row.kind))?.text ?? '' };
  return left.length > 0 ? { row: null, ...left[0] } : null;
}

const readRows = (page) => page.locator('.row').evaluateAll((rows) => rows.map((row) => ({ id: row.id,
  kind: row.querySelector('select[name=kind]').value, value: row.querySelector('input[name=value]').value }))
  .filter((row) => row.value));
const focusedRow = (page) => page.evaluate(() => document.activeElement.closest('.row')?.id);

/** A line of the card that says TEXT and can be clicked: {at, kind}, its place among all; null: there is none. */
async function lineOf(page, kind, text) {
  const lines = await page.locator('.unused-lines li, rect[data-line]').evaluateAll((all) => all.map((one, at) => {
    const frame = one.getBoundingClientRect();
    const top = document.elementFromPoint(frame.left + frame.width / 2, frame.top + frame.height / 2);
    return { at, free: one.tagName === 'LI' || top === one, kind: one.dataset.kind,
      value: one.dataset.value, text: one.dataset.take ?? one.dataset.line };
  }));
  return lines.find((line) => line.free && [line.value, line.text].some((one) => key(kind, one) === key(kind, text))) ?? null;
}

const clickLine = (page, line, shiftKey) => page.locator('.unused-lines li, rect[data-line]').nth(line.at).evaluate((one, shift) =>
  (one.querySelector('button') ?? one).dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, shiftKey: shift })), shiftKey);

/** Types TEXT into INPUT, whose value is selected, until the page has completed it. */
async function typeUntil(page, input, kind, text) {
  let keys = 0;
  for (const letter of text) {
    await page.keyboard.type(letter);
    keys++;
    if (key(kind, await input.inputValue()) === key(kind, text)) break;
  }
  if (key(kind, await input.inputValue()) !== key(kind, text)) {
    await page.keyboard.press('Delete'); // what the page would add
    keys++;
  }
  return keys;
}

/** Letters to delete and to type, when the caret is set by a click. */
function mendCost(from, to) {
  let a = 0, b = 0;
  const least = Math.min(from.length, to.length);
  while (a < least && from[a] === to[a]) a++;
  while (b < least - a && from.at(-1 - b) === to.at(-1 - b)) b++;
  return from.length + to.length - 2 * (a + b);
}

/** One thing is put right, as cheaply as the page allows. */
async function mend(page, { row, kind, text }, cost) {
  if (row && text === '') {
    await page.locator(`#${row.id} button.remove`).click();
    cost.move++;
    return;
  }
  if (row && !sameKind(row.kind, kind)) {
    await page.locator(`#${row.id} select[name=kind]`).selectOption(kind);
    cost.kind += 2;
    return;
  }
  const line = await lineOf(page, kind, text);
  const blank = page.locator('.row.blank, .row.missing').filter({ has: page.locator(`select[name=kind] option[value="${kind}"][selected]`) }).first();
  const there = row ? page.locator(`#${row.id}`) : await blank.count() > 0 && !(await blank.locator('input[name=value]').inputValue()) ? blank : page.locator('.row.new');
  if (!row && line && sameKind(line.kind, kind)) {
    await page.evaluate(() => document.activeElement.blur());
    await clickLine(page, line, false);
    cost.choose++;
    return;
  }
  const id = await there.getAttribute('id');
  if (await focusedRow(page) !== id) {
    await there.locator('input[name=value]').click();
    cost.move++;
  }
  const readings = await there.locator('.readings li').evaluateAll((all) => all.map((one) => one.dataset.reading));
  const at = readings.findIndex((one) => key(kind, one) === key(kind, text));
  if (at >= 0) {
    await page.keyboard.press(`Alt+${at + 1}`);
    cost.choose++;
    return;
  }
  if (line && id !== await page.locator('.row.new').getAttribute('id')) {
    await clickLine(page, line, true);
    cost.choose++;
    return;
  }
  const input = page.locator(`#${id} input[name=value]`);
  const letters = row ? mendCost(row.value, text) : Infinity;
  await input.selectText();
  const keys = (row ? 1 : 0) + await typeUntil(page, input, kind, text);
  cost.type += Math.min(keys, letters);
  if (!sameKind(await page.locator(`#${id} select[name=kind]`).inputValue(), kind)) {
    await page.locator(`#${id} select[name=kind]`).selectOption(kind);
    cost.kind += 2;
  }
}

async function review(page, card) {
  const cost = { move: 0, choose: 0, type: 0, kind: 0, save: 1 }, truth = truthOf(card);
  for (let wrong, i = 0; i < 40 && (wrong = firstWrong(await readRows(page), truth)); i++) {
    if (process.env.KEYS_EACH) console.log(JSON.stringify(wrong), JSON.stringify(cost));
    await mend(page, wrong, cost);
  }
  const before = page.url();
  await Promise.all([page.waitForURL((url) => url.href !== before), page.keyboard.press('Control+Enter')]);
  if (await page.locator('.problem').count() > 0) {
    cost.save++; // it asks about a value that cannot be
    await Promise.all([page.waitForURL(/news=/), page.keyboard.press('Control+Enter')]);
  }
  return cost;
}

after(stopBrowser);

test('every card is reviewed by keys', { timeout: 1500000 }, async () => {
  const cards = new Map(readFileSync(truth, 'utf8').trim().split('\n').map(JSON.parse)
    .filter((photo) => photo.cards.length === 1).map((photo) => [basename(photo.file), photo.cards[0]]));
  const home = freshHome();
  try {
    if (process.env.KEYS_BOOK) cpSync(process.env.KEYS_BOOK, join(home.home, '.local'), { recursive: true });
    else if (process.env.KEYS_FOLDER) home.read(folder);
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
    if (costs.every((cost) => cost.save === 1)) check(); // the browser complains of a form that is asked about
    await close();
    const totals = costs.map((c) => c.move + c.choose + c.type + c.kind + c.save).sort((a, b) => a - b);
    const mean = (name) => (costs.reduce((sum, c) => sum + c[name], 0) / costs.length).toFixed(1);
    console.log(`keys per card: median ${totals[Math.floor(totals.length / 2)]}, mean ${(totals.reduce((a, b) => a + b, 0) / totals.length).toFixed(1)}, ${costs.length} cards`);
    if (process.env.KEYS_EACH) costs.forEach((c) => console.log(JSON.stringify(c)));
    console.log(`of these, mean: moves ${mean('move')}, readings and lines ${mean('choose')}, letters ${mean('type')}, kinds ${mean('kind')}, save ${mean('save')}`);
    assert.equal(costs.length > 0, true);
  } finally {
    await home.end();
  }
});
