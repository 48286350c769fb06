// Traffic: the matrix, the way behind a cell, and questions of one's own; with and without script, by keyboard, in both
// themes, wide and narrow.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { visit } from './pages.mjs';

const results = (page) => page.waitForFunction(() => !document.querySelector('[data-region].stale'));

const cell = (page, row, column) => page.locator(`[data-matrix] tbody tr:nth-child(${row}) td:nth-of-type(${column}) .cell`);

/** Words of all cells, row by row, without the text for screen readers. */
const words = (page) => page.locator('[data-matrix] tbody tr').evaluateAll((rows) => rows.map((row) => [...row.querySelectorAll('.cell')]
  .map((button) => [...button.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE).map((node) => node.data).join('').trim())));

for (const script of [true, false]) {
  const ways = script ? 'with' : 'without';
  const look = async (page) => {
    if (script) await results(page);
    await page.locator('.way .rung').first().waitFor();
  };

  test(`a cell opens its way and closes it again ${ways} script`, () => visit('/playground', { script }, async (page) => {
    await page.locator('label[for="view-traffic"]').click();
    await cell(page, 1, 1).click();
    await look(page);
    assert.match(await page.locator('.trace-head').innerText(), /default\/client -> service\/default\/web:80\s+connects/);
    assert.equal(await cell(page, 1, 1).getAttribute('aria-expanded'), 'true');
    assert.equal(await page.locator('.candidates li').count(), 2);
    assert.match(await page.locator('.candidates').innerText(), /kept\s+default\/web-1\s+10\.244\.\d+\.\d+:8080\s+ready/);
    assert.equal(await page.locator('.way a[href="#L13"]').count() > 0, true);
    await cell(page, 1, 1).click();
    await page.locator('.way').waitFor({ state: 'detached' });
  }));

  test(`any connection can be asked for ${ways} script`, () => visit('/playground', { script }, async (page) => {
    await page.locator('label[for="view-traffic"]').click();
    await page.locator('#connect-source').selectOption('default/web-2');
    await page.locator('#connect-target').fill('web');
    await page.locator('#connect-port').fill('81');
    await page.locator('#connect').click();
    await look(page);
    assert.match(await page.locator('.trace-head').innerText(), /default\/web-2 -> name\/web:81\s+times out/);
    assert.match(await page.locator('.way .rung[data-r="stop"]').innerText(), /has no port 81\/TCP, only 80\/TCP/);
    await page.locator('#connect-port').fill('many');
    await page.locator('#connect').click();
    await page.getByText('A port from 1 to 65535').waitFor();
    assert.equal(await page.locator('.way').count(), 0);
  }));

  test(`a Service without pods is a reason to look ${ways} script`, () => visit('/playground?example=near-miss', { script }, async (page) => {
    assert.equal((await page.locator('#count-traffic').innerText()).trim().startsWith('1'), true);
    await page.locator('label[for="view-traffic"]').click();
    await page.locator('#matrix .is-warn').getByText('Nobody reaches').waitFor();
  }));
}

test('the matrix follows what is typed, and the way that is open follows, too', () => visit('/playground', {}, async (page) => {
  await page.locator('label[for="view-traffic"]').click();
  const before = await words(page);
  assert.deepEqual(before.at(0), ['connects', 'connects', 'connects']);
  assert.deepEqual(before.at(-1), ['times out', 'times out', 'times out']);
  await cell(page, 1, 1).click();
  await page.locator('.trace-head').getByText('connects').waitFor();
  await page.locator('.cm-content, textarea:visible').first().click();
  await page.keyboard.press('Control+End');
  await page.keyboard.insertText('---\napiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: closed}\nspec: {podSelector: {matchLabels: {app: web}}}\n');
  await page.locator('.trace-head').getByText('times out').waitFor();
  assert.match(await page.locator('.way .rung[data-r="stop"]').first().innerText(), /NetworkPolicy closed isolates/);
  assert.deepEqual((await words(page)).at(0), ['times out', 'times out', 'times out']);
}));

test('by keyboard: one stop for Tab, arrows between cells, Enter opens, a line leads to the editor', () => visit('/playground', {}, async (page) => {
  await page.locator('label[for="view-traffic"]').click();
  assert.equal(await page.locator('[data-matrix] .cell[tabindex="0"]').count(), 1);
  await page.locator('.matrix-wrap').focus();
  await page.keyboard.press('Tab');
  for (const key of ['ArrowDown', 'ArrowRight', 'End', 'Home', 'ArrowUp']) await page.keyboard.press(key);
  assert.equal(await cell(page, 1, 1).evaluate((button) => button === document.activeElement), true);
  await page.keyboard.press('Enter');
  await page.locator('.way .rung').first().waitFor();
  await results(page);
  assert.equal(await page.locator('[data-matrix] .cell[tabindex="0"]').count(), 1);
  await page.locator('.way a[href="#L13"]').first().focus();
  await page.keyboard.press('Enter');
  assert.equal(await page.evaluate(() => document.activeElement.matches('.cm-content, textarea')), true);
}));

test('a wide matrix scrolls in its card, and the rows keep their names', () => visit('/playground', { narrow: true }, async (page) => {
  await page.locator('label[for="pane-cluster"]').click();
  await page.locator('label[for="view-traffic"]').click();
  const left = () => page.locator('[data-matrix] tbody th').first().evaluate((name) => name.getBoundingClientRect().left);
  const before = await left();
  await page.locator('.matrix-wrap').evaluate((card) => { card.scrollLeft = 120; });
  assert.equal(await left(), before);
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth) <= 390);
}));

test('the page of what the model leaves out is there in both languages', async () => {
  for (const [lang, title] of [['en', 'What the model leaves out'], ['ko', '모델이 다루지 않는 것']]) {
    await visit('/model', { lang, script: false }, async (page) => {
      assert.equal(await page.locator('h1').innerText(), title);
      assert.ok(await page.locator('tbody tr').count() >= 10);
    });
  }
});
