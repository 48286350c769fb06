// The playground: steps, questions, and links that hold everything.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { settled, visit } from './pages.mjs';

const NAMESPACE = 'apiVersion: v1\nkind: Namespace\nmetadata:\n  name: reports\n';

const results = (page) => page.waitForFunction(() => !document.querySelector('[data-region].stale'));

const said = (page, words) => page.locator('.verdicts').getByText(words);

async function write(page, text) {
  await page.locator('.cm-content').click();
  await page.keyboard.press('Control+a');
  await page.keyboard.insertText(text);
  await results(page);
}

test('the result follows the text, and a refusal shows the server’s words at its place', () => visit('/playground', {}, async (page) => {
  await write(page, NAMESPACE);
  await said(page, 'namespace/reports created').waitFor();
  await write(page, `${NAMESPACE}sepc: {}\n`);
  await page.locator('.cm-editor .said').getByText('unknown field "sepc"').waitFor();
  assert.equal(await page.locator('.cm-editor .sq').innerText(), 'sepc');
  assert.match(await page.locator('#status').innerText(), /refused/);
}));

test('a label that YAML takes for a boolean is told as a type, not as an unknown kind', () => visit('/playground', {}, async (page) => {
  await write(page, `${NAMESPACE}  labels: {live: y}\n`);
  await page.locator('.cm-editor').getByText('A value in the metadata has another type').waitFor();
  await page.locator('.cm-editor .said').getByText('cannot unmarshal bool').waitFor();
}));

for (const script of [true, false]) {
  const ways = script ? 'with' : 'without';
  test(`steps are done, listed and undone ${ways} script`, () => visit('/playground', { script }, async (page) => {
    if (script) await write(page, NAMESPACE);
    else await page.locator('textarea').fill(NAMESPACE);
    await page.locator('#apply').click();
    await page.getByText('In the cluster').waitFor();
    if (script) await results(page);
    await page.locator('label[for="view-steps"]').click();
    assert.equal(await page.locator('.step').count(), 1);
    await page.locator('#act-object').selectOption('namespace//reports');
    await page.locator('button[value="delete"]').click();
    await page.locator('.step').nth(1).getByText('kubectl delete namespace/reports').waitFor();
    await page.locator('button[value="undo"]').click();
    await page.locator('.step').nth(1).waitFor({ state: 'detached' });
    assert.equal(await page.locator('.step').count(), 1);
  }));

  test(`a pod asks for a name ${ways} script`, () => visit('/playground', { script }, async (page) => {
    await page.locator('label[for="view-names"]').click();
    await page.locator('#ask-from').selectOption('default/client');
    await page.locator('#ask-name').fill('web.default');
    if (script) await page.keyboard.press('Enter');
    else await page.locator('#ask').click();
    await page.locator('.rung[data-r="hit"]').waitFor();
    const rungs = await page.locator('.rung').evaluateAll((items) => items.map((item) => item.dataset.r)).catch(() => null);
    if (script) assert.deepEqual(rungs, ['nx', 'hit', 'skip', 'skip']);
    assert.match(await page.locator('.rung[data-r="hit"]').innerText(), /web\.default\.svc\.cluster\.local\. 30 IN A 10\.96\./);
    assert.equal(await page.locator('#ask-name').inputValue(), 'web.default');
  }));
}

test('Enter in the ask box without script asks and does nothing else', () => visit('/playground', { script: false }, async (page) => {
  await page.locator('label[for="view-names"]').click();
  await page.locator('#ask-name').fill('web');
  await page.keyboard.press('Enter');
  await page.locator('.rung[data-r="hit"]').waitFor();
  assert.equal(await page.evaluate(() => document.activeElement.id), 'ladder');
  await page.locator('label[for="view-steps"]').click();
  assert.equal(await page.locator('.step:not(.preview)').count(), 0);
}));

test('a link holds steps, text, question and view', () => visit('/playground', {}, async (page, context) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await write(page, NAMESPACE);
  await page.locator('#apply').click();
  await page.getByText('In the cluster').waitFor();
  const text = `${NAMESPACE}---\n# 가격표 and 😀\napiVersion: v1\nkind: Pod\nmetadata:\n  name: asker\n  namespace: reports\nspec:\n  containers: [{name: a, image: b}]\n`;
  await write(page, text);
  await page.locator('label[for="view-names"]').click();
  await page.locator('#ask-from').selectOption('reports/asker');
  await page.locator('#ask-name').fill('kubernetes.default');
  await page.locator('#ask').click();
  await page.locator('.rung[data-r="hit"]').waitFor();
  const before = await page.locator('#cluster .scroll').innerText();
  await page.locator('[data-share]').click();
  await page.waitForFunction(() => location.hash.startsWith('#v1.'));
  const link = page.url();
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), link);

  const other = await context.newPage();
  await other.goto('about:blank');
  await other.goto(link);
  await settled(other);
  await other.locator('.rung[data-r="hit"]').waitFor();
  assert.equal(await other.locator('textarea').inputValue(), text);
  assert.equal(await other.locator('#cluster .scroll').innerText(), before);
}));

test('a link that cannot be read says so and leaves the page usable', () => visit('/playground#v1.nonsense', {}, async (page) => {
  await page.getByText('The link cannot be read').waitFor();
  await write(page, NAMESPACE);
  await said(page, 'namespace/reports created').waitFor();
}));

test('too much text is told in words, and the last result stays', () => visit('/playground', { status: 422 }, async (page) => {
  await said(page, 'service/web created').waitFor();
  await write(page, `# ${'x'.repeat(300_000)}\n`).catch(() => {});
  await page.locator('#status').getByText(/bytes|larger|more/i).waitFor();
  await said(page, 'service/web created').waitFor();
}));

test('markup in a text stays text, wherever it shows', () => visit('/playground', {}, async (page) => {
  const payload = '<img src=x onerror=alert(1)>`</code><script>alert(2)</script>';
  const quoted = JSON.stringify(payload);
  page.on('dialog', (dialog) => assert.fail(dialog.message()));
  for (const text of [
    `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${quoted}\n`,
    `apiVersion: v1\nkind: Service\nmetadata:\n  name: web\n  annotations: {a: ${quoted}}\nspec:\n  selector: {app: ${quoted}}\n  ${quoted}: 1\n`,
    `apiVersion: ${quoted}\nkind: ${quoted}\nmetadata: {name: a}\n`,
    `a: b: ${payload}\n`,
    `a: 1\na: ${payload}\nyes: ${payload}\n`,
  ]) {
    await write(page, text);
    await page.locator('#apply').click();
    await results(page);
  }
  await page.locator('label[for="view-names"]').click();
  await page.locator('#ask-name').fill(payload);
  await page.locator('#ask').click();
  await results(page);
  assert.equal(await page.locator('form img, form script').count(), 0);
}));
