// Opens every page of each folder at 320 and 1,280 px, light and dark, and prints a line for each thing that is wrong:
// what axe-core finds by WCAG 2.2 AA, a page that scrolls sideways (also with wider text), a focus that is not seen,
// words in a chart that do not stand out, and what paper would cut off.
import puppeteer from 'puppeteer-core';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const axe = readFileSync(join(here, 'node_modules/axe-core/axe.min.js'), 'utf8');
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
// WCAG 1.4.12: what a reader may set.
const spacing = '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-bottom: 2em !important }';
let views = 0;

function say(folder, file, width, scheme, what) {
  console.log([basename(dirname(folder)), file, width, scheme, what].join(' | '));
}

async function found(page, width) {
  await page.evaluate(() => document.activeElement.blur()); // or the skip link covers the head of the page
  await page.evaluate(axe);
  const result = await page.evaluate((values) => axe.run(document, { runOnly: { type: 'tag', values } }), tags);
  const of = (all) => all.map((one) => `${one.id}: ${one.nodes.slice(0, 3).map((node) => node.target.join(' ')).join('; ')}`);
  // axe cannot settle the contrast of words in charts, which is measured below, nor of what a box hides until it is
  // scrolled, which is seen at the other width.
  const settled = (node) => /^<(text|tspan|svg)/.test(node.html) || (width === 320 && node.target.join(' ').match(/table|caption|svg|th|td/));
  const open = result.incomplete.map((one) => ({ ...one, nodes: one.nodes.filter((node) => !settled(node)) }));
  return [...of(result.violations), ...of(open.filter((one) => one.nodes.length)).map((one) => `not settled, ${one}`)];
}

const sideways = () => {
  const wrong = [];
  const root = document.scrollingElement;
  if (root.scrollWidth > root.clientWidth) wrong.push(`scrolls sideways by ${root.scrollWidth - root.clientWidth} px`);
  for (const one of document.querySelectorAll('body *')) {
    const right = one.getBoundingClientRect().right;
    if (right > root.clientWidth + 1 && !one.closest('.scroll')) wrong.push(`${one.tagName} reaches beyond the page`);
    if (getComputedStyle(one).overflowX === 'hidden' && one.scrollWidth > one.clientWidth + 1 && !one.closest('svg')) wrong.push(`${one.tagName} is cut off`);
  }
  return wrong.slice(0, 3);
};

const unseen = () => {
  const look = (one) => { const style = getComputedStyle(one); return [style.outlineStyle, style.outlineWidth, style.outlineColor, style.boxShadow, style.backgroundColor].join(); };
  const wrong = [];
  for (const one of document.querySelectorAll('a[href], summary, [tabindex="0"]')) {
    one.blur();
    const before = look(one);
    one.focus();
    if (document.activeElement !== one || look(one) === before) wrong.push(`no focus is seen on ${one.tagName} ${one.textContent.trim().slice(0, 30)}`);
  }
  return wrong.slice(0, 3);
};

const faint = () => {
  const channels = (colour) => colour.match(/[\d.]+/g).map(Number);
  const light = ([red, green, blue]) => [red, green, blue].map((one) => one / 255).map((one) => (one <= 0.04045 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4)).reduce((sum, one, at) => sum + one * [0.2126, 0.7152, 0.0722][at], 0);
  const wrong = [];
  for (const text of document.querySelectorAll('svg text')) {
    text.scrollIntoView({ block: 'center', inline: 'center' });
    const box = text.getBoundingClientRect();
    const under = document.elementsFromPoint(box.left + box.width / 2, box.top + box.height / 2);
    const grounds = under.filter((one) => !one.closest('text')).map((one) => (one instanceof SVGGeometryElement ? getComputedStyle(one).fill : getComputedStyle(one).backgroundColor));
    const ground = grounds.find((one) => one.startsWith('rgb') && (channels(one)[3] ?? 1) > 0);
    if (!ground) continue;
    const [high, low] = [light(channels(getComputedStyle(text).fill)), light(channels(ground))].sort((one, other) => other - one);
    if ((high + 0.05) / (low + 0.05) < 4.5) wrong.push(`“${text.textContent}” stands out by ${((high + 0.05) / (low + 0.05)).toFixed(2)} only`);
  }
  return wrong.slice(0, 3);
};

const cut = () => {
  const wrong = [];
  if (document.scrollingElement.scrollWidth > 718) wrong.push('paper cuts the page off');
  for (const one of document.querySelectorAll('body *')) {
    if (!one.closest('svg') && ['auto', 'scroll', 'hidden'].includes(getComputedStyle(one).overflowX) && one.scrollWidth > one.clientWidth + 1) wrong.push(`paper cuts ${one.tagName} off`);
  }
  for (const one of document.querySelectorAll('table, svg')) {
    if (one.getBoundingClientRect().right > 719) wrong.push(`paper cuts ${one.tagName} off`);
  }
  return wrong.slice(0, 3);
};

async function view(page, folder, file, width, scheme) {
  views += 1;
  await page.setViewport({ width, height: width === 320 ? 256 : 900 });
  await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
  await page.goto(pathToFileURL(join(folder, file)).href);
  await page.keyboard.press('Tab');
  const first = await page.evaluate(() => document.activeElement.className);
  if (first !== 'skip') say(folder, file, width, scheme, 'the first stop is no skip link');
  await page.evaluate(() => document.querySelectorAll('details').forEach((one) => { one.open = true; }));
  const wrong = [...await found(page, width), ...await page.evaluate(sideways), ...await page.evaluate(unseen), ...await page.evaluate(faint)];
  if (width === 320 && scheme === 'light') {
    await page.addStyleTag({ content: spacing });
    wrong.push(...(await page.evaluate(sideways)).map((one) => `with wider text: ${one}`));
  }
  wrong.forEach((one) => say(folder, file, width, scheme, one));
}

async function paper(page, folder, file) {
  await page.setViewport({ width: 718, height: 1000 });
  await page.emulateMediaType('print');
  await page.goto(pathToFileURL(join(folder, file)).href);
  (await page.evaluate(cut)).forEach((one) => say(folder, file, 718, 'paper', one));
  await page.emulateMediaType(null);
}

const browser = await puppeteer.launch({ executablePath: process.env.CHROMIUM, headless: true, args: ['--no-sandbox'] });
const page = await browser.newPage();
for (const folder of process.argv.slice(2).map((one) => resolve(one))) {
  for (const file of readdirSync(folder).filter((one) => one.endsWith('.html')).sort()) {
    for (const scheme of ['light', 'dark']) for (const width of [320, 1280]) await view(page, folder, file, width, scheme);
    await paper(page, folder, file);
  }
}
await browser.close();
console.error(`${views} views`);
