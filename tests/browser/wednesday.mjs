// Plays one Wednesday of the demo region Weißenburg-Gunzenhausen in a browser, from the first Zusteuerung to the
// refilled course, every body with its own account. Changes the demo's data: start it on a fresh one.
//
//   node tests/browser/wednesday.mjs <base address> [folder for pictures]
//
// Prints each step as it passes; ends with 1 and one sentence at the first that does not. Needs pdftotext for the
// codes in the letters. CHROMIUM names another browser than /usr/bin/chromium.

import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

const [base, folder = 'var/browser'] = process.argv.slice(2);
if (!base) {
  console.error('usage: node tests/browser/wednesday.mjs <base address> [folder for pictures]');
  process.exit(2);
}
const region = 'Weißenburg-Gunzenhausen';
const bodies = {
  jobcenter: 'Jobcenter',
  testsite: 'Test- und Meldestelle',
  bamf: 'BAMF-Regionalkoordination',
  coordination: 'Integrationskoordination',
};
// whoever comes today is invented: no such name is in the demo's lists
const person = { family: 'Zwetschgenbaum', given: 'Ludmilla', born: '1987', town: 'Ellingen', postcode: '91792' };
const patience = 60_000;
let step = 'The browser starts and the demo answers';

mkdirSync(folder, { recursive: true });
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});
const open = new Map();

try {
  const letter = await jobcenter();
  await appointment(letter);
  const sat = await testDay();
  await absentUndone(sat);
  await results(sat);
  const plan = await seatPlan(sat);
  const given = await decision(plan);
  await registration(given);
  const course = await start();
  await refill(course);
  await coordination();
  says('');
  console.log('The Wednesday is over: everything worked.');
} catch (error) {
  console.error(`NOT OK: ${step}\n  ${String(error.message ?? error).split('\n').slice(0, 3).join('\n  ')}`);
  for (const [who, tab] of open) {
    await tab.screenshot({ path: join(folder, `wednesday_failed_${who}.png`), fullPage: true }).catch(() => {});
    console.error(`  ${who} was at ${tab.url()}`);
  }
  process.exitCode = 1;
}
await browser.close();

/** Jobcenter: one form, a number, an invitation. Gives the code of the invitation. */
async function jobcenter() {
  const tab = await role('jobcenter');
  says('Jobcenter: one form takes person, Bescheid and a test appointment today');
  await go(tab, '/people/new');
  await tab.fill('[name=family_name]', person.family);
  await tab.fill('[name=given_names]', person.given);
  await tab.fill('[name=birth_date]', `14.05.${person.born}`);
  await tab.selectOption('[name=language]', 'ar');
  await tab.fill('[name=postcode]', person.postcode);
  await tab.fill('[name=town]', person.town);
  await tab.selectOption('[name=act_kind]', 'ik_oblige_jc');
  const today = await tab.inputValue('[name=issued_on]');
  const choice = tab.locator('.fk-choice', { has: tab.locator('[name=appointment]') }).filter({ hasText: today });
  check(await choice.count() === 1, `The form offers no test appointment today (${today}).`);
  await choice.locator('input').check();
  await press(tab, tab.locator('main form.fk-form button[type=submit]').first());
  if (await tab.locator('[name=decided]').count()) {
    says('Jobcenter: possible duplicates are shown with reasons; it is another person');
    await tab.check('[name=decided][value=new]');
    await press(tab, tab.locator('main form.fk-form button[type=submit]').first());
  }
  says('Jobcenter: the result page shows the number and what comes next');
  const result = await text(tab);
  const number = /WUG-\d{4}-\d{5}/.exec(result)?.[0];
  check(new URL(tab.url()).pathname.endsWith('/steered') && number, `No number on the result page: ${result.slice(0, 200)}`);
  check(result.includes(today), 'The result page does not say that the test is today.');
  await picture(tab, '1_steered');

  says('Jobcenter: the invitation is a PDF with a code and the person\'s name');
  const words = await pdf(tab.locator('form[action="/letters/issue"]'));
  check(words.includes(person.family), 'The invitation does not name the person.');
  const code = codes(words)[0];
  check(code, `No code on the invitation:\n${words.slice(0, 400)}`);

  says('Jobcenter: the record lists appointment and letter');
  await press(tab, tab.getByRole('link', { name: 'Zum Datensatz' }));
  const record = await text(tab);
  check(record.includes(number) && record.includes('Einladung'), 'The record does not show the invitation.');
  return { code, number };
}

/** The person's phone: no login, no name. */
async function appointment({ code }) {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, locale: 'ar' });
  const tab = await context.newPage();
  open.set('person', tab);
  const ask = async (language, year) => {
    await go(tab, `/${language}/appointment`);
    await tab.fill('[name=code]', code);
    await tab.fill('[name=year]', year);
    await press(tab, tab.locator('main form button[type=submit]').first(), 422);
  };
  const nameless = async () => {
    const page = await tab.content();
    check(![person.family, person.given].some((name) => page.includes(name)), `The appointment page shows a name: ${tab.url()}`);
  };
  says('Person: a wrong year of birth opens nothing');
  await ask('de', String(Number(person.born) + 1));
  check((await text(tab)).includes('passen nicht zusammen'), 'A wrong year is not answered with the sentence for it.');
  check(await tab.locator('[name=reply]').count() === 0, 'A wrong year opens the appointment.');

  says('Person: code and year open day, time and place in German, without a name');
  await ask('de', person.born);
  const german = await text(tab);
  check(german.includes('Einstufungstest') && german.includes('09:00'), `The appointment is not shown: ${german.slice(0, 200)}`);
  await nameless();

  says('Person: the same in Arabic, from right to left, and "I come"');
  await ask('ar', person.born);
  check(await tab.getAttribute('html', 'dir') === 'rtl', 'The Arabic page does not run from right to left.');
  check(/[\u0600-\u06ff]{3}/.test(await text(tab)), 'The Arabic page has no Arabic words.');
  await press(tab, tab.locator('form:has([name=reply][value=coming]) button'));
  check(await tab.locator('.fk-notice--success').count() === 1, 'Nobody thanks for "I come".');
  await nameless();
  await picture(tab, '2_appointment_ar');
  await context.close();
  open.delete('person');
}

/** Test site: everybody is marked by keyboard, one stays away. Gives the day's address and who is absent. */
async function testDay() {
  const tab = await role('testsite');
  says('Teststelle: the home page leads to today\'s test day');
  await press(tab, tab.getByRole('link', { name: 'Testtag öffnen' }));
  const day = new URL(tab.url()).pathname;
  const rows = tab.locator('main table tbody tr');
  const count = await rows.count();
  check(count >= 10, `Only ${count} people are expected today.`);
  const mine = rows.filter({ hasText: person.family });
  check((await mine.innerText()).includes('kommt'), 'The answer "I come" is not on the list.');

  says(`Teststelle: ${count} people arrive, marked by row number and Enter; one stays away`);
  // the one before last stays away and is marked at the end
  const away = count - 1;
  const order = [...Array(count).keys()].map((n) => n + 1).filter((row) => row !== away).concat(away);
  for (const row of order) {
    // the browser gives the focus a moment after the page is there
    const ready = tab.waitForFunction(() => document.activeElement?.id === 'who', null, { timeout: 5_000 });
    check(await ready.then(() => true, () => false), `Before row ${row} the field for arrivals has no focus.`);
    await tab.keyboard.type(row === away ? `-${row}` : String(row));
    await settled(tab, () => tab.keyboard.press('Enter'));
  }
  const states = await rows.allInnerTexts();
  check(states.filter((row) => row.includes('anwesend')).length === count - 1, 'Not everybody who came is marked as present.');
  await picture(tab, '3_test_day');
  return { tab, day, count };
}

/** The flash message takes a step back; afterwards it is done again. */
async function absentUndone({ tab, day, count }) {
  says('Teststelle: "nicht da" is undone with the button in the message, then marked again');
  const away = tab.locator('main table tbody tr').nth(count - 2);
  check((await away.innerText()).includes('nicht erschienen'), 'The row is not marked as absent.');
  await press(tab, tab.getByRole('button', { name: 'Rückgängig machen' }));
  check((await text(tab)).includes('rückgängig gemacht'), 'No message says that it is undone.');
  await go(tab, day);
  check((await away.innerText()).includes('eingeladen'), 'The undone absence is still there.');
  await press(tab, away.getByRole('button', { name: 'Nicht da' }));
  check((await away.innerText()).includes('nicht erschienen'), 'Marking by button does not work.');
}

/** Results one after the other, one of them against the table. */
async function results({ tab, count }) {
  const enter = 5;
  says(`Teststelle: ${enter} results row by row, one deviating with a reason`);
  await press(tab, tab.getByRole('link', { name: 'Ergebnisse eintragen' }));
  for (let n = 0; n < enter; n += 1) {
    const title = await tab.locator('h1').innerText();
    for (const part of ['written', 'oral']) await tab.locator(`[name=${part}]`).nth(n % 2).check();
    await tab.locator('[name=literacy]').first().check();
    const send = tab.getByRole('button', { name: 'Speichern und nächste' });
    if (n === 1) {
      await press(tab, tab.getByRole('button', { name: 'Vorschlag zeigen' }));
      check((await text(tab)).includes('Vorschlag nach Tabelle'), 'The proposal of the table is not shown.');
      await tab.selectOption('[name=course_kind]', { label: 'Frauenintegrationskurs' });
      await tab.fill('[name=section]', '1');
      await press(tab, send, 422);
      check((await tab.locator('h1').innerText()) === title && (await tab.locator('.fk-error').count()) > 0, 'A deviation without a reason is saved.');
      await tab.selectOption('[name=course_kind]', { label: 'Allgemeiner Integrationskurs' });
      await tab.fill('[name=section]', '2');
      await tab.fill('[name=deviation]', 'Hat im Herkunftsland schon einen Kurs besucht.');
    }
    await press(tab, send);
    const wrong = await tab.locator('.fk-error').allInnerTexts();
    check(wrong.length === 0, `The result of row ${n + 1} is refused: ${wrong.join(' ')}`);
    check((await tab.locator('h1').innerText()) !== title, `After saving, the page still shows: ${title}`);
  }
  await picture(tab, '4_results');
  check(count > enter, 'Nobody is left for the rest of the day.');
}

/** Test site proposes seats for the test day. Gives the plan's address. */
async function seatPlan({ tab, day }) {
  says('Teststelle: the test day\'s page proposes the joint seat plan');
  await go(tab, day);
  const propose = tab.locator('form[action="/seat-plans"]:has([name=session]) button');
  check(await propose.count() === 1, `The page of the test day (${day}) has no button that proposes a seat plan for it.`);
  await press(tab, propose);
  const path = new URL(tab.url()).pathname;
  check(/^\/seat-plans\/\w+$/.test(path), `No plan came about: ${(await text(tab)).slice(0, 300)}`);
  check((await text(tab)).includes('Nachgerechnet'), 'The plan is not checked.');
  check(await tab.locator(`form[action="${path}/accept"]`).count() === 0, 'The test site could accept the plan.');
  await picture(tab, '5_seat_plan');
  return path;
}

/** BAMF accepts and prints. Gives the addresses of the courses in the plan by their numbers. */
async function decision(plan) {
  const tab = await role('bamf');
  says('BAMF: finds the plan in the list of plans and looks at it');
  await go(tab, '/seat-plans');
  await press(tab, tab.locator(`main a[href="${plan}"]`));
  const seats = tab.locator('main table').first().locator('tbody tr');
  const count = await seats.count();
  check(count > 0, 'The plan seats nobody.');
  const courses = (await seats.allInnerTexts()).map((row) => /WUG-\d{3}\b(?!-)/.exec(row)?.[0]);
  const numbers = (await seats.allInnerTexts()).map((row) => /WUG-\d{4}-\d{5}/.exec(row)?.[0]);
  says(`BAMF: accepts the plan, ${count} seats in one step`);
  await press(tab, tab.getByRole('button', { name: 'Annehmen und alle Plätze vergeben' }));
  check((await text(tab)).includes('Plan angenommen'), 'The plan is not accepted.');
  says('BAMF: all letters of the plan are one PDF');
  const words = await pdf(tab.locator('form[action="/letters/issue"]').first());
  const found = new Set(codes(words));
  check(found.size >= count, `${count} seats, but only ${found.size} codes in the letters.`);
  await picture(tab, '6_accepted');
  return { numbers, courses };
}

/** A provider with a seat of the plan registers the person. */
async function registration({ numbers, courses }) {
  says('Kursträger: registers somebody whose seat is reserved');
  for (const provider of await providers()) {
    const tab = await role(provider);
    for (const [n, number] of courses.entries()) {
      await go(tab, '/today');
      const link = tab.locator('main a[href^="/courses/"]', { hasText: number }).first();
      if (!await link.count()) continue;
      await press(tab, link);
      const row = tab.locator('main table tbody tr').filter({ hasText: numbers[n] }).filter({ hasText: 'Reserviert' }).first();
      check(await row.count() === 1, `${numbers[n]} has a seat in ${number}, but is not on its list.`);
      await press(tab, row.getByRole('button', { name: 'Anmelden' }));
      const registered = tab.locator('main table tbody tr').filter({ hasText: numbers[n] }).first();
      check((await registered.innerText()).includes('Angemeldet'), 'The registration is not shown.');
      await picture(tab, '7_registered');
      return;
    }
  }
  check(false, `No provider finds one of the courses ${courses.join(', ')} on its home page.`);
}

/** The course that begins today. Gives its address and number. */
async function start() {
  says('Kursträger: the course that begins today starts; two did not come');
  for (const provider of await providers()) {
    const tab = await role(provider);
    await go(tab, '/today');
    const today = /\d\d\.\d\d\.\d{4}/.exec(await tab.locator('.fk-lead').innerText())[0];
    const row = tab.locator('main table tbody tr').filter({ has: tab.locator('a[href^="/courses/"]') }).filter({ hasText: today }).first();
    if (!await row.count()) continue;
    await press(tab, row.locator('a').first());
    const course = new URL(tab.url()).pathname;
    await press(tab, tab.getByRole('link', { name: 'Kursbeginn bestätigen' }));
    const boxes = tab.locator('[name=present]');
    const all = await boxes.count();
    check(all > 10, `Only ${all} people are expected in the course.`);
    for (const n of [0, 1]) await boxes.nth(n).uncheck();
    await press(tab, tab.getByRole('button', { name: 'Kursbeginn bestätigen' }));
    const page = await text(tab);
    check(page.includes('Kursbeginn bestätigt') && page.split('Nicht gekommen').length === 3, 'The two who did not come are not marked.');
    check(page.split('Im Kurs').length - 1 >= all - 2, 'Not everybody who came is in the course.');
    const begun = await tab.locator('main table tbody tr').filter({ hasText: 'Im Kurs' }).allInnerTexts();
    const later = begun.filter((line) => !line.includes(today));
    check(later.length === 0, `In the course from today on, though they enter later: ${later.join('; ').replaceAll(/\s+/g, ' ')}`);
    says('Kursträger: offers the empty seats for refilling');
    await press(tab, tab.getByRole('button', { name: 'Freie Plätze zum Nachbesetzen anbieten' }));
    check((await text(tab)).includes('zum Nachbesetzen angeboten'), 'The seats are not offered.');
    await picture(tab, '8_started');
    return course;
  }
  return check(false, 'No provider has a course that begins today.');
}

/** BAMF sees the offered course and gives one seat to somebody who waits. */
async function refill(course) {
  const tab = await role('bamf');
  says('BAMF: sees the offered seats on the home page and refills one from the waiting list');
  await go(tab, '/today');
  await press(tab, tab.locator(`main a[href="${course}"]`).first());
  await press(tab, tab.getByRole('link', { name: 'Wartende für freie Plätze zeigen' }));
  const rows = tab.locator('main table tbody tr');
  check(await rows.count() > 0, 'Nobody on the waiting list fits the course.');
  // names are not unique, case numbers are
  const number = /WUG-\d{4}-\d{5}/.exec(await rows.first().innerText())[0];
  await press(tab, rows.first().getByRole('button'));
  check((await text(tab)).includes('Platz reserviert'), 'No seat is given.');
  check(await rows.filter({ hasText: number }).count() === 0, 'Whoever got the seat still waits.');
  await go(tab, course);
  check((await rows.filter({ hasText: number }).first().innerText()).includes('Reserviert'), 'The course does not show the new person.');
  await picture(tab, '9_refilled');
}

/** Figures, but nobody. */
async function coordination() {
  const tab = await role('coordination');
  says('Koordination: sees figures');
  await go(tab, '/figures');
  check(/\d+ offene Fälle/.test(await text(tab)), 'The figures are empty.');
  await picture(tab, '10_figures');
  says('Koordination: sees no person on any of its pages');
  for (const path of ['/today', '/figures', '/courses', '/sessions', '/demand']) {
    await go(tab, path);
    const page = await tab.content();
    check(!/WUG-\d{4}-\d{5}/.test(page) && !page.includes(person.family) && !/href="\/people\//.test(page), `${path} shows a person.`);
  }
  for (const path of ['/people', '/people/new', '/waiting', '/letters', '/seat-plans']) {
    const status = (await tab.goto(new URL(path, base).href)).status();
    check([403, 404].includes(status), `${path} answers ${status} to the coordination.`);
  }
}

/** Doors of the region: labels of the buttons on /demo. */
async function doors(tab) {
  await go(tab, '/demo');
  const section = tab.locator('section', { has: tab.locator('h2', { hasText: region }) });
  return section.locator('button');
}

/** The providers' names: the organisations that are none of the offices. */
async function providers() {
  const context = await browser.newContext({ locale: 'de' });
  const tab = await context.newPage();
  const labels = await (await doors(tab)).allInnerTexts();
  await context.close();
  return labels.map((label) => label.split(' – ')[0].trim()).filter((name) => /^(Lernhaus|Sprachwerkstatt|Bildungsforum|Akademie)/.test(name));
}

/** A window of a body's account, entered through its button on /demo. */
async function role(who) {
  if (open.has(who)) return open.get(who);
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'de', reducedMotion: 'reduce' });
  const tab = await context.newPage();
  tab.setDefaultTimeout(patience);
  open.set(who, tab);
  const button = (await doors(tab)).filter({ hasText: bodies[who] ?? who }).first();
  check(await button.count() === 1, `/demo has no button for ${bodies[who] ?? who} in ${region}.`);
  await press(tab, button);
  check(new URL(tab.url()).pathname === '/today', `The button of ${who} leads to ${tab.url()}.`);
  return tab;
}

/** Opens a page that must be there. */
async function go(tab, path) {
  const answer = await tab.goto(new URL(path, base).href, { waitUntil: 'load', timeout: patience });
  check(answer.status() === 200, `${path} answers ${answer.status()}.`);
}

/** Presses something that leads to another page. `also` is a further status that is expected. */
async function press(tab, what, also = 200) {
  check(await what.count() > 0, `Nothing to press at ${tab.url()}: ${what}`);
  await settled(tab, () => what.first().click(), also);
}

/** Waits for the page an act leads to. */
async function settled(tab, act, also = 200) {
  const [answer] = await Promise.all([tab.waitForNavigation({ waitUntil: 'load', timeout: patience }), act()]);
  const status = answer?.status() ?? 200;
  check([200, also, 422].includes(status), `${tab.url()} answers ${status}.`);
}

/** Sends a printing form as the browser does and gives the words of the PDF. */
async function pdf(form) {
  check(await form.count() > 0, 'There is no button to print.');
  const { kind, body } = await form.first().evaluate(async (element) => {
    const answer = await fetch(element.action, { method: 'POST', body: new URLSearchParams(new FormData(element)) });
    const bytes = new Uint8Array(await answer.arrayBuffer());
    let binary = '';
    for (const byte of bytes) binary += String.fromCharCode(byte);
    return { kind: `${answer.status} ${answer.headers.get('content-type')}`, body: btoa(binary) };
  });
  check(kind.startsWith('200 application/pdf'), `Printing answers ${kind} instead of a PDF.`);
  return execFileSync('pdftotext', ['-layout', '-', '-'], { input: Buffer.from(body, 'base64'), encoding: 'utf8' });
}

/** Codes for the appointment page, as the German pages of the letters print them. */
function codes(words) {
  return [...words.matchAll(/Code: ([a-z0-9]{8})\b/g)].map(([, code]) => code);
}

async function text(tab) {
  return tab.locator('main').innerText();
}

async function picture(tab, name) {
  await tab.screenshot({ path: join(folder, `wednesday_${name}.png`), fullPage: true });
}

/** Names the step that begins; the one before has passed. */
function says(sentence) {
  if (step) console.log(`ok  ${step}`);
  step = sentence;
}

/** Ends the day with a sentence unless it holds. */
function check(holds, sentence) {
  if (!holds) throw new Error(sentence);
}
