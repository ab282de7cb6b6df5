// The page of one card: the card in view, values that are missing, doubtful or cannot be, the queue.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, afterEach, beforeEach, test } from 'node:test';
import { contacts, freshHome, gate, kept, openPage, queueLength, samples, stopBrowser } from './helpers.mjs';

let home, server, open;

beforeEach(() => {
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
  return another(options);
}
async function another(options) {
  const one = await openPage(server.link, options);
  open.push(one);
  return one;
}

/** The reading of all cards becomes what PARTS, pairs of JSON path and value, make of it. */
const reread = (parts) => home.change(`UPDATE cards SET reading = json_set(reading, ${Object.entries(parts)
  .map(([path, value]) => `'${path}', json('${JSON.stringify(value).replaceAll("'", "''")}')`).join(', ')})`);
const rowOf = (page, kind) => page.locator('.row').filter({ has: page.locator(`select[name=kind] option[value="${kind}"][selected]`) }).first();
const valueOf = (page, kind) => rowOf(page, kind).locator('input[name=value]');
const focused = (page) => page.evaluate(() => document.activeElement.closest('.row')?.querySelector('select').value ?? document.activeElement.textContent);
const saved = (page) => page.waitForURL(/news=/);

const evidence = (field, confidence, box, text, doubt) => ({ field, confidence, box, text, from: 'ocr', doubt });
const UNUSED = [{ text: 'Marta Lindqvist', box: [100, 100, 400, 60], reason: 'no-field' },
  { text: 'Tel. 030 998877', box: [100, 200, 300, 40], reason: 'rest' }, { text: '***', box: [1, 1, 9, 9], reason: 'noise' }];

test('a missing name has its row, first and in focus; a click on its line fills it, and what is not used is told', async () => {
  home.scan('01-scan.jpg');
  reread({ '$.contact.name': null, '$.contact.phones': [], '$.unused': UNUSED });
  server = await home.serve();
  const { page, check } = await another();
  assert.deepEqual(await page.locator('.row select[name=kind]').evaluateAll((all) => all.slice(0, 5).map((one) => one.value)),
    ['name', 'title', 'organization', 'email', 'phone-work']);
  assert.equal(await focused(page), 'name');
  assert.match(await rowOf(page, 'name').innerText(), /No name was read/);
  const ready = gate();
  await page.route(/review.*\.js/, async (route) => {
    await ready.opened;
    await route.continue();
  });
  await page.reload({ waitUntil: 'commit' });
  await rowOf(page, 'name').waitFor();
  await page.keyboard.type('Mar');
  await page.keyboard.press('Enter');
  ready.open();
  await page.locator('.row.now').waitFor();
  assert.equal(await valueOf(page, 'name').inputValue(), 'Mar', 'what is typed before the page is ready is not lost, nor saved');
  await kept(page);
  await page.unroute(/review.*\.js/);
  await valueOf(page, 'name').fill('');
  assert.match(await page.locator('.unused-lines h2').innerText(), /^2 lines on this card were not used/);
  await page.locator('rect.unused').first().click();
  assert.equal(await valueOf(page, 'name').inputValue(), 'Marta Lindqvist');
  assert.equal(await rowOf(page, 'name').locator('svg.strip').isVisible(), true);
  assert.equal(await page.getByRole('button', { name: 'Next to check' }).isVisible(), false, 'what was taken is not to be checked');
  assert.match(await page.locator('.unused-lines h2').innerText(), /^1 line on this card was not used/);
  await page.locator('.unused-lines').getByRole('button', { name: 'Phone, work' }).click();
  assert.equal(await valueOf(page, 'phone-work').inputValue(), '030 998877');
  assert.equal(await page.locator('.unused-lines').isVisible(), false);
  await Promise.all([saved(page), page.keyboard.press('Control+Enter')]);
  const [{ contact }] = contacts(home);
  assert.equal(contact.name.full, 'Marta Lindqvist');
  assert.equal(contact.phones[0].value, '030 998877');
  check();
});

test('a line that was not used is taken without JavaScript, too', async () => {
  home.scan('01-scan.jpg');
  reread({ '$.contact.phones': [], '$.unused': UNUSED });
  server = await home.serve();
  const { page, check } = await another({ javaScriptEnabled: false });
  await page.getByRole('button', { name: 'Phone, work' }).click();
  assert.equal(await valueOf(page, 'phone-work').inputValue(), '030 998877');
  assert.match(await page.locator('.unused-lines h2').innerText(), /^1 line/);
  check();
});

test('Enter goes from doubt to doubt and then saves; each says why, other readings are a key away', async () => {
  home.scan('01-scan.jpg');
  const lines = [{ text: 'mila@harrow.exarnple', box: [100, 300, 400, 40], x_height: 20, stroke: 3, confidence: 0.9, words: [], alternatives: ['mila@harrow.example'] }];
  reread({ '$.contact.emails': ['mila@harrow.exarnple'], '$.lines': lines, '$.contact.organization': 'Harrow',
    '$.evidence': [evidence('emails[0]', 0.6, [100, 300, 400, 40], 'mila@harrow.exarnple', 'readings-differ'),
      evidence('organization', 0.8, [100, 400, 200, 40], 'Harrow', 'not-proved')] });
  server = await home.serve();
  const { page, check } = await another();
  assert.equal(await focused(page), 'organization');
  assert.match(await rowOf(page, 'organization').innerText(), /Not proved by anything else/);
  assert.equal(await page.getByRole('button', { name: 'Next to check' }).isVisible(), true);
  await page.keyboard.press('Enter');
  assert.equal(await focused(page), 'email');
  assert.match(await rowOf(page, 'email').locator('.hint').innerText(), /Two readings differ: harrow\.exarnple · harrow\.example/);
  assert.equal(await rowOf(page, 'email').locator('.reading mark').innerText(), 'm');
  assert.equal(await page.getByRole('button', { name: 'Next to check' }).isVisible(), false);
  await page.keyboard.press('Alt+1');
  assert.equal(await valueOf(page, 'email').inputValue(), 'mila@harrow.example');
  await Promise.all([saved(page), page.keyboard.press('Enter')]);
  assert.deepEqual(contacts(home)[0].contact.emails, ['mila@harrow.example']);
  check();
});

test('what is typed sets its kind, and is completed from the card; two kinds are exchanged', async () => {
  const { page, check } = await begin(['01-scan.jpg']);
  const last = page.locator('.row.new input[name=value]');
  const typed = async (text) => {
    const row = last.locator('xpath=ancestor::div[contains(@class,"row")]');
    const id = await row.getAttribute('id');
    await last.pressSequentially(text);
    return page.locator(`#${id}`);
  };
  assert.equal(await (await typed('x@y.example')).locator('select').inputValue(), 'email');
  assert.equal(await (await typed('+49 30 12')).locator('select').inputValue(), 'phone-work');
  assert.equal(await (await typed('www.y.exa')).locator('select').inputValue(), 'url');
  const name = await valueOf(page, 'name').inputValue(), organization = await valueOf(page, 'organization').inputValue();
  await valueOf(page, 'name').fill('');
  await valueOf(page, 'name').pressSequentially(name.slice(0, 3).toLowerCase());
  assert.equal((await valueOf(page, 'name').inputValue()).toLowerCase(), name.toLowerCase());
  await valueOf(page, 'name').press('Alt+k');
  await Promise.all([saved(page), page.keyboard.press('Control+Enter')]);
  const [{ contact }] = contacts(home);
  assert.equal(contact.name.full, organization);
  assert.equal(contact.organization.toLowerCase(), name.toLowerCase());
  assert.ok(contact.emails.includes('x@y.example'));
  check();
});

test('the whole card stays in view, narrow and wide; it is enlarged by wheel and button, moved, and whole again', async () => {
  home.scan('01-scan.jpg');
  reread({ '$.evidence[#-1].confidence': 0.5 });
  server = await home.serve();
  for (const viewport of [{ width: 390, height: 800 }, { width: 1440, height: 900 }]) {
    const { page, check } = await another({ viewport });
    const tools = page.locator('.tools');
    await page.locator('.row.now').waitFor();
    assert.equal(await page.evaluate(() => scrollY), 0);
    let card;
    for (const kind of ['name', 'address', 'name', 'address']) {
      await valueOf(page, kind).focus();
      await page.waitForFunction(() => document.querySelector('rect.lit'));
      card = await page.locator('svg.card').boundingBox();
      const field = await valueOf(page, kind).boundingBox(), under = await tools.boundingBox();
      assert.ok(card.y >= 0 && card.y + card.height <= viewport.height && card.x >= 0 && card.x + card.width <= viewport.width);
      assert.ok(field.y >= (viewport.width < 600 ? under.y + under.height : 0) && field.y + field.height <= viewport.height, kind);
    }
    const style = () => page.locator('svg.card').evaluate((svg) => svg.style.transform);
    await page.mouse.move(card.x + card.width / 2, card.y + card.height / 2);
    await page.mouse.wheel(0, -400);
    await page.waitForFunction(() => document.querySelector('svg.card').style.transform !== '');
    const before = await style();
    await page.mouse.down();
    await page.mouse.move(card.x + card.width / 3, card.y + card.height / 3, { steps: 3 });
    await page.mouse.up();
    assert.notEqual(await style(), before);
    await page.getByRole('button', { name: 'The whole card' }).click();
    assert.equal(await style(), '');
    await page.getByRole('button', { name: 'Zoom in' }).click();
    assert.notEqual(await style(), '');
    check();
  }
});

test('two fingers enlarge the card and make it smaller again', async () => {
  home.scan('01-scan.jpg');
  server = await home.serve();
  const { page, check } = await another({ viewport: { width: 390, height: 800 }, hasTouch: true });
  await page.getByRole('button', { name: 'Zoom in' }).waitFor();
  const card = await page.locator('svg.card').boundingBox(), x = card.x + card.width / 2, y = card.y + card.height / 2;
  const session = await page.context().newCDPSession(page);
  const touch = (type, apart) => session.send('Input.dispatchTouchEvent', { type,
    touchPoints: apart ? [{ x: x - apart, y, id: 1 }, { x: x + apart, y, id: 2 }] : [] });
  const pinch = async (...aparts) => {
    await touch('touchStart', aparts[0]);
    for (const apart of aparts.slice(1)) await touch('touchMove', apart);
    await touch('touchEnd');
  };
  const enlarged = () => page.locator('svg.card').evaluate((svg) => svg.getBoundingClientRect().width);
  await pinch(20, 30, 40, 60);
  const large = await enlarged();
  assert.ok(large > card.width * 2, `${card.width} became ${large}`);
  assert.equal(await page.evaluate(() => visualViewport.scale), 1);
  await pinch(60, 40, 20, 10);
  assert.equal(Math.round(await enlarged()), Math.round(card.width));
  check();
});

test('a box goes to its field, a line with Shift into the field one is in', async () => {
  const { page, check } = await begin(['01-scan.jpg']);
  await page.locator('svg.card a rect').nth(1).click();
  assert.equal(await page.evaluate(() => document.activeElement.name), 'value');
  const line = page.locator('rect.line').first();
  await valueOf(page, 'title').focus();
  await line.dispatchEvent('click', { shiftKey: true });
  assert.equal(await valueOf(page, 'title').inputValue(), await line.getAttribute('data-line'));
  check();
});

test('what cannot be is marked and asked once more, with and without JavaScript', async () => {
  for (const javaScriptEnabled of [true, false]) {
    const { page, check } = await begin(['01-scan.jpg'], { javaScriptEnabled });
    await valueOf(page, 'email').fill('not an address');
    await page.locator('input[name=met_on]').fill('2999-01-01');
    const save = () => page.getByRole('button', { name: 'Save', exact: true }).click();
    await save();
    const problem = await page.locator('.problem').innerText();
    assert.match(problem, /“not an address” is not an e-mail address; “2999-01-01” is a day in the future/);
    assert.equal(contacts(home).length, 0);
    assert.match(await rowOf(page, 'email').innerText(), /Not an e-mail address/);
    await Promise.all([saved(page), save()]);
    assert.deepEqual(contacts(home)[0].contact.emails, ['not an address']);
    await server.stop();
    await home.end();
    home = freshHome();
    open.pop();
    assert.ok(check);
  }
});

test('a person who is known already is told above all fields, both cards side by side; Enter merges', async () => {
  home.cardcat('scan', '--quiet', '--yes', join(samples, '01-scan.jpg'));
  home.change(`UPDATE cards SET state = 'to review'`);
  home.cardcat('scan', '--quiet', join(samples, '12-render.png'));
  home.change(`UPDATE cards SET reading = json_set(reading, '$.contact', (SELECT json_extract(reading, '$.contact') FROM cards WHERE id = 1), '$.evidence', json('[]')) WHERE id = 2`);
  home.change(`UPDATE cards SET state = 'saved' WHERE id = 1`);
  server = await home.serve();
  const { page, check } = await another();
  const banner = page.locator('.twins');
  assert.match(await banner.locator('h2').innerText(), /is in the address book already/);
  assert.equal(await banner.locator('img.thumbnail').count(), 2);
  await Promise.all([saved(page), page.keyboard.press('Enter')]);
  assert.match(await page.locator('#status').innerText(), /^Merged/);
  assert.equal(contacts(home).length, 1);
  check();
});

test('the queue: which of how many, pictures, a bar, a list; a decided card stays in it', async () => {
  const { page, check } = await begin(['01-scan.jpg', '02-footer.jpg', '12-render.png']);
  const queue = page.locator('.queue');
  assert.match(await queue.innerText(), /Card 1 of 3/);
  assert.equal(await queue.locator('li').count(), 3);
  await Promise.all([saved(page), page.keyboard.press('Control+Enter')]);
  assert.match(await queue.innerText(), /Card 2 of 3/);
  assert.equal(await queue.locator('progress').getAttribute('value'), '1');
  assert.equal(await queue.getByRole('link', { name: 'Card 1, decided' }).count(), 1);
  await page.evaluate(() => document.activeElement.blur());
  await Promise.all([page.waitForURL(/news=1/), page.keyboard.press('Control+z')]);
  assert.match(await queue.innerText(), /Card 1 of 3/);
  await page.getByRole('link', { name: 'List' }).click();
  assert.equal(await page.locator('.people li').count(), 3);
  assert.match(await page.locator('h1').innerText(), /^3 cards to review/);
  await page.locator('.people a').nth(1).click();
  assert.match(await queue.innerText(), /Card 2 of 3/);
  assert.equal(await queueLength(page), 3);
  check();
});

test('a rectangle drawn on the card is read again, just there, into the empty field', async () => {
  home.scan('01-scan.jpg');
  const [{ name, mail }] = JSON.parse(home.query(`SELECT json_extract(reading, '$.contact.name.full') name, json_extract(reading, '$.contact.emails[0]') mail FROM cards`));
  const [{ box }] = JSON.parse(home.query(`SELECT json_extract(value, '$.box') box FROM cards, json_each(reading, '$.evidence') WHERE json_extract(value, '$.field') = 'emails[0]'`));
  reread({ '$.contact.emails': [] });
  server = await home.serve();
  const { page, check } = await another();
  await valueOf(page, 'email').focus();
  await page.getByRole('button', { name: 'Read a spot' }).click();
  const [x, y, w, h] = JSON.parse(box);
  const corners = await page.locator('svg.card').evaluate((svg, points) => points.map(([px, py]) => {
    const point = new DOMPoint(px, py).matrixTransform(svg.getScreenCTM());
    return [point.x, point.y];
  }), [[x - 10, y - 10], [x + w + 10, y + h + 10]]);
  await page.mouse.move(...corners[0]);
  await page.mouse.down();
  await page.mouse.move(...corners[1], { steps: 3 });
  await page.mouse.up();
  await page.waitForFunction((text) => document.activeElement.value === text, mail);
  assert.equal(await valueOf(page, 'email').inputValue(), mail);
  assert.equal(await valueOf(page, 'name').inputValue(), name);
  assert.equal(await page.locator('rect.drawn').count(), 0);
  check();
});

test('the corners are moved on the photo by keys and dragged; the card is read again inside them, and what was typed stays', async () => {
  const { page, check } = await begin(['01-scan.jpg']);
  const name = await valueOf(page, 'name').inputValue();
  await valueOf(page, 'organization').fill('Typed Ltd');
  await Promise.all([page.waitForURL(/\/photo$/), page.getByRole('button', { name: 'The photo' }).click()]);
  const corner = page.getByRole('button', { name: /^Top left corner/ }), again = page.getByRole('button', { name: 'Read again inside' });
  await corner.focus();
  const corners = () => page.locator('input[name=corners]').inputValue().then((text) => text.split(' ').map(Number));
  const before = await corners();
  await corner.press('ArrowLeft');
  const after = await corners();
  assert.ok(after[0] < before[0] && after[1] === before[1]);
  for (let i = 0; i < 60; i++) await corner.press('Shift+ArrowRight');
  assert.equal(await again.isDisabled(), true);
  assert.match(await page.locator('.photo-state').innerText(), /not the corners of a card/);
  await page.getByRole('button', { name: 'Corners as they were' }).click();
  const handle = await corner.boundingBox(), from = [handle.x + handle.width / 2, handle.y + handle.height / 2];
  await page.mouse.move(...from);
  await page.mouse.down();
  await page.mouse.move(from[0] + 30, from[1] + 20, { steps: 3 });
  await page.mouse.up();
  const dragged = await corners();
  assert.ok(dragged[0] > before[0] && dragged[1] > before[1]);
  assert.deepEqual(dragged.slice(2), before.slice(2));
  await page.getByRole('button', { name: 'Corners as they were' }).click();
  await Promise.all([saved(page), again.click()]);
  assert.equal(await valueOf(page, 'name').inputValue(), name);
  assert.equal(await valueOf(page, 'organization').inputValue(), 'Typed Ltd');
  assert.equal(home.query('SELECT count(*) n FROM decision_readings').includes('"n":1'), true);
  check();
});
