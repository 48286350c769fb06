// Language and theme: chosen, remembered, and never at the price of what was typed.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { visit } from './pages.mjs';

const LESSON = '/lessons/services/multi-port';

test('the browser’s language decides until the reader does', () => visit('/', { lang: 'ko', script: false }, async (page) => {
  assert.equal(await page.locator('html').getAttribute('lang'), 'ko');
  await page.locator('.top a[hreflang="en"]').click();
  assert.equal(await page.locator('html').getAttribute('lang'), 'en');
  await page.goto(LESSON);
  assert.equal(await page.locator('html').getAttribute('lang'), 'en');
}));

for (const script of [true, false]) {
  test(`changing the language of a workbench keeps the text ${script ? 'with' : 'without'} script`, () =>
    visit(LESSON, { script }, async (page) => {
      const mine = 'apiVersion: v1\nkind: Namespace\nmetadata:\n  name: mine\n';
      if (script) {
        await page.locator('.cm-content').click();
        await page.keyboard.press('Control+a');
        await page.keyboard.insertText(mine);
      } else {
        await page.locator('textarea').fill(mine);
      }
      await page.locator('button[name="lang"]').click();
      await page.locator('html[lang="ko"]').waitFor({ state: 'attached' });
      assert.equal(await page.locator('textarea').inputValue(), mine);
    }));
}

test('the theme is switched without script, and remembered', () => visit('/', { script: false }, async (page) => {
  assert.equal(await page.locator('html').getAttribute('data-theme'), null);
  for (const theme of ['dark', 'light', null, 'dark']) {
    await page.locator('[data-theme-switch]').click();
    assert.equal(await page.locator('html').getAttribute('data-theme'), theme);
  }
  await page.goto('/playground');
  assert.equal(await page.locator('html').getAttribute('data-theme'), 'dark');
}));

test('the theme is switched at once with script, and the server hears of it', () => visit('/playground', {}, async (page) => {
  await page.locator('[data-theme-switch]').click();
  assert.equal(await page.locator('html').getAttribute('data-theme'), 'dark');
  assert.equal(await page.locator('[data-theme-switch]').getAttribute('aria-label'), 'Theme: dark');
  await page.reload();
  assert.equal(await page.locator('html').getAttribute('data-theme'), 'dark');
}));
