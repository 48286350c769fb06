// axe finds nothing on any page, in both themes and both languages, wide and narrow.

import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { visit } from './pages.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Name, path, and what to do before looking. */
const PAGES = [
  ['home', '/'],
  ['lessons', '/lessons'],
  ['a lesson, refused', '/lessons/services/multi-port', showAll],
  ['a lesson, with hint and solution', '/lessons/volumes/pv-anatomy', async (page) => {
    await press(page, '#hint');
    await press(page, '#solution');
    await press(page, 'button[value="reveal"]');
  }],
  ['the playground, accepted', '/playground'],
  ['the playground, silent', '/playground?example=near-miss', showAll],
  ['the playground, names', '/playground', async (page) => {
    await page.locator('label[for="view-names"]').click();
    await page.locator('#ask-name').fill('web');
    await press(page, '#ask');
  }],
  ['the playground, traffic', '/playground', async (page) => {
    await page.locator('label[for="view-traffic"]').click();
    await press(page, '[data-matrix] .cell >> nth=0');
  }],
  ['what the model leaves out', '/model'],
  ['the playground, storage', '/playground?example=claim', (page) => page.locator('label[for="view-storage"]').click()],
  ['the playground, objects', '/playground', (page) => page.locator('label[for="view-objects"]').click()],
  ['the playground, events', '/playground', (page) => page.locator('label[for="view-events"]').click()],
  ['the playground, steps', '/playground', (page) => page.locator('label[for="view-steps"]').click()],
  ['a page that is not there', '/nowhere'],
  ['a type of problem', '/problems/over-budget'],
];

async function press(page, button) {
  await Promise.all([page.waitForResponse((response) => response.request().method() === 'POST'), page.locator(button).click()]);
  await page.waitForFunction(() => !document.querySelector('[data-region].stale'));
}

async function showAll(page) {
  await page.locator('.cm-editor .card').first().waitFor();
}

async function look(page) {
  // Colours are judged when they have arrived, not on their way.
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ['violations'] }));
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')} ${node.failureSummary.replaceAll('\n', ' ')}`));
}

for (const theme of ['light', 'dark']) {
  for (const lang of ['en', 'ko']) {
    test(`axe finds nothing: ${theme}, ${lang}`, async (t) => {
      for (const [name, path, prepare] of PAGES) {
        await t.test(name, () => visit(path, { theme, lang, status: path === '/nowhere' ? 404 : undefined }, async (page) => {
          await prepare?.(page);
          assert.deepEqual(await look(page), []);
        }));
      }
    });
  }
  test(`axe finds nothing on a phone: ${theme}`, async (t) => {
    for (const pane of ['task', 'edit', 'cluster']) {
      await t.test(pane, () => visit('/lessons/services/multi-port', { theme, narrow: true }, async (page) => {
        await page.locator(`label[for="pane-${pane}"]`).click();
        assert.deepEqual(await look(page), []);
        const width = await page.evaluate(() => document.documentElement.scrollWidth);
        assert.ok(width <= 390, `the page is ${width} px wide`);
      }));
    }
  });
}
