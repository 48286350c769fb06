// A lesson can be solved in every way in which people use a browser.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lessons, visit } from './pages.mjs';

const LESSON = '/lessons/services/multi-port';

/** Waits until all goals are met and the card of success is there. */
async function isSolved(page) {
  await page.waitForSelector('#success');
  assert.equal(await page.locator('.goal:not([data-state="met"])').count(), 0);
}

test('by typing: goals tick while one types, without any button', () => visit(LESSON, {}, async (page) => {
  assert.equal(await page.locator('.goal[data-state="failed"]').count(), 1);
  for (const line of [9, 13]) {
    await page.locator('.cm-line').nth(line - 1).getByText('protocal').dblclick();
    await page.keyboard.type('protocol');
  }
  await page.waitForSelector('.goal[data-state="met"]:first-child');
  await page.locator('.cm-line').nth(5).click();
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await page.keyboard.type('selector:');
  await page.keyboard.press('Enter');
  await page.keyboard.type('app: web');
  await isSolved(page);
  assert.match(await page.locator('.success').innerText(), /SRV/);
}));

test('with the keyboard alone: from the address bar to the next lesson', () => visit(LESSON, {}, async (page) => {
  const focused = () => page.evaluate(() => document.activeElement.className + document.activeElement.id);
  const tab = async (wanted) => {
    for (let presses = 0; presses < 60; presses += 1) {
      await page.keyboard.press('Tab');
      if ((await focused()).includes(wanted)) return;
    }
    assert.fail(`Tab does not lead to ${wanted}`);
  };
  await tab('skip');
  await tab('cm-content');
  // Down to line 9, and over the eight letters behind six blanks.
  const correct = async (downs) => {
    for (let line = 0; line < downs; line += 1) await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Home');
    for (let letter = 0; letter < 8; letter += 1) await page.keyboard.press('Shift+ArrowRight');
    await page.keyboard.type('protocol');
  };
  await correct(8);
  await correct(4);
  await page.keyboard.press('Control+Home');
  for (let line = 0; line < 5; line += 1) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await page.keyboard.type('selector:');
  await page.keyboard.press('Enter');
  await page.keyboard.type('app: web');
  await page.keyboard.press('Control+Enter');
  await isSolved(page);
  for (let presses = 0; presses < 60 && !(await focused()).endsWith('next'); presses += 1) await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/lessons\/(?!services\/multi-port)/);
}));

test('without script: every lesson, by sending the form', async () => {
  for (const { path, solution } of await lessons()) {
    await visit(path, { script: false }, async (page) => {
      assert.equal(await page.locator('#success').count(), 0, path);
      await page.locator('textarea').fill(solution);
      await page.locator('#apply').click();
      await isSolved(page);
      await page.goto('/lessons');
      assert.equal(await page.locator('.track .is-ok').count(), 1, `${path} is remembered`);
    });
  }
});

test('hints come one by one, the solution after a second click, beside the text that stays', () =>
  visit(LESSON, { script: false }, async (page) => {
    const text = await page.locator('textarea').inputValue();
    for (const shown of [1, 2, 3]) {
      await page.locator('#hint').click();
      assert.equal(await page.locator('.hint').count(), shown);
    }
    assert.equal(await page.locator('#hint').count(), 0);
    await page.locator('#solution').click();
    assert.equal(await page.locator('.diff').count(), 0);
    await page.locator('button[value="reveal"]').click();
    assert.match(await page.locator('.diff').innerText(), /selector/);
    assert.equal(await page.locator('textarea').inputValue(), text);
  }));

test('what was typed is there when one comes back, until one starts over', () => visit(LESSON, {}, async (page) => {
  await page.locator('.cm-line').first().click();
  await page.keyboard.press('Home');
  await page.keyboard.type('# mine ');
  await page.waitForResponse((response) => response.request().method() === 'POST');
  await page.waitForFunction((key) => localStorage.getItem(key)?.includes('# mine'), `drydock:${LESSON}`);
  await page.reload();
  await page.getByText('# mine apiVersion').waitFor();
  await page.locator('button[value="restart"]').click();
  await page.getByText('# mine apiVersion').waitFor({ state: 'detached' });
}));

for (const script of [true, false]) {
  test(`a proposed fix is one click, ${script ? 'with' : 'without'} script`, () => visit(LESSON, { script }, async (page) => {
    await page.locator('.fix').and(page.locator(':visible')).click();
    await page.waitForFunction(() => document.querySelector('textarea').value.includes('protocol: "TCP"')).catch(() => {});
    const text = await page.locator('textarea').inputValue();
    assert.equal(text.match(/protocol:/g)?.length, 2);
    assert.ok(!text.includes('protocal'));
    await page.locator('.goal[data-state="met"]', { hasText: 'accepts' }).waitFor();
  }));
}
