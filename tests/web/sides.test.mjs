// Front and back: swapped and taken apart, by key and by mouse.
import assert from 'node:assert/strict';
import { after, afterEach, beforeEach, test } from 'node:test';
import { freshHome, openPage, queueLength, stopBrowser } from './helpers.mjs';

let home, one, page;

beforeEach(async () => {
  home = freshHome();
  home.scan('01-scan.jpg', '12-render.png');
  const cards = home.cards();
  const front = cards.find((card) => card.path.endsWith('01-scan.jpg')), back = cards.find((card) => card !== front);
  home.pair(front.id, back.id);
  one = await openPage((await home.serve()).link);
  ({ page } = one);
});
afterEach(async () => {
  await one.close();
  await home.end();
});
after(stopBrowser);

const shape = (side) => page.locator(`.side[data-side=${side}] svg.card`).getAttribute('viewBox');
const name = () => page.locator('.row:has(option[value=name][selected]) input[name=value]').first();
const ways = {
  key: (key) => page.keyboard.press('Escape').then(() => page.keyboard.press(key)),
  mouse: (_, label) => page.getByRole('button', { name: label, exact: true }).click(),
};

async function act(way, key, label) {
  const before = page.url();
  await Promise.all([page.waitForURL((url) => url.href !== before), ways[way](key, label)]);
}

for (const way of Object.keys(ways)) {
  test(`front and back are swapped by ${way}; what was typed stays`, async () => {
    const front = await shape('front'), back = await shape('back');
    assert.notEqual(front, back);
    await name().fill('Ada Swapped');
    await act(way, 'w', 'Swap front and back');
    assert.equal(await shape('front'), back);
    assert.equal(await shape('back'), front);
    assert.equal(await name().inputValue(), 'Ada Swapped');
    await act(way, 'u', 'Undo');
    assert.equal(await shape('front'), front);
    one.check();
  });

  test(`a pair that is two cards is taken apart by ${way}; what was typed stays with the front`, async () => {
    const front = await shape('front'), back = await shape('back');
    assert.equal(await queueLength(page), 1);
    await name().fill('Ada Split');
    await act(way, 'x', 'These are two cards');
    assert.equal(await queueLength(page), 2);
    assert.equal(await shape('front'), front);
    assert.equal(await page.locator('.side[data-side=back] svg.card').count(), 0);
    assert.equal(await name().inputValue(), 'Ada Split');
    await act(way, 's', 'Skip');
    assert.equal(await shape('front'), back);
    one.check();
  });
}
