// Builds the style sheets, fonts and scripts that the program embeds: crates/web/assets/dist.
// Every file carries a hash of its content in its name; manifest.json maps plain names to these.
// Run it with `make assets` (or `npm ci && npm run build`).

import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import rtlcss from 'rtlcss';
import { compile } from 'sass';
import subsetFont from 'subset-font';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const source = join(root, 'crates/web/assets');
const target = join(source, 'dist');
const modules = join(root, 'node_modules');

// Which faces are shipped: family, package, weights, ranges. A page loads only the ranges it shows.
const faces = [
  { family: 'Fira Sans', pack: 'fira-sans', weights: [400, 600], ranges: ['latin', 'latin-ext', 'cyrillic', 'cyrillic-ext'] },
  { family: 'Noto Sans Arabic', pack: 'noto-sans-arabic', weights: [400, 700], ranges: ['arabic'] },
];

// Ranges of which phones get a small cut; the whole file answers only for what the cut lacks (rare letters in
// names). The two must not overlap, or browsers load both.
const cuts = {
  // letters of European languages and Turkish, currency signs of Türkiye and Ukraine
  'latin-ext': [[0x0100, 0x017f], [0x018f, 0x018f], [0x0218, 0x021b], [0x0259, 0x0259], [0x1e9e, 0x1e9e], [0x20b4, 0x20b4], [0x20ba, 0x20ba]],
  // letters, vowel signs, digits and punctuation of the living languages; no Koranic marks, no ligature blocks
  arabic: [[0x0600, 0x0605], [0x060b, 0x0655], [0x0660, 0x06d5], [0x06f0, 0x06ff], [0x200c, 0x200f]],
};

// Licence texts of what is shipped, in one file for the imprint.
const licences = ['@kern-ux/native/LICENSE.md', '@fontsource/fira-sans/LICENSE', '@fontsource/noto-sans-arabic/LICENSE', 'htmx.org/LICENSE'];

const manifest = {};
const staging = `${target}.new`;

/** Writes one file under its hashed name and notes it. */
function put(name, content) {
  const hash = createHash('sha256').update(content).digest('hex').slice(0, 10);
  const extension = extname(name);
  const hashed = `${name.slice(0, -extension.length)}.${hash}${extension}`;
  writeFileSync(join(staging, hashed), content);
  manifest[name] = hashed;
  return hashed;
}

/** Copies the font files and gives back their @font-face rules. */
async function fonts() {
  const rules = [];
  for (const { family, pack, weights, ranges } of faces) {
    const folder = join(modules, '@fontsource', pack);
    const unicode = JSON.parse(readFileSync(join(folder, 'unicode.json'), 'utf8'));
    for (const weight of weights) {
      // Bold Arabic is 700; the design system asks for 600, so the face answers to both.
      const answers = weight === 700 ? '600 700' : weight;
      const rule = (file, range) =>
        `@font-face{font-family:"${family}";font-style:normal;font-display:swap;font-weight:${answers};` +
        `src:url(${file}) format("woff2");unicode-range:${range}}`;
      for (const range of ranges) {
        const name = `${pack}-${range}-${weight}-normal.woff2`;
        const whole = readFileSync(join(folder, 'files', name));
        const spans = cuts[range] ?? [];
        rules.push(rule(put(name, whole), written(without(read(unicode[range]), spans))));
        if (spans.length) rules.push(rule(await cut(`${pack}-${range}-${weight}-cut.woff2`, whole, spans), written(spans)));
      }
    }
  }
  return rules.join('');
}

/** Writes the small cut of a font. */
async function cut(name, whole, spans) {
  const letters = spans.flatMap(([first, last]) => Array.from({ length: last - first + 1 }, (_, place) => String.fromCodePoint(first + place)));
  return put(name, await subsetFont(whole, `${letters.join('')} `, { targetFormat: 'woff2' }));
}

/** Reads `U+0100-02BA,U+2113` into spans. */
function read(range) {
  return range.split(',').map((part) => part.replace('U+', '').split('-').map((point) => Number.parseInt(point, 16))).map(([first, last = first]) => [first, last]);
}

/** Writes spans as a unicode-range. */
function written(spans) {
  const hex = (point) => point.toString(16).toUpperCase().padStart(4, '0');
  return spans.map(([first, last]) => (first === last ? `U+${hex(first)}` : `U+${hex(first)}-${hex(last)}`)).join();
}

/** What is left of spans when others are taken out. */
function without(spans, others) {
  return others.reduce(
    (left, [from, to]) =>
      left.flatMap(([first, last]) => (to < first || from > last ? [[first, last]] : [[first, from - 1], [to + 1, last]].filter(([a, b]) => a <= b))),
    spans,
  );
}

/** Compiles one sheet; the right-to-left twin is made from the result. */
function sheet(name, fontRules, mirrored) {
  const { css } = compile(join(source, 'scss', `${name}.scss`), { style: 'compressed', loadPaths: [modules], quietDeps: true });
  put(`${name}.css`, fontRules + css.replace(/^\uFEFF/, ''));
  if (mirrored) put(`${name}.rtl.css`, fontRules + rtlcss.process(css.replace(/^\uFEFF/, '')));
}

rmSync(staging, { recursive: true, force: true });
mkdirSync(staging, { recursive: true });
const fontRules = await fonts();
sheet('app', fontRules, true);
sheet('public', fontRules, true);
sheet('print', '', false);
put('htmx.js', readFileSync(join(modules, 'htmx.org/dist/htmx.min.js')));
const scripts = readdirSync(join(source, 'js')).filter((file) => file.endsWith('.js')).sort();
put('app.js', scripts.map((file) => readFileSync(join(source, 'js', file), 'utf8')).join('\n'));
for (const file of readdirSync(join(source, 'img'))) put(file, readFileSync(join(source, 'img', file)));
put('licences.txt', licences.map((path) => `${path}\n\n${readFileSync(join(modules, path), 'utf8')}`).join('\n\n----\n\n'));
writeFileSync(join(staging, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);

// Swap at the end, so that a failed build leaves the last good one.
rmSync(target, { recursive: true, force: true });
try {
  renameSync(staging, target);
} catch {
  cpSync(staging, target, { recursive: true });
  rmSync(staging, { recursive: true, force: true });
}
console.log(`assets: ${Object.keys(manifest).length} files in crates/web/assets/dist`);
