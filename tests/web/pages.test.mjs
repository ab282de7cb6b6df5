// The pages beside the queue: contacts, follow-ups, cards added.
import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, afterEach, beforeEach, test } from 'node:test';
import { contacts, freshHome, openPage, queueLength, samples, startBrowser, stopBrowser } from './helpers.mjs';

let home, one, server;

beforeEach(() => {
  home = freshHome();
});
afterEach(async () => {
  await one?.close();
  await home.end();
});
after(stopBrowser);

async function begin(path) {
  server = await home.serve();
  one = await openPage(server.link);
  await one.page.goto(server.site + path);
  return one;
}

test('the browser is led in by a file', async () => {
  home.scan('01-scan.jpg');
  const opened = join(home.home, 'opened');
  writeFileSync(join(home.home, 'xdg-open'), `#!/bin/sh\nprintf %s "$1" >${opened}.part\nmv ${opened}.part ${opened}\n`, { mode: 0o755 });
  const { site } = await home.serve(undefined, home.home);
  while (!existsSync(opened)) await new Promise((resolve) => setTimeout(resolve, 20));
  one = { close: () => context.close() };
  const context = await (await startBrowser()).newContext();
  const page = await context.newPage();
  await page.goto(`file://${readFileSync(opened, 'utf8')}`);
  await page.waitForURL(`${site}/review/*`);
  await page.locator('form.contact').waitFor();
});

test('contacts are searched as one types', async () => {
  home.scan('01-scan.jpg', '12-render.png');
  home.accept('01-scan.jpg', '12-render.png');
  const { page, check } = await begin('/contacts');
  assert.equal(await page.locator('.people li').count(), 2);
  await page.locator('#search').fill('fiona');
  await page.waitForFunction(() => document.querySelectorAll('.people li').length === 1);
  assert.match(await page.locator('.people').innerText(), /Fiona/);
  check();
});

test('the pictures of a list are small, and the browser keeps them', async () => {
  home.scan('01-scan.jpg');
  home.accept('01-scan.jpg');
  const { page, check } = await begin('/contacts');
  const image = page.locator('.people img');
  await page.waitForFunction(() => document.querySelector('.people img').complete);
  assert.ok(await image.evaluate((one) => one.naturalWidth > 50 && one.naturalWidth <= 224));
  const { bytes, cache } = await image.evaluate(async (one) => {
    const answer = await fetch(one.src);
    return { bytes: (await answer.blob()).size, cache: answer.headers.get('cache-control') };
  });
  assert.ok(bytes < 20000, `${bytes} bytes`);
  assert.match(cache, /private.*immutable/);
  await page.reload();
  await page.waitForFunction(() => document.querySelector('.people img').complete);
  const sent = await page.evaluate(() => performance.getEntriesByType('resource').filter((one) => one.name.includes('thumbnail')).map((one) => one.transferSize));
  assert.deepEqual(sent, [0], 'asked again for what it had');
  check();
});

test('a follow-up is done, and taken back', async () => {
  home.scan('12-render.png');
  home.accept('12-render.png');
  const { page, check } = await begin('/follow-ups');
  assert.equal(await page.locator('.people li').count(), 1);
  const before = page.url();
  await Promise.all([page.waitForURL((url) => url.href !== before), page.getByRole('button', { name: /done/i }).first().click()]);
  assert.equal(await page.locator('.people li').count(), 0);
  await page.getByRole('button', { name: /undo/i }).first().click();
  await page.goto(`${server.site}/follow-ups`);
  assert.equal(await page.locator('.people li').count(), 1);
  check();
});

/** Drops samples on the page, each called by the name it is given. */
async function drop(page, files) {
  const list = Object.entries(files).map(([name, sample]) => [name, readFileSync(join(samples, sample)).toString('base64')]);
  const data = await page.evaluateHandle((photos) => {
    const transfer = new DataTransfer();
    for (const [name, text] of photos) {
      const bytes = Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
      transfer.items.add(new File([bytes], name, { type: 'image/jpeg' }));
    }
    return transfer;
  }, list);
  await page.dispatchEvent('main', 'drop', { dataTransfer: data });
}
const allDone = (page, count) => page.waitForFunction((text) => document.querySelector('#intake-count')?.textContent.startsWith(text),
  `${count} of ${count}`, { timeout: 60000 });

test('a photo dropped on the page joins the queue', async () => {
  home.scan('12-render.png');
  const { page, check } = await begin('/add');
  await drop(page, { 'dropped.jpg': '01-scan.jpg' });
  await allDone(page, 1);
  assert.match(await page.locator('#intake').innerText(), /dropped\.jpg/);
  await page.goto(`${server.site}/review`);
  assert.equal(await queueLength(page), 2);
  check();
});

test('photos that were received are read by the next server when this one is killed', async () => {
  home.scan('12-render.png');
  server = await home.serve();
  one = await openPage(server.link);
  await one.page.goto(`${server.site}/add`);
  let received = 0;
  one.page.on('response', (answer) => {
    received += answer.url().endsWith('/add/photos') && answer.status() === 303 ? 1 : 0;
  });
  await one.page.locator('summary').click();
  await one.page.locator('input[name=event]').fill('A fair');
  await drop(one.page, { 'a.jpg': '01-scan.jpg', 'b.jpg': '04-dark.jpg' });
  for (let i = 0; i < 2400 && received < 2; i++) await one.page.waitForTimeout(25);
  await server.stop('SIGKILL');
  assert.equal(received, 2);
  const inbox = join(home.home, '.local/share/cardcat/cards.db-inbox');
  const kept = () => readdirSync(inbox, { recursive: true }).filter((name) => statSync(join(inbox, name)).isFile());
  const files = kept();
  assert.ok(files.length > 0, 'nothing waited when the server was killed');
  for (const name of files) assert.equal(statSync(join(inbox, name)).mode & 0o777, 0o600);
  await one.close();
  const { page, check } = await begin('/add');
  await allDone(page, files.length);
  assert.equal(home.cards().length, 3);
  assert.deepEqual(kept(), [], 'what was read is still kept');
  await page.goto(`${server.site}/review`);
  await page.goto(`${server.site}/review/${home.cards().at(-1).id}`);
  assert.equal(await page.locator('input[name=event]').inputValue(), 'A fair');
  check();
});

test('a contact is removed and restored', async () => {
  home.scan('12-render.png');
  home.accept('12-render.png');
  const { page, check } = await begin('/contacts');
  await page.locator('.people a').first().click();
  await page.getByRole('button', { name: /^Remove/ }).click();
  assert.equal(contacts(home).length, 0);
  await page.goto(`${server.site}/contacts/removed`);
  await page.getByRole('button', { name: /restore/i }).first().click();
  assert.equal(contacts(home).length, 1);
  check();
});
