// The pages beside the queue: contacts, follow-ups, cards added.
import assert from 'node:assert/strict';
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
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

test('contacts are searched as one types, read, copied and edited', async () => {
  home.scan('01-scan.jpg', '12-render.png');
  home.accept('01-scan.jpg', '12-render.png');
  const { page, check } = await begin('/contacts');
  assert.equal(await page.locator('.people li').count(), 2);
  await page.locator('#search').fill('fiona');
  await page.waitForFunction(() => document.querySelectorAll('.people li').length === 1);
  assert.match(await page.locator('.people').innerText(), /Fiona/);
  await page.getByRole('link', { name: 'Dr Fiona Ashworth' }).click();
  assert.match(await page.getByRole('link', { name: 'Write', exact: true }).getAttribute('href'), /^mailto:f\.ashworth@oakridge\.org\.uk\?subject=Good%20to%20meet%20you&body=Dear%20Fiona/); // the letter that is due
  assert.equal(await page.getByRole('link', { name: 'Call', exact: true }).getAttribute('href'), 'tel:+442920180761');
  await one.context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.getByRole('button', { name: /^Copy E-mail/ }).click();
  await page.waitForFunction(() => document.getElementById('status').textContent.startsWith('Copied'));
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), 'f.ashworth@oakridge.org.uk');
  await page.getByRole('link', { name: 'Edit', exact: true }).click();
  await page.locator('input[name=event]').fill('Expo');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.waitForURL(/contact\/1\?news/);
  assert.match(await page.locator('.meetings').innerText(), /Expo/);
  check();
});

test('a new home opens on Add cards; a contact is made by hand, by keyboard, and exported', async () => {
  server = await home.serve();
  one = await openPage(server.link);
  const { page, check } = one;
  assert.match(page.url(), /\/add$/);
  await page.goto(`${server.site}/contacts/new`);
  await page.locator('input:focus').waitFor(); // it comes with the first picture, after the load
  await page.keyboard.type('Ada Beck');
  for (const text of ['', 'Exakt AG', 'ada@exakt.example']) {
    await page.keyboard.press('Tab');
    await page.keyboard.type(text);
  }
  await page.keyboard.press('Enter');
  await page.waitForURL(/contact\/1\?news/);
  assert.match(await page.locator('main').innerText(), /Ada Beck\s+Exakt AG/);
  await page.goto(`${server.site}/contacts/new`);
  await page.getByLabel('Name', { exact: true }).fill('Bo Carl');
  await server.stop('SIGKILL');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.waitForFunction(() => document.getElementById('status').textContent.includes('kept in this browser'));
  server = await home.serve(server.port);
  await page.goto(server.link);
  await page.waitForURL(/review/);
  await page.goto(`${server.site}/contacts/new`);
  await page.getByRole('button', { name: 'Take it' }).click();
  assert.equal(await page.getByLabel('Name', { exact: true }).inputValue(), 'Bo Carl');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.waitForURL(/contact\/2\?news/);
  await page.goto(`${server.site}/export`);
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'vCard' }).click()]);
  assert.equal(download.suggestedFilename(), 'contacts.vcf');
  assert.match(readFileSync(await download.path(), 'utf8'), /FN:Ada Beck[^]*FN:Bo Carl/);
  await page.goto(`${server.site}/contacts`);
  await page.getByRole('button', { name: 'Quit cardcat' }).click();
  await page.getByRole('heading', { name: 'cardcat has ended' }).waitFor();
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
  // A letter that is begun, in whatever program, is noted where the page stands.
  await page.evaluate(() => addEventListener('click', (event) => event.preventDefault(), { once: true }));
  await page.getByRole('link', { name: 'Write', exact: true }).click();
  await page.getByText('Letter drafted').waitFor();
  assert.match(await page.locator('#status').innerText(), /The letter to Imogen MacLeod is drafted/);
  assert.equal(page.url(), before);
  assert.match(await page.locator('.due').innerText(), /Imogen MacLeod[^]*macleod\.i@copperkettle\.org\.uk[^]*Done/);
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
  assert.match(await page.locator('#intake').innerText(), /Dr Fiona Ashworth/);
  await page.waitForFunction(() => document.querySelector('.tile img')?.naturalWidth > 50);
  await page.goto(`${server.site}/review`);
  assert.equal(await queueLength(page), 2);
  check();
});

test('a whole folder is taken, what could not be read is tried again or removed', async () => {
  const folder = join(home.home, 'cards');
  mkdirSync(join(folder, 'more'), { recursive: true });
  cpSync(join(samples, '01-scan.jpg'), join(folder, 'more', '01-scan.jpg'));
  writeFileSync(join(folder, 'letter.png'), 'no picture');
  writeFileSync(join(folder, 'list.txt'), 'no photo');
  const { page, check } = await begin('/add');
  await page.locator('#folder').setInputFiles(folder);
  await allDone(page, 2);
  assert.match(await page.locator('#intake').innerText(), /Dr Fiona Ashworth[^]*1 photo could not be read[^]*letter\.png/);
  await page.goto(`${server.site}/set-aside`);
  await page.getByRole('button', { name: 'Try again: letter.png' }).click();
  await allDone(page, 2);
  await page.getByRole('button', { name: 'Remove: letter.png' }).click();
  await page.waitForURL(/news/);
  assert.equal(await page.locator('.failures').count(), 0);
  // As the browser gives what is dropped: a folder in a folder, its entries in two parts.
  await page.reload();
  const found = await page.evaluate(async () => {
    const file = (name) => ({ isFile: true, name, fullPath: `/${name}`, file: (take) => take(new File(['x'], name)) });
    const parts = [[file('10.jpg'), file('2.jpg')], [file('a.txt')], []];
    const inner = { isDirectory: true, name: 'in', createReader: () => ({ readEntries: (take) => take(parts.shift()) }) };
    const outer = { isDirectory: true, name: 'out', createReader: () => { let given = false; return { readEntries: (take) => { take(given ? [] : [inner]); given = true; } }; } };
    const { files, others } = await droppedFiles({ items: [{ kind: 'file', webkitGetAsEntry: () => outer }], files: [] }, ['.jpg']);
    return [...files.map((one) => one.name), others];
  });
  assert.deepEqual(found, ['2.jpg', '10.jpg', 1]);
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
