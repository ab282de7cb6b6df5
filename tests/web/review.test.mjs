// The queue, reviewed as a person does.
import assert from 'node:assert/strict';
import { after, afterEach, beforeEach, test } from 'node:test';
import { contacts, enter, freshHome, gate, kept, openPage, queueLength, stopBrowser } from './helpers.mjs';

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

test('a folder is reviewed by keyboard alone', async () => {
  const { page, check } = await begin(['01-scan.jpg', '02-footer.jpg', '12-render.png']);
  const heads = [];
  for (let left = 3; left > 0; left--) {
    assert.equal(await queueLength(page), left);
    heads.push(await page.locator('h1').innerText());
    const before = page.url();
    await Promise.all([page.waitForURL((url) => url.href !== before), page.keyboard.press('Control+Enter')]);
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
  await kept(one.page);
  await one.page.reload();
  assert.equal(await valueOf(one.page, 'name').inputValue(), 'Ada Reloaded');
  await valueOf(one.page, 'name').fill('Ada Killed');
  await kept(one.page);
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
  await Promise.all([two.page.waitForResponse(/\/save$/), valueOf(two.page, 'name').press('Enter')]);
  await two.page.waitForLoadState();
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
  home.scan('12-render.png', '01-scan.jpg');
  home.accept('12-render.png');
  server = await home.serve();
  const one = await openPage(server.link);
  const { page, check } = one;
  open.push(one);
  const known = contacts(home)[0].contact;
  await valueOf(page, 'name').fill(known.name.full);
  await valueOf(page, 'email').fill(known.emails[0]);
  await kept(page);
  await page.reload();
  await Promise.all([page.waitForURL(/news=/), page.getByRole('button', { name: /^Merge into/ }).first().click()]);
  assert.equal(contacts(home).length, 1);
  check();
});

test('script and markup in every field stay text', async () => {
  const { page, check } = await begin(['01-scan.jpg']);
  const evil = '<img src=x onerror="window.evil=1"><script>window.evil=1</script>"\'&amp;';
  for (const input of await page.locator('.row input[name=value]').all()) await input.fill(evil);
  await kept(page);
  await page.reload();
  assert.equal(await page.evaluate(() => window.evil), undefined);
  assert.equal(await valueOf(page, 'name').inputValue(), evil);
  check();
});

test('the help sheet tells the keys', async () => {
  const { page, check } = await begin(['01-scan.jpg']);
  await valueOf(page, 'name').press('?'); // nothing was typed there yet
  const help = await page.locator('dialog#help').innerText();
  for (const word of ['saves', 'Skip', 'Reject', 'Undo', 'check']) assert.match(help, new RegExp(word));
  await page.keyboard.press('Escape');
  await page.locator('dialog').waitFor({ state: 'detached' }); // it goes with an event, after the key
  check();
});

test('a card is merged into a contact, value by value', async () => {
  home.scan('12-render.png', '01-scan.jpg');
  home.accept('12-render.png');
  server = await home.serve();
  const one = await openPage(server.link);
  const { page, check } = one;
  open.push(one);
  const known = contacts(home)[0].contact, ours = await valueOf(page, 'organization').inputValue();
  await valueOf(page, 'name').fill(known.name.full);
  await valueOf(page, 'phone-work').fill(known.phones[0].value);
  await kept(page);
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
  // Whatever it sent is answered before this.
  await page.evaluate(() => fetch(location.href));
  assert.equal(await queueLength(page), 2);
  assert.equal(contacts(home).length, 0);
  check();
});

/* ---- nothing that was typed is lost ---- */

const settled = (page) => page.waitForFunction(() => document.getElementById('status').textContent === 'What you typed is kept.');

test('a stale save shows what the other window saved, with and without script, and the next takes it', async () => {
  for (const javaScriptEnabled of [true, false]) {
    const one = await begin(['01-scan.jpg', '12-render.png']);
    const two = await openPage(server.link, { javaScriptEnabled });
    open.push(two);
    await valueOf(one.page, 'name').fill('Ada First');
    await one.page.locator('input[name=event]').fill('First Fair');
    await Promise.all([one.page.waitForURL(/news=/), valueOf(one.page, 'name').press('Enter')]);
    await valueOf(two.page, 'name').fill('Ada Second');
    const save = () => two.page.getByRole('button', { name: 'Save', exact: true }).click();
    await save();
    await two.page.locator('.problem').waitFor();
    assert.equal(await valueOf(two.page, 'name').inputValue(), 'Ada Second');
    const told = await valueOf(two.page, 'name').getAttribute('aria-describedby');
    assert.match(await two.page.locator('#' + told.split(' ').pop()).innerText(), /other window saved.*Ada First/s);
    assert.match(await two.page.locator('#other-event').innerText(), /First Fair/);
    assert.equal(await two.page.locator('.other').count(), 2);
    assert.equal(contacts(home)[0].contact.name.full, 'Ada First');
    await Promise.all([two.page.waitForURL(/news=/), save()]);
    assert.deepEqual(contacts(home).map((c) => c.contact.name.full), ['Ada Second']);
    await server.stop();
    await home.end();
    home = freshHome();
  }
});

test('a stale save of a contact shows what the other window saved', async () => {
  home.scan('12-render.png');
  home.accept('12-render.png');
  server = await home.serve();
  const one = await openPage(server.link), two = await openPage(server.link);
  open.push(one, two);
  const save = (page) => page.getByRole('button', { name: 'Save', exact: true }).click();
  for (const { page } of [one, two]) await page.goto(server.site + '/contact/1/edit');
  await valueOf(one.page, 'name').fill('Ada First');
  await Promise.all([one.page.waitForURL(/news=/), save(one.page)]);
  await valueOf(two.page, 'organization').fill('Second AG');
  await save(two.page);
  assert.match(await two.page.locator('.row:has(option[value=name][selected]) .other').innerText(), /Ada First/);
  await Promise.all([two.page.waitForURL(/news=/), save(two.page)]);
  assert.equal(contacts(home)[0].contact.organization, 'Second AG');
});

test('a rejection looks whether another window was faster, and its undo brings back what was typed', async () => {
  const one = await begin(['01-scan.jpg', '12-render.png'], { javaScriptEnabled: false });
  const two = await openPage(server.link, { javaScriptEnabled: false });
  open.push(two);
  const press = (page, name) => page.getByRole('button', { name, exact: true }).click();
  await valueOf(one.page, 'name').fill('Ada First');
  await press(one.page, 'Keep what I typed, add a row');
  await press(two.page, 'Reject');
  assert.match(await two.page.locator('.problem').innerText(), /Another window changed/);
  assert.equal(await queueLength(two.page), 2);
  await valueOf(one.page, 'name').fill('Ada Rejected');
  await press(one.page, 'Reject');
  assert.equal(await queueLength(one.page), 1);
  await press(one.page, 'Undo');
  assert.equal(await valueOf(one.page, 'name').inputValue(), 'Ada Rejected');
});

test('what was typed while the server was gone is offered and taken, all of it', async () => {
  const { page } = await begin(['01-scan.jpg', '12-render.png']);
  await valueOf(page, 'name').fill('Ada Before');
  await settled(page);
  await server.stop('SIGKILL');
  await valueOf(page, 'name').fill('Ada After');
  await valueOf(page, 'title').fill('Keeper of Rows');
  await page.locator('.row:has(option[value=title][selected]) select').first().selectOption('department');
  await page.locator('.row input[name=value]').last().fill('one@more.example');
  await page.locator('.row input[name=value]').last().fill('two@more.example');
  await page.locator('input[name=event]').fill('Dark Fair');
  await page.locator('input[name=tags]').fill('a, b');
  await page.locator('textarea').fill('a note\nof two lines');
  await page.locator('input[name=follow_up]').setChecked(false);
  await page.waitForFunction(() => /kept in this browser/.test(document.getElementById('status').textContent));
  assert.match(await page.locator('#status').textContent(), new RegExp(`--port ${server.port}"`));
  server = await home.serve(server.port);
  await enter(page, server.link);
  assert.equal(await valueOf(page, 'name').inputValue(), 'Ada Before');
  await page.reload();
  await page.getByRole('button', { name: 'Take it' }).click();
  await page.waitForFunction(() => document.querySelector('input[name=event]').value === 'Dark Fair');
  assert.equal(await page.evaluate(() => localStorage.length), 0);
  await Promise.all([page.waitForURL(/news=/), page.getByRole('button', { name: 'Save', exact: true }).click()]);
  const [{ contact, met }] = contacts(home);
  assert.equal(contact.name.full, 'Ada After');
  assert.equal(contact.department, 'Keeper of Rows');
  assert.ok(['one@more.example', 'two@more.example'].every((mail) => contact.emails.includes(mail)));
  assert.equal(met.event, 'Dark Fair');
  assert.deepEqual(met.tags, ['a', 'b']);
  assert.equal(met.send_follow_up, false);
  assert.equal(met.note, 'a note\nof two lines');
});

test('a save that no server took is offered again', async () => {
  const { page } = await begin(['01-scan.jpg']);
  await server.stop('SIGKILL');
  await valueOf(page, 'name').fill('Ada Unsent');
  // The browser's own error page comes after the failed request, and would interrupt what is opened meanwhile.
  const errorPage = page.waitForEvent('framenavigated', (frame) => frame.url().startsWith('chrome-error:'));
  await page.getByRole('button', { name: 'Save', exact: true }).click().catch(() => {});
  await errorPage;
  server = await home.serve(server.port);
  await enter(page, server.link);
  await Promise.all([page.waitForNavigation(), page.getByRole('button', { name: 'Take it' }).click()]);
  assert.equal(await valueOf(page, 'name').inputValue(), 'Ada Unsent');
});

test('a save clicked while a draft is on its way waits for it', async () => {
  const { page, check } = await begin(['01-scan.jpg', '12-render.png']);
  const clicked = gate();
  await page.route('**/draft', async (route) => {
    const answer = await route.fetch();
    await clicked.opened;
    await route.fulfill({ response: answer });
  });
  const sent = page.waitForRequest('**/draft');
  await valueOf(page, 'name').fill('Ada Quick');
  await sent;
  const saved = page.waitForURL(/news=/);
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  clicked.open();
  await saved;
  assert.deepEqual(contacts(home).map((c) => c.contact.name.full), ['Ada Quick']);
  check();
});

test('a second press before the answer sends nothing', async () => {
  const { page, check } = await begin(['01-scan.jpg', '02-footer.jpg', '12-render.png']);
  const pressed = gate();
  let sent = 0;
  await page.route(/\/card\/\d+\/(save|reject)$/, async (route) => {
    sent++;
    await pressed.opened;
    await route.continue();
  });
  await page.evaluate(() => document.activeElement?.blur());
  const answered = page.waitForURL(/news=/);
  await page.evaluate(() => {
    const press = () => document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'r', bubbles: true }));
    press();
    press();
    document.querySelector('button.first').click();
  });
  pressed.open();
  await answered;
  assert.equal(sent, 1);
  assert.equal(await queueLength(page), 2);
  check();
});

test('twenty decisions by keyboard are taken back by twenty undos, and then there is no more', async () => {
  const { page, check } = await begin(['01-scan.jpg', '02-footer.jpg', '12-render.png']);
  const press = async (key) => {
    await page.evaluate(() => document.activeElement?.blur());
    const before = page.url();
    await Promise.all([page.waitForURL((url) => url.href !== before), page.keyboard.press(key)]);
  };
  for (let i = 0; i < 17; i++) await press('t');
  await press('Control+Enter');
  await press('r');
  await press('Control+Enter');
  assert.equal(await queueLength(page), 0);
  for (let i = 0; i < 20; i++) {
    await press('u');
    assert.match(await page.locator('#status').innerText(), /^Undone/);
  }
  assert.equal(await queueLength(page), 3);
  assert.equal(contacts(home).length, 0);
  await press('u');
  assert.match(await page.locator('#status').innerText(), /^Nothing.*to undo/);
  check();
});

test('a key makes a title a department and a phone a mobile', async () => {
  const { page, check } = await begin(['01-scan.jpg']);
  const title = valueOf(page, 'title'), phone = valueOf(page, 'phone-work');
  const was = await title.inputValue(), number = await phone.inputValue();
  await title.press('Alt+k');
  assert.match(await page.locator('#status').innerText(), /Department/);
  await phone.press('Alt+k');
  await Promise.all([page.waitForURL(/news=/), page.getByRole('button', { name: 'Save', exact: true }).click()]);
  const [{ contact }] = contacts(home);
  assert.equal(contact.department, was);
  assert.equal(contact.titles.length, 0);
  assert.equal(contact.phones.find((one) => one.value === number).type, 'mobile');
  check();
});

test('a row is removed by one click or key, and put back', async () => {
  const { page, check } = await begin(['01-scan.jpg']);
  const name = valueOf(page, 'name'), mail = valueOf(page, 'email');
  const was = await name.inputValue();
  await name.press('Alt+Delete');
  assert.equal(await name.inputValue(), '');
  await name.press('Alt+Delete');
  assert.equal(await name.inputValue(), was);
  const row = page.locator('.row', { has: page.locator('option[value=email][selected]') }).first();
  await row.getByRole('button', { name: /^Remove/ }).click();
  assert.equal(await mail.inputValue(), '');
  assert.equal(await row.getByRole('button', { name: /^Put back/ }).count(), 1);
  await Promise.all([page.waitForURL(/news=/), page.getByRole('button', { name: 'Save', exact: true }).click()]);
  const [{ contact }] = contacts(home);
  assert.equal(contact.name.full, was);
  assert.equal(contact.emails.length, 0);
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
  assert.equal(await hint.innerText(), 'The code says a@code.com, the print says a@print.com');
  await email.press('Alt+ArrowDown');
  assert.equal(await email.inputValue(), 'a@print.com');
  await kept(page);
  await page.reload();
  assert.equal(await email.inputValue(), 'a@print.com');
  assert.match(await hint.innerText(), /the code says a@code.com/);
  await email.press('Alt+ArrowDown');
  assert.equal(await email.inputValue(), 'a@code.com');
  check();
});

test('a value that may be mistaken for another says so, to a screen reader too', async () => {
  home.scan('01-scan.jpg');
  const why = 'mixes Latin and Cyrillic letters; its host is xn--pypal-4ve.com';
  home.change(`UPDATE cards SET reading = json_set(reading, '$.evidence', (
    SELECT json_group_array(CASE WHEN json_extract(value, '$.field') = 'emails[0]'
      THEN json_set(value, '$.confidence', 0.9, '$.look_alike', '${why}') ELSE json(value) END)
    FROM json_each(reading, '$.evidence')))`);
  server = await home.serve();
  const one = await openPage(server.link);
  open.push(one);
  const email = valueOf(one.page, 'email');
  const hint = one.page.locator(`#${(await email.getAttribute('aria-describedby')).split(' ')[0]}`);
  assert.match(await hint.innerText(), new RegExp(`^${why}`));
  assert.equal(await one.page.locator('.row.doubtful').filter({ has: hint }).count(), 1);
  one.check();
});
