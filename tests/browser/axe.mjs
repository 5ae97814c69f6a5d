// Opens pages in a browser and checks each: accessibility rules, no sideways scrolling, no foreign request, no
// console error, a visible focus on every stop of the Tab key. Keeps a picture of each.
//
//   node tests/browser/axe.mjs <base address> <plan.json> [folder for pictures]
//
// The plan:
// {
//   "languages": ["de", "en"], "themes": ["light", "dark"], "widths": [1280, 390],     defaults for all pages
//   "roles": {
//     "caseworker": { "login": { "path": "/login", "fields": { "name": "petra", "password": "…" } } },
//     "provider":   { "cookies": { "session": "…" } }
//   },
//   "pages": [
//     { "path": "/cases", "role": "caseworker" },
//     { "path": "/{language}/courses", "languages": ["de", "ar"], "status": 200, "name": "finder", "bytes": 100000 }
//   ]
// }
// Staff pages take language and brightness from the preference cookie, public pages from `{language}` in the path and
// from the device. Ends with 1 and a list if anything is wrong. CHROMIUM names another browser than /usr/bin/chromium.
// PICTURES=none keeps no pictures, which takes half the time; PART=1/3 looks at the first of three parts of the pages, so
// that several can run beside each other.

import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

const [base, planFile, folder = 'var/browser'] = process.argv.slice(2);
if (!base || !planFile) {
  console.error('usage: node tests/browser/axe.mjs <base address> <plan.json> [folder for pictures]');
  process.exit(2);
}
const plan = JSON.parse(readFileSync(planFile, 'utf8'));
const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const sheets = JSON.parse(readFileSync(new URL('../../crates/web/assets/dist/manifest.json', import.meta.url), 'utf8'));
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const most = 80; // Tab stops looked at on one page
const faults = [];
const unsure = new Map();
let looked = 0;
const pictures = process.env.PICTURES !== 'none';
const [part, parts] = (process.env.PART ?? '1/1').split('/').map(Number);
let reader = { key: '' };

mkdirSync(folder, { recursive: true });
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});
const sessions = {};
for (const [role, how] of Object.entries(plan.roles ?? {})) sessions[role] = await session(role, how);

// one reader after the other goes through all pages: a browser that starts anew for each page takes twice the time
const looks = plan.pages.filter((_, at) => at % parts === part - 1).flatMap(looksAt);
for (const { page, how } of looks.sort((one, other) => key(one).localeCompare(key(other)))) await look(page, how);
await leave();
await browser.close();

for (const [what, where] of unsure) console.log(`to be looked at by a person: ${what} (${where.size} pages, for example ${[...where][0]})`);
console.log(`${looked} pages looked at, ${faults.length} faults, pictures in ${folder}`);
if (faults.length) process.exit(1);

/** Logs a role in once and gives back its cookies. */
async function session(role, how) {
  if (how.cookies) return Object.entries(how.cookies).map(([name, value]) => ({ name, value, url: base }));
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(new URL(how.login.path, base).href);
  for (const [name, value] of Object.entries(how.login.fields)) await page.locator(`[name="${name}"]`).first().fill(value);
  await Promise.all([page.waitForNavigation(), page.locator('main button[type="submit"]').first().click()]);
  if (new URL(page.url()).pathname === how.login.path) throw new Error(`role ${role} could not log in at ${how.login.path}`);
  const cookies = await context.cookies();
  await context.close();
  return cookies;
}

/** Looks at one page in one language, brightness and width. */
async function look(page, { language, theme, width, walk, mirrored = false }) {
  const path = page.path.replaceAll('{language}', language).replaceAll('{theme}', theme);
  const name = `${page.name ?? path} ${page.role ?? 'public'} ${language} ${theme} ${width}${mirrored ? ' rtl' : ''}`;
  const fault = (what) => {
    faults.push(`${name}: ${what}`);
    console.log(`- ${name}: ${what}`);
  };
  // what comes over the line is counted as on a first visit
  if (page.bytes) await leave();
  const tab = await tabOf(page.role, language, theme, width);
  const home = new URL(base).host;
  const answers = [];
  tab.on('requestfinished', (request) => answers.push(request.sizes()));
  tab.on('request', (request) => {
    const url = new URL(request.url());
    if (url.protocol.startsWith('http') && url.host !== home) fault(`asks another host: ${url.host}`);
  });
  tab.on('console', (message) => {
    const expected = page.status && message.text().startsWith('Failed to load resource');
    if (message.type() === 'error' && !expected) fault(`console: ${message.text().slice(0, 200)}`);
  });
  tab.on('pageerror', (error) => fault(`script: ${String(error).slice(0, 200)}`));
  try {
    const answer = await tab.goto(new URL(path, base).href, { waitUntil: 'load' });
    const expected = page.status ?? 200;
    if (answer.status() !== expected) fault(`answers ${answer.status()} instead of ${expected}`);
    if (mirrored) await mirror(tab);
    await tab.evaluate(() => document.fonts.ready);
    if (page.bytes) await light(page, answers, fault);
    const wide = await tab.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    if (wide > 1) fault(`is ${wide} pixels too wide: ${await widest(tab)}`);
    if (pictures) await tab.screenshot({ path: join(folder, `${name.replaceAll(/[^\p{L}\p{N}]+/gu, '_')}.png`), fullPage: true });
    await accessible(tab, fault, name);
    if (walk) await tabWalk(tab, fault);
    looked += 1;
  } catch (error) {
    fault(String(error).split('\n')[0]);
  }
}

/** How a page is looked at: in each language, brightness and width. */
function looksAt(page) {
  const languages = page.languages ?? plan.languages ?? ['de', 'en'];
  const themes = page.themes ?? plan.themes ?? ['light', 'dark'];
  const widths = page.widths ?? plan.widths ?? [1280, 390];
  const all = languages.flatMap((language) => themes.flatMap((theme) => widths.map((width) => {
    const walk = theme === themes[0] && language === languages[0];
    return { page, how: { language, theme, width, walk } };
  })));
  // once from right to left, as for a reader of Arabic; public pages have real Arabic ones
  const mirrored = { language: languages[0], theme: themes[0], width: widths[0], walk: false, mirrored: true };
  return page.role ? [...all, { page, how: mirrored }] : all;
}

function key({ page, how }) {
  return [page.role, how.language, how.theme, how.width].join(' ');
}

/** The tab of a reader with a role, a language, a brightness and a width; the one before leaves. */
async function tabOf(role, language, theme, width) {
  const wanted = key({ page: { role }, how: { language, theme, width } });
  if (reader.key !== wanted) {
    await leave();
    const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme: theme, reducedMotion: 'reduce', locale: language });
    await context.addCookies([...(sessions[role] ?? []), { name: 'fk_preferences', value: `${language}.${theme}.compact.on`, url: base }]);
    reader = { key: wanted, context, tab: await context.newPage() };
  }
  for (const event of ['request', 'requestfinished', 'console', 'pageerror']) reader.tab.removeAllListeners(event);
  return reader.tab;
}

async function leave() {
  await reader.context?.close();
  reader = { key: '' };
}

/** Turns the page from right to left with the sheet that is made for it. */
async function mirror(tab) {
  await tab.evaluate((href) => {
    document.documentElement.dir = 'rtl';
    const sheet = [...document.querySelectorAll('link[rel="stylesheet"]')].find((link) => /\/app\.[0-9a-f]+\.css$/.test(link.href));
    if (!sheet) throw new Error('no sheet to mirror');
    return new Promise((done, failed) => {
      sheet.addEventListener('load', done, { once: true });
      sheet.addEventListener('error', () => failed(new Error('the mirrored sheet is missing')), { once: true });
      sheet.href = href;
    });
  }, `/assets/${sheets['app.rtl.css']}`);
}

/** Adds up what came over the line. */
async function light(page, answers, fault) {
  const sizes = await Promise.all(answers);
  const bytes = sizes.reduce((sum, size) => sum + size.responseBodySize, 0);
  if (bytes > page.bytes) fault(`loads ${bytes} bytes, more than ${page.bytes}`);
}

/** Runs the rules; what the tool cannot tell is listed for a person. */
async function accessible(tab, fault, name) {
  // Evaluated by the test tool itself, so the page's own security policy stays as it is.
  await tab.evaluate(axeSource);
  const result = await tab.evaluate((tags) => {
    // what is scrolled out of sight or only one letter long has colours too
    for (const box of document.querySelectorAll('.fk-table-scroll, .fk-svg-scroll')) Object.assign(box.style, { maxBlockSize: 'none', overflow: 'visible' });
    for (const head of document.querySelectorAll('.fk-table thead th')) head.style.position = 'static';
    const checks = { 'color-contrast': { options: { ignoreLength: true } } };
    return globalThis.axe.run(document, { runOnly: tags, resultTypes: ['violations', 'incomplete'], checks });
  }, rules);
  for (const { id, help, nodes } of result.violations) {
    const places = nodes.slice(0, 3).map((node) => node.target.join(' ')).join(' | ');
    fault(`${id}: ${help}; ${nodes.length} times, at ${places}; ${(nodes[0].any[0] ?? nodes[0].all[0] ?? nodes[0].none[0])?.message ?? ''}`);
  }
  for (const { id, nodes } of result.incomplete) {
    for (const { target, any, all, none } of nodes) {
      const why = (any[0] ?? all[0] ?? none[0])?.message ?? '';
      const what = `${id} at ${target.join(' ').replaceAll(/\d+/g, 'N').replaceAll(/[0-9a-z]{11,13}(?=["\\])/g, 'ID')}: ${why}`;
      unsure.set(what, (unsure.get(what) ?? new Set()).add(name));
    }
  }
}

/** Presses Tab through the page; every stop must be visible and carry an outline. */
async function tabWalk(tab, fault) {
  await tab.evaluate(() => document.activeElement?.blur());
  const seen = new Set();
  for (let stop = 0; stop < most; stop += 1) {
    await tab.keyboard.press('Tab');
    const here = await tab.evaluate(() => {
      const element = document.activeElement;
      if (!element || element === document.body) return null;
      globalThis.fkStops ??= [];
      let place = globalThis.fkStops.indexOf(element);
      if (place < 0) place = globalThis.fkStops.push(element) - 1;
      const style = getComputedStyle(element);
      const box = element.getBoundingClientRect();
      const ring = style.outlineStyle !== 'none' && Number.parseFloat(style.outlineWidth) >= 2;
      const label = `${element.tagName.toLowerCase()}${element.id ? `#${element.id}` : ''}.${element.className} "${(element.textContent || element.name || '').trim().slice(0, 30)}"`;
      return { place, ring, label, shown: box.width > 0 && box.height > 0 };
    });
    if (!here || seen.has(here.place)) break;
    seen.add(here.place);
    if (!here.ring) fault(`no visible focus on ${here.label}`);
    if (!here.shown) fault(`focus goes to something invisible: ${here.label}`);
  }
  if (seen.size === 0) fault('the Tab key reaches nothing');
}

/** The elements that stick out. */
function widest(tab) {
  return tab.evaluate(() => {
    const limit = document.documentElement.clientWidth;
    const scrolls = (element) => {
      for (let up = element.parentElement; up && up !== document.body; up = up.parentElement) {
        if (['auto', 'scroll', 'hidden', 'clip'].includes(getComputedStyle(up).overflowX)) return true;
      }
      return false;
    };
    const out = [...document.body.querySelectorAll('*')].filter((element) => {
      const box = element.getBoundingClientRect();
      return (box.right > limit + 1 || box.left < -1) && box.width > 1 && !scrolls(element);
    });
    return out.slice(0, 4).map((element) => `${element.tagName.toLowerCase()}.${element.getAttribute('class') ?? ''}`).join(', ');
  });
}
