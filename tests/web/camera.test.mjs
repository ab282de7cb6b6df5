// Photos taken on the page by the machine's camera, which here shows a file.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, beforeEach, test } from 'node:test';
import { freshHome, openPage, samples, startBrowser, stopBrowser } from './helpers.mjs';

const folder = mkdtempSync(join(tmpdir(), 'cardcat-camera-'));
let home, one, page;

beforeEach(() => {
  home = freshHome();
  home.scan('01-scan.jpg');
});
afterEach(async () => {
  await one?.close();
  await stopBrowser();
  await home.end();
});
after(() => rmSync(folder, { recursive: true, force: true }));

function vips(...args) {
  const run = spawnSync('vips', args, { encoding: 'utf8' });
  assert.equal(run.status, 0, run.stderr);
}

/** A film of the sample as it would lie on a brown table. */
function film(sample) {
  const small = join(folder, 'small.v'), frame = join(folder, 'frame.jpg'), movie = join(folder, 'film.mjpeg');
  vips('thumbnail', join(samples, sample), small, '1500', '--height', '900');
  vips('gravity', small, `${frame}[Q=92,strip]`, 'centre', '1920', '1080', '--extend', 'background', '--background', '96 72 48');
  writeFileSync(movie, Buffer.concat(Array(30).fill(readFileSync(frame))));
  return movie;
}

async function takePhoto(...camera) {
  await startBrowser(['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream', ...camera]);
  const server = await home.serve();
  one = await openPage(server.link);
  ({ page } = one);
  await page.goto(`${server.site}/add`);
  await page.getByRole('button', { name: 'Use the camera' }).click();
  await page.getByRole('button', { name: 'Take a photo' }).waitFor();
  await page.waitForFunction(() => document.getElementById('camera-view').videoWidth > 0);
  await page.getByRole('button', { name: 'Take a photo' }).click();
  await page.waitForFunction(() => /1 of 1/.test(document.querySelector('#intake-count')?.textContent ?? ''), null, { timeout: 60000 });
}

test('a card held before the camera is read', async () => {
  await takePhoto(`--use-file-for-fake-video-capture=${film('12-render.png')}`);
  assert.match(await page.locator('#intake li').innerText(), /^Imogen MacLeod\s+The Copper Kettle Bakery/);
  await page.getByRole('link', { name: /^Review:/ }).click();
  assert.equal(await page.locator('h1').innerText(), 'Imogen MacLeod');
  one.check();
});

test('a picture without a card says so, and the camera can be stopped', async () => {
  await takePhoto();
  assert.match(await page.locator('#intake li').innerText(), /^camera-\S+\.jpg\s*not read: shows no business card/);
  const stopped = page.evaluate(() => new Promise((resolve) => {
    const [track] = document.getElementById('camera-view').srcObject.getTracks();
    document.getElementById('camera-stop').addEventListener('click', () => setTimeout(() => resolve(track.readyState)));
  }));
  await page.getByRole('button', { name: 'Stop the camera' }).click();
  assert.equal(await stopped, 'ended');
  assert.ok(await page.getByRole('button', { name: 'Use the camera' }).isVisible());
  one.check();
});
