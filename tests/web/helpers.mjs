// What the browser tests share: a fresh home, the command, its page in a real browser.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const { CARDCAT_BUILD, CARDCAT_SOURCE, CARDCAT_MODELS, CARDCAT_WEB } = process.env;
const require = createRequire(join(CARDCAT_WEB, 'package.json'));
const { chromium } = require('playwright-core');
export const axePath = require.resolve('axe-core/axe.min.js');
export const samples = join(CARDCAT_SOURCE, 'samples');

// No event is so late, on the busiest machine.
const FAR_STOP_MS = 60000;
const drafts = new WeakMap(); // page: the form that the server kept last

const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium-headless-shell';
const ARGUMENTS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
  '--disable-background-networking', '--disable-component-update', '--disable-sync'];

/** A home of its own; `cardcat(...)` runs there, `serve()` starts the page. */
export function freshHome() {
  const home = mkdtempSync(join(tmpdir(), 'cardcat-web-'));
  const installed = { PATH: process.env.PATH, HOME: home, LC_ALL: 'C.UTF-8', CARDCAT_MODELS, OMP_THREAD_LIMIT: '1' };
  const env = { ...installed, TESSDATA_PREFIX: join(CARDCAT_BUILD, 'tests/english') }; // it loads quickly
  const command = join(CARDCAT_BUILD, 'cardcat');
  const servers = new Set();

  function cardcat(...args) {
    const run = spawnSync(command, args, { env, encoding: 'utf8' });
    assert.ok(run.status === 0, `cardcat ${args.join(' ')}: ${run.stderr}`);
    return run.stdout;
  }

  /** The samples of these names are in the book, to be reviewed, as a scan with all that is installed leaves them: once for
      all files, and anew when cardcat, its models or the samples are. */
  function scan(...names) {
    const read = join(books, names.join('+')), folder = join(home, '.local/share/cardcat');
    if (!existsSync(read) || statSync(read).mtimeMs < newest()) {
      const env = { ...process.env, ...installed };
      const lines = spawnSync(join(CARDCAT_SOURCE, 'tests/samples.sh'), names, { env, encoding: 'utf8', maxBuffer: 1 << 28 });
      assert.equal(lines.status, 0, lines.stderr);
      const run = spawnSync(command, ['import', '--quiet', '-'], { env: installed, encoding: 'utf8', input: lines.stdout });
      assert.equal(run.status, 0, run.stderr);
      copyFileSync(join(folder, 'cards.db'), `${read}.${process.pid}`);
      renameSync(`${read}.${process.pid}`, read);
    } else {
      mkdirSync(folder, { recursive: true });
      copyFileSync(read, join(folder, 'cards.db'));
    }
  }

  /** The cards of samples that were read become contacts; known photos are not read again. */
  function accept(...names) {
    cardcat('scan', '--quiet', '--yes', ...names.map((name) => join(samples, name)));
  }

  /** Every photo of a folder is read; one that holds no card is no failure here. */
  function read(folder) {
    spawnSync(command, ['scan', '--quiet', '--no-pair', folder], { env: installed, stdio: 'ignore' });
  }

  /** {id, path} of the cards in the book. */
  function cards() {
    const sql = 'SELECT c.id, p.path FROM cards c JOIN photos p ON p.id = c.photo';
    const run = spawnSync('sqlite3', ['-json', join(home, '.local/share/cardcat/cards.db'), sql], { encoding: 'utf8' });
    assert.equal(run.status, 0, run.stderr);
    return JSON.parse(run.stdout);
  }

  /** Card BACK becomes the back of card FRONT, as if both had been read as one. */
  function pair(front, back) {
    const sql = `UPDATE cards SET reading = json_set(reading, '$.back', (SELECT json(reading) FROM cards WHERE id = ${back})) WHERE id = ${front};
      INSERT INTO backs(card, photo, picture) SELECT ${front}, photo, picture FROM cards WHERE id = ${back};
      DELETE FROM cards WHERE id = ${back};`;
    change(sql);
  }

  /** What SQL finds in the book, as JSON. */
  function query(sql) {
    const run = spawnSync('sqlite3', ['-json', join(home, '.local/share/cardcat/cards.db'), sql], { encoding: 'utf8' });
    assert.equal(run.status, 0, run.stderr);
    return run.stdout;
  }

  /** The book becomes what SQL makes of it. */
  function change(sql) {
    const run = spawnSync('sqlite3', [join(home, '.local/share/cardcat/cards.db'), sql], { encoding: 'utf8' });
    assert.equal(run.status, 0, run.stderr);
  }

  /** PORT: of a server that ended; without it any that is free.  OPENER: a folder with the xdg-open
      that is started; without it none is. */
  async function serve(port, opener) {
    const options = [...(port ? ['--port', port] : []), ...(opener ? [] : ['--no-browser'])];
    const path = opener ? { PATH: `${opener}:${env.PATH}` } : {};
    const server = spawn(command, ['review', ...options], { env: { ...env, ...path }, stdio: ['ignore', 'pipe', 'inherit'] });
    servers.add(server);
    let said = '';
    const link = await new Promise((resolve, reject) => {
      server.stdout.on('data', (data) => {
        said += data;
        const found = said.match(/http:\/\/127\.0\.0\.1:\d+\/\w+\/\?key=\w+/);
        if (found) resolve(found[0]);
      });
      server.on('exit', () => reject(new Error(`the server ended: ${said}`)));
    });
    const ended = new Promise((resolve) => server.on('exit', resolve));
    return {
      link,
      site: link.slice(0, link.indexOf('/?')),
      port: new URL(link).port,
      async stop(signal = 'SIGTERM') {
        server.kill(signal);
        await ended;
        servers.delete(server);
      },
    };
  }

  async function end() {
    for (const server of servers) server.kill('SIGKILL');
    rmSync(home, { recursive: true, force: true });
  }
  return { home, cardcat, scan, accept, read, cards, pair, change, query, serve, end };
}

const books = join(CARDCAT_WEB, 'books');
mkdirSync(books, { recursive: true });

/** When what the books are made with was changed last. */
function newest() {
  const inside = (folder) => readdirSync(folder).map((name) => join(folder, name));
  const made = ['cardcat', 'libcardcat.so'].map((name) => join(CARDCAT_BUILD, name));
  return Math.max(...[...made, ...inside(CARDCAT_MODELS), ...inside(samples)].map((path) => statSync(path).mtimeMs));
}

let browser;
const idle = new Map(); // options of a page, as JSON: pages like that, in contexts of their own, that are open and in no use
/** The browser of all pages of a file; MORE: its arguments beside the usual, when it is started first. */
export async function startBrowser(more = []) {
  browser ??= await chromium.launch({ executablePath: CHROMIUM, args: [...ARGUMENTS, ...more] });
  return browser;
}
export async function stopBrowser() {
  await browser?.close();
  browser = undefined;
  idle.clear();
}

const entered = new Map(); // link: the cookies of the one browser that it lets in

/** A page in a context without a past.  A page costs four times what another address in it does, so that those that were
    closed are used again: what they were told, and kept, is gone, and no two servers have one origin. */
async function freshPage(options) {
  const page = idle.get(JSON.stringify(options))?.pop();
  if (page) return page;
  const context = await (await startBrowser()).newContext({ viewport: { width: 1440, height: 900 }, ...options });
  return context.newPage();
}

async function endPage(page, options) {
  const context = page.context();
  await page.unrouteAll({ behavior: 'ignoreErrors' });
  await page.evaluate(() => localStorage.clear()).catch(() => {}); // an error page has none
  await page.goto('about:blank');
  await context.clearCookies();
  await context.clearPermissions();
  drafts.delete(page);
  const like = JSON.stringify(options);
  idle.set(like, [...new Set(idle.get(like)).add(page)]);
}

/** A page that must ask nobody but the server and must not complain; `check()` asserts both. */
export async function openPage(link, options = {}) {
  const page = await freshPage(options);
  const context = page.context();
  await context.addCookies(entered.get(link) ?? []);
  const site = link.slice(0, link.indexOf('/?')), strangers = [], complaints = [];
  const hears = {
    request(request) {
      const url = request.url();
      if (!url.startsWith(`${site}/`) && !url.startsWith('data:') && !url.startsWith('blob:')) strangers.push(url);
    },
    console(message) {
      if (message.type() === 'error' && !message.text().includes('ERR_CONNECTION_REFUSED')) complaints.push(message.text());
    },
    pageerror: (error) => complaints.push(String(error)),
    response(answer) {
      if (answer.url().endsWith('/draft') && answer.ok()) drafts.set(page, answer.request().postData());
    },
  };
  for (const [event, hear] of Object.entries(hears)) page.on(event, hear);
  page.setDefaultTimeout(FAR_STOP_MS);
  await enter(page, link);
  return {
    page,
    context,
    check() {
      assert.deepEqual(strangers, [], 'asked somebody else');
      assert.deepEqual(complaints, [], 'the browser complains');
    },
    async close() {
      for (const [event, hear] of Object.entries(hears)) page.off(event, hear);
      await endPage(page, options);
    },
  };
}

/** PAGE opens LINK, whose key is spent by the first, and is shown the cards to review; in a new home, Add cards. */
export async function enter(page, link) {
  await page.goto(link);
  await page.waitForURL(/\/(review|add)/);
  entered.set(link, await page.context().cookies(link.slice(0, link.indexOf('?'))));
}

/** {opened, open()}: a promise that is kept when open() is called. */
export function gate() {
  let open;
  const opened = new Promise((resolve) => {
    open = resolve;
  });
  return { opened, open };
}

/** Waits until the server has kept what the form of the card says now. */
export async function kept(page) {
  const own = (text) => {
    const fields = new URLSearchParams(text);
    for (const name of ['base', 'quiet']) fields.delete(name);
    return fields.toString();
  };
  const typed = () => page.evaluate(() =>
    new URLSearchParams(new FormData(document.querySelector('form.contact'))).toString());
  for (const end = Date.now() + FAR_STOP_MS; own(drafts.get(page)) !== own(await typed());) {
    assert.ok(Date.now() < end, 'what was typed was not kept');
    await page.waitForTimeout(20);
  }
}

/** How many cards the bar above the page says are to be reviewed. */
export async function queueLength(page) {
  const said = await page.locator('header nav a[href$="/review"]').innerText();
  return Number(said.match(/\d+/)?.[0] ?? 0);
}

/** The contacts that are saved. */
export const contacts = (home) => home.cardcat('list', '--format', 'json').trim().split('\n').filter(Boolean).map(JSON.parse);
