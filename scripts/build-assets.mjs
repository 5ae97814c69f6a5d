// Builds the style sheets, fonts and scripts that the program embeds: crates/web/assets/dist.
// Every file carries a hash of its content in its name; manifest.json maps plain names to these.
// Run it with `make assets` (or `npm ci && npm run build`).

import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import rtlcss from 'rtlcss';
import { compile } from 'sass';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const source = join(root, 'crates/web/assets');
const target = join(source, 'dist');
const modules = join(root, 'node_modules');

// Which faces are shipped: family, package, weights, ranges. A page loads only the ranges it shows.
const faces = [
  { family: 'Fira Sans', pack: 'fira-sans', weights: [400, 600], ranges: ['latin', 'latin-ext', 'cyrillic', 'cyrillic-ext'] },
  { family: 'Noto Sans Arabic', pack: 'noto-sans-arabic', weights: [400, 700], ranges: ['arabic'] },
];

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
function fonts() {
  const rules = [];
  for (const { family, pack, weights, ranges } of faces) {
    const folder = join(modules, '@fontsource', pack);
    const unicode = JSON.parse(readFileSync(join(folder, 'unicode.json'), 'utf8'));
    for (const weight of weights) {
      for (const range of ranges) {
        const name = `${pack}-${range}-${weight}-normal.woff2`;
        const hashed = put(name, readFileSync(join(folder, 'files', name)));
        // Bold Arabic is 700; the design system asks for 600, so the face answers to both.
        const answers = weight === 700 ? '600 700' : weight;
        rules.push(
          `@font-face{font-family:"${family}";font-style:normal;font-display:swap;font-weight:${answers};` +
            `src:url(${hashed}) format("woff2");unicode-range:${unicode[range]}}`,
        );
      }
    }
  }
  return rules.join('');
}

/** Compiles one sheet; the right-to-left twin is made from the result. */
function sheet(name, fontRules, mirrored) {
  const { css } = compile(join(source, 'scss', `${name}.scss`), { style: 'compressed', loadPaths: [modules], quietDeps: true });
  put(`${name}.css`, fontRules + css.replace(/^\uFEFF/, ''));
  if (mirrored) put(`${name}.rtl.css`, fontRules + rtlcss.process(css.replace(/^\uFEFF/, '')));
}

rmSync(staging, { recursive: true, force: true });
mkdirSync(staging, { recursive: true });
const fontRules = fonts();
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
