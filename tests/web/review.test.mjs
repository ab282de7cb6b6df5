// The queue, reviewed as a person does.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, afterEach, beforeEach, test } from 'node:test';
import { contacts, freshHome, openPage, samples, stopBrowser } from './helpers.mjs';

let home, server, open;

beforeEach(async () => {
  home = freshHome();
  open = [];
});
afterEach(async () => {
  for (const one of open) await one.close();
  await home.end();
});
after(stopBrowser);

async function begin(names, options) {
  home.scan(...names);
  server = await home.serve();
  const one = await openPage(server.link, options);
  open.push(one);
  return one;
}

const valueOf = (page, kind) => page.locator(`.row:has(select[name=kind] option[value="${kind}"][selected]) input[name=value]`).first();
const queueLength = async (page) => Number((await page.locator('header nav').innerText()).match(/\((\d+)\)/)[1]);

test('a folder is reviewed by keyboard alone', async () => {
  const { page, check } = await begin(['01-scan.jpg', '02-footer.jpg', '12-render.png']);
  const heads = [];
  for (let left = 3; left > 0; left--) {
    assert.equal(await queueLength(page), left);
    heads.push(await page.locator('h1').innerText());
    const before = page.url();
    await Promise.all([page.waitForURL((url) => url.href !== before), page.keyboard.press('Enter')]);
  }
  assert.equal(new Set(heads).size, 3);
  assert.equal(await queueLength(page), 0);
  assert.equal(contacts(home).length, 3);
  check();
});

test('a value is corrected, and the next card comes', async () => {
  const { page, check } = await begin(['01-scan.jpg', '12-render.png']);
  await valueOf(page, 'name').fill('Ada Beck');
  await Promise.all([page.waitForURL(/news=/), valueOf(page, 'name').press('Enter')]);
  assert.equal(await queueLength(page), 1);
  assert.ok(contacts(home).some((one) => one.contact.name.full === 'Ada Beck'));
  check();
});

test('what was typed is there after a reload, after the server was killed, and is saved then', async () => {
  const one = await begin(['01-scan.jpg']);
  await valueOf(one.page, 'name').fill('Ada Reloaded');
  await one.page.waitForTimeout(900);
  await one.page.reload();
  assert.equal(await valueOf(one.page, 'name').inputValue(), 'Ada Reloaded');
  await valueOf(one.page, 'name').fill('Ada Killed');
  await one.page.waitForTimeout(900);
  await server.stop('SIGKILL');
  server = await home.serve();
  const again = await openPage(server.link);
  open.push(again);
  assert.equal(await valueOf(again.page, 'name').inputValue(), 'Ada Killed');
  await Promise.all([again.page.waitForURL(/news=/), valueOf(again.page, 'name').press('Enter')]);
  assert.equal(contacts(home)[0].contact.name.full, 'Ada Killed');
  again.check();
});

test('skip, reject and undo by their keys', async () => {
  const { page, check } = await begin(['01-scan.jpg', '12-render.png']);
  const first = await page.locator('h1').innerText();
  const press = async (key) => {
    await page.evaluate(() => document.activeElement?.blur());
    const before = page.url();
    await Promise.all([page.waitForURL((url) => url.href !== before), page.keyboard.press(key)]);
  };
  await press('s');
  assert.notEqual(await page.locator('h1').innerText(), first);
  assert.equal(await queueLength(page), 2);
  await press('r');
  assert.equal(await queueLength(page), 1);
  await press('u');
  assert.equal(await queueLength(page), 2);
  assert.equal(contacts(home).length, 0);
  check();
});

test('two windows on one card: nothing is overwritten unseen', async () => {
  const one = await begin(['01-scan.jpg', '12-render.png']);
  const two = await openPage(server.link);
  open.push(two);
  assert.equal(one.page.url(), two.page.url());
  await valueOf(one.page, 'name').fill('Ada First');
  await Promise.all([one.page.waitForURL(/news=/), valueOf(one.page, 'name').press('Enter')]);
  await valueOf(two.page, 'name').fill('Ada Second');
  await valueOf(two.page, 'name').press('Enter');
  await two.page.waitForLoadState();
  await two.page.waitForTimeout(300);
  assert.deepEqual(contacts(home).map((c) => c.contact.name.full), ['Ada First']);
  assert.match(await two.page.locator('body').innerText(), /saved|changed|decided/i);
});

test('it works without JavaScript', async () => {
  const { page, check } = await begin(['01-scan.jpg'], { javaScriptEnabled: false });
  await valueOf(page, 'name').fill('Ada Plain');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  assert.equal(contacts(home)[0].contact.name.full, 'Ada Plain');
  check();
});

test('a card that is in the address book already is merged into it', async () => {
  home.cardcat('scan', '--quiet', '--yes', join(samples, '12-render.png'));
  home.cardcat('scan', '--quiet', join(samples, '01-scan.jpg'));
  server = await home.serve();
  const one = await openPage(server.link);
  const { page, check } = one;
  open.push(one);
  const known = contacts(home)[0].contact;
  await valueOf(page, 'name').fill(known.name.full);
  await valueOf(page, 'email').fill(known.emails[0]);
  await page.waitForTimeout(900);
  await page.reload();
  await Promise.all([page.waitForURL(/news=/), page.getByRole('button', { name: /^Merge into/ }).first().click()]);
  assert.equal(contacts(home).length, 1);
  check();
});

test('script and markup in every field stay text', async () => {
  const { page, check } = await begin(['01-scan.jpg']);
  const evil = '<img src=x onerror="window.evil=1"><script>window.evil=1</script>"\'&amp;';
  for (const input of await page.locator('.row input[name=value]').all()) await input.fill(evil);
  await page.waitForTimeout(900);
  await page.reload();
  assert.equal(await page.evaluate(() => window.evil), undefined);
  assert.equal(await valueOf(page, 'name').inputValue(), evil);
  check();
});

test('a field lights its place on the card, a place goes to its field, a line is offered', async () => {
  const { page, check } = await begin(['01-scan.jpg']);
  await valueOf(page, 'email').focus();
  await page.waitForFunction(() => document.querySelector('rect.lit'));
  assert.notEqual(await page.locator('svg.card').first().evaluate((svg) => svg.style.transform), '');
  await page.keyboard.press('Escape');
  await page.locator('svg.card a').first().dispatchEvent('click');
  await page.locator('svg.card a rect').first().dispatchEvent('click');
  assert.equal(await page.evaluate(() => document.activeElement.name), 'value');
  const before = await page.locator('.row').count();
  await page.locator('rect.line').first().dispatchEvent('click');
  await page.locator('dialog button', { hasText: 'Also printed' }).click();
  assert.equal(await page.locator('.row').count(), before + 1);
  assert.equal(await page.locator('.row select[name=kind]').nth(before - 1).inputValue(), 'note');
  check();
});

test('the help sheet tells the keys', async () => {
  const { page, check } = await begin(['01-scan.jpg']);
  await page.evaluate(() => document.activeElement?.blur());
  await page.keyboard.press('?');
  const help = await page.locator('dialog#help').innerText();
  for (const word of ['Save', 'Skip', 'Reject', 'Undo', 'doubtful']) assert.match(help, new RegExp(word));
  await page.keyboard.press('Escape');
  assert.equal(await page.locator('dialog').count(), 0);
  check();
});

test('a card is merged into a contact, value by value', async () => {
  home.cardcat('scan', '--quiet', '--yes', join(samples, '12-render.png'));
  home.cardcat('scan', '--quiet', join(samples, '01-scan.jpg'));
  server = await home.serve();
  const one = await openPage(server.link);
  const { page, check } = one;
  open.push(one);
  const known = contacts(home)[0].contact, ours = await valueOf(page, 'organization').inputValue();
  await valueOf(page, 'name').fill(known.name.full);
  await page.waitForTimeout(900);
  await page.reload();
  await Promise.all([page.waitForURL(/join/), page.getByRole('button', { name: /field by field/ }).first().click()]);
  await page.locator('input[name=organization][value^="b:"]').check();
  await page.locator('input[name=keep][value^="a:emails"]').first().uncheck();
  await Promise.all([page.waitForURL(/news=/), page.getByRole('button', { name: 'Merge', exact: true }).click()]);
  const now = contacts(home);
  assert.equal(now.length, 1);
  assert.equal(now[0].contact.organization, ours);
  assert.ok(!now[0].contact.emails.includes(known.emails[0]));
  check();
});

test('a card is turned by its key; what was typed stays', async () => {
  const { page, check } = await begin(['01-scan.jpg']);
  await valueOf(page, 'name').fill('Ada Turned');
  const shape = () => page.locator('svg.card').getAttribute('viewBox');
  const before = await shape();
  await page.keyboard.press('Escape');
  await Promise.all([page.waitForURL(/news=/), page.keyboard.press('t')]);
  const [, , width, height] = before.split(' ');
  assert.equal(await shape(), `0 0 ${height} ${width}`);
  assert.equal(await valueOf(page, 'name').inputValue(), 'Ada Turned');
  check();
});

test('a key held down saves one card, not the queue', async () => {
  const { page, check } = await begin(['01-scan.jpg', '12-render.png']);
  const held = await page.evaluate(() => {
    const event = new KeyboardEvent('keydown', { key: 'Enter', repeat: true, bubbles: true, cancelable: true });
    document.activeElement.dispatchEvent(event);
    return event.defaultPrevented;
  });
  assert.equal(held, true);
  await page.waitForTimeout(500);
  assert.equal(await queueLength(page), 2);
  assert.equal(contacts(home).length, 0);
  check();
});

test('the code and the print say different things: both are told, the other is one key away', async () => {
  const evidence = [
    { field: 'emails[0]', confidence: 0.7, box: [10, 10, 200, 40], text: 'a@print,com', from: 'ocr', value: 'a@print.com' },
    { field: 'emails[0]', confidence: 0.7, box: [0, 0, 0, 0], text: 'mailto:a@code.com', from: 'qr' }];
  home.scan('01-scan.jpg');
  home.change(`UPDATE cards SET reading = json_set(reading, '$.contact.emails', json('["a@code.com"]'), '$.evidence',
    json('${JSON.stringify(evidence)}'))`);
  server = await home.serve();
  const one = await openPage(server.link);
  open.push(one);
  const { page, check } = one;
  const email = valueOf(page, 'email');
  assert.equal(await email.inputValue(), 'a@code.com');
  const hint = page.locator(`#${await email.getAttribute('aria-describedby')}`);
  assert.equal(await hint.innerText(), '⚠ doubtful · the code says a@code.com, the print says a@print.com');
  await email.press('Alt+ArrowDown');
  assert.equal(await email.inputValue(), 'a@print.com');
  await page.waitForTimeout(900);
  await page.reload();
  assert.equal(await email.inputValue(), 'a@print.com');
  assert.match(await hint.innerText(), /the code says a@code.com/);
  await email.press('Alt+ArrowDown');
  assert.equal(await email.inputValue(), 'a@code.com');
  check();
});
