// Each page as it looks, narrow and wide, light and dark; axe-core looks for what keeps people out.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { axePath, freshHome, openPage, samples, stopBrowser } from './helpers.mjs';

const PAGES = { review: '/review', contacts: '/contacts', contact: '/contact/1', edit: '/contact/1/edit', new: '/contacts/new',
  removed: '/contacts/removed', export: '/export', duplicates: '/duplicates', 'set-aside': '/set-aside',
  groups: '/groups', event: '/event?name=A%20fair', wants: '/wants', introduce: '/introduce?q=senior%20partner',
  'follow-ups': '/follow-ups', add: '/add',
  merge: '/contact/1/merge', both: '/contact/1/merge?with=2', join: '/card/3/join?with=1' };
// What axe finds in one width it finds in the other, in one scheme of colours not: it looks at two.
// The last is a wide window at 200 %.
const LOOKS = [
  { name: '390-light', width: 390, height: 800, colorScheme: 'light' },
  { name: '390-dark', width: 390, height: 800, colorScheme: 'dark', axe: true },
  { name: '1440-light', width: 1440, height: 900, colorScheme: 'light', axe: true },
  { name: '1440-dark', width: 1440, height: 900, colorScheme: 'dark' },
  { name: '200-percent', width: 720, height: 450, colorScheme: 'light', deviceScaleFactor: 2 },
];
const shots = process.env.SHOTS; // a folder for pictures of all
let home, server;

/* In the page: the words of buttons that are broken in two, and rows of buttons that are cut off. */
function unlikeWords() {
  const bad = [];
  for (const button of document.querySelectorAll('button, .button, nav a')) {
    for (const text of button.childNodes) {
      if (text.nodeType !== Node.TEXT_NODE) continue;
      for (const { 0: word, index } of text.data.matchAll(/\S+/g)) {
        const range = document.createRange();
        range.setStart(text, index);
        range.setEnd(text, index + word.length);
        if (range.getClientRects().length > 1) bad.push(word);
      }
    }
  }
  for (const row of document.querySelectorAll('nav, .tools, .acts, .actions'))
    if (row.checkVisibility({ contentVisibilityAuto: true }) && row.scrollWidth > row.clientWidth + 1) bad.push(`${row.className || row.tagName} ${row.scrollWidth} > ${row.clientWidth}: ${row.innerText}`);
  return bad;
}

before(async () => {
  home = freshHome();
  home.cardcat('scan', '--quiet', '--yes', '--event', 'A fair', join(samples, '01-scan.jpg'), join(samples, '12-render.png'));
  home.cardcat('scan', '--quiet', join(samples, '04-dark.jpg'), join(samples, '10-low-resolution.jpg'));
  server = await home.serve();
});
after(async () => {
  await stopBrowser();
  await home.end();
});

for (const look of LOOKS) {
  test(`all pages, ${look.name}`, async () => {
    const { width, height, colorScheme, deviceScaleFactor = 1, axe } = look;
    const { page, check, close } = await openPage(server.link, { viewport: { width, height }, colorScheme, deviceScaleFactor, bypassCSP: true });
    for (const [name, path] of Object.entries(PAGES)) {
      await page.goto(server.site + path);
      if (shots) await page.screenshot({ path: join(shots, `${name}-${look.name}.png`), fullPage: true });
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      assert.ok(wide <= 0, `${name} is ${wide} pixels wider than its window`);
      assert.deepEqual(await page.evaluate(unlikeWords), [], `${name}, ${look.name}: labels that are broken or cut`);
      if (!axe) continue;
      await page.addScriptTag({ path: axePath });
      const violations = await page.evaluate(async () => (await window.axe.run()).violations); // not what passed, which is long
      const said = violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target.join(' ')).join(', ')}`);
      assert.deepEqual(said, [], `${name}, ${look.name}`);
    }
    check();
    await close();
  });
}
