// The pages beside the queue: contacts, follow-ups, cards added.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, afterEach, beforeEach, test } from 'node:test';
import { contacts, freshHome, openPage, samples, stopBrowser } from './helpers.mjs';

let home, one;

beforeEach(() => {
  home = freshHome();
});
afterEach(async () => {
  await one?.close();
  await home.end();
});
after(stopBrowser);

async function begin(path) {
  const server = await home.serve();
  one = await openPage(server.link);
  await one.page.goto(server.site + path);
  return one;
}

test('contacts are searched as one types', async () => {
  home.cardcat('scan', '--quiet', '--yes', join(samples, '01-scan.jpg'), join(samples, '12-render.png'));
  const { page, check } = await begin('/contacts');
  assert.equal(await page.locator('.people li').count(), 2);
  await page.locator('#search').fill('fiona');
  await page.waitForFunction(() => document.querySelectorAll('.people li').length === 1);
  assert.match(await page.locator('.people').innerText(), /Fiona/);
  check();
});

test('a follow-up is done, and taken back', async () => {
  home.cardcat('scan', '--quiet', '--yes', join(samples, '12-render.png'));
  const { page, check } = await begin('/follow-ups');
  assert.equal(await page.locator('.people li').count(), 1);
  const before = page.url();
  await Promise.all([page.waitForURL((url) => url.href !== before), page.getByRole('button', { name: /done/i }).first().click()]);
  assert.equal(await page.locator('.people li').count(), 0);
  await page.getByRole('button', { name: /undo/i }).first().click();
  await page.goto(new URL('/follow-ups', page.url()).href);
  assert.equal(await page.locator('.people li').count(), 1);
  check();
});

test('a photo dropped on the page joins the queue', async () => {
  home.cardcat('scan', '--quiet', join(samples, '12-render.png'));
  const { page, check } = await begin('/add');
  const photo = readFileSync(join(samples, '01-scan.jpg')).toString('base64');
  const data = await page.evaluateHandle((text) => {
    const bytes = Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
    const transfer = new DataTransfer();
    transfer.items.add(new File([bytes], 'dropped.jpg', { type: 'image/jpeg' }));
    return transfer;
  }, photo);
  await page.dispatchEvent('main', 'drop', { dataTransfer: data });
  await page.waitForFunction(() => /1 of 1/.test(document.querySelector('#intake-count')?.textContent ?? ''), null, { timeout: 60000 });
  assert.match(await page.locator('#intake').innerText(), /dropped\.jpg/);
  await page.goto(new URL('/review', page.url()).href);
  assert.match(await page.locator('header nav').innerText(), /\(2\)/);
  check();
});

test('a contact is removed and restored', async () => {
  home.cardcat('scan', '--quiet', '--yes', join(samples, '12-render.png'));
  const { page, check } = await begin('/contacts');
  await page.locator('.people a').first().click();
  await page.getByRole('button', { name: /^Remove/ }).click();
  assert.equal(contacts(home).length, 0);
  await page.goto(new URL('/contacts/removed', page.url()).href);
  await page.getByRole('button', { name: /restore/i }).first().click();
  assert.equal(contacts(home).length, 1);
  check();
});
