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

/** One Service, two pods behind it of which one does not listen, and a policy. */
const SOMETIMES = `apiVersion: v1
kind: Service
metadata: {name: web}
spec: {selector: {app: web}, ports: [{port: 80}]}
---
apiVersion: v1
kind: Pod
metadata: {name: a, labels: {app: web}}
spec: {nodeName: node-a, containers: [{name: c, image: i, ports: [{containerPort: 80}]}]}
---
apiVersion: v1
kind: Pod
metadata: {name: b, labels: {app: web}}
spec: {nodeName: node-b, containers: [{name: c, image: i}]}
`;

/** Many pods in two namespaces. */
const MANY = ['apiVersion: v1\nkind: Namespace\nmetadata: {name: shop}\n', ...Array.from({ length: 40 }, (_, n) => `apiVersion: v1
kind: Pod
metadata: {name: p${String(n).padStart(2, '0')}, namespace: ${n % 4 ? 'default' : 'shop'}}
spec: {containers: [{name: c, image: i, ports: [{containerPort: 80}]}]}
`)].join('---\n');

/** Puts a text into the editor and opens the Traffic view. */
async function put(page, text, script) {
  if (script) {
    await page.locator('.cm-content').click();
    await page.keyboard.press('Control+a');
    await page.keyboard.insertText(text);
    await results(page);
  } else {
    await page.locator('textarea').fill(text);
    await page.locator('#apply').click();
  }
  await page.locator('label[for="view-traffic"]').click();
}

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
    assert.match(await page.locator('.way .fork').innerText(), /10\.244\.\d+\.\d+:8080 \(one more goes the same way\)/);
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

  test(`a Service of which only some endpoints listen answers sometimes ${ways} script`, () => visit('/playground', { script }, async (page) => {
    await put(page, SOMETIMES, script);
    assert.deepEqual((await words(page)).map((row) => row[0]), ['sometimes', 'sometimes', 'times out']);
    await page.locator('#matrix .is-warn').getByText('answers only some connections').waitFor();
    assert.equal((await page.locator('#count-traffic').innerText()).trim().startsWith('1'), true);
    await cell(page, 1, 1).click();
    await look(page);
    assert.match(await page.locator('.trace-head').innerText(), /sometimes[\s\S]*default\/a[\s\S]*One of 2 endpoints does not answer/);
    assert.match(await page.locator('.candidates').innerText(), /default\/b\s+10\.244\.2\.2:80\s+ready, but then: refused/);
    assert.equal(await page.locator('.way .fork').count(), 2);
  }));

  test(`a large matrix is filtered and turned ${ways} script`, () => visit('/playground', { script }, async (page) => {
    await put(page, MANY, script);
    const shown = page.locator('.shown');
    assert.match(await shown.innerText(), /pods 1–30 of 40[\s\S]*ports 1–30 of 40/);
    assert.equal((await words(page)).length, 31);
    await page.getByRole('button', { name: 'Later pods' }).click();
    await shown.getByText('pods 31–40 of 40').waitFor();
    assert.equal((await words(page)).length, 11);
    await page.locator('#keep-targets').fill('shop/p0');
    if (script) await results(page);
    else await page.keyboard.press('Enter');
    await shown.getByText('ports 1–3 of 3').waitFor();
    assert.equal((await words(page))[0].length, 3);
    await page.locator('#keep-targets').fill('nobody');
    if (!script) await page.getByRole('button', { name: 'Filter' }).click();
    await page.getByText('has “nobody” in its name').waitFor();
    assert.equal(await page.locator('#keep-targets').inputValue(), 'nobody');
  }));

  test(`Enter in the connection box asks ${ways} script`, () => visit('/playground', { script }, async (page) => {
    await page.locator('label[for="view-traffic"]').click();
    await page.locator('#connect-target').fill('service/default/web');
    await page.keyboard.press('Enter');
    await look(page);
    assert.match(await page.locator('.trace-head').innerText(), /default\/client -> service\/default\/web:80\s+connects/);
    assert.equal(await page.locator('.trace-head').evaluate((head) => head.getBoundingClientRect().top < innerHeight), true);
    if (!script) assert.equal(await page.evaluate(() => document.activeElement.className), 'trace-head');
    // A cell asks something else; Enter in the box that was not touched since leaves that alone.
    await cell(page, 2, 1).click();
    await page.locator('.trace-head').getByText('default/web-1 ->').waitFor();
    if (script) await results(page);
    await page.locator('#connect-port').focus();
    await page.keyboard.press('Enter');
    if (script) await results(page);
    assert.match(await page.locator('.trace-head').innerText(), /default\/web-1 -> service\/default\/web:80/);
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

test('the way is told in Korean, names and the server’s words as they are', () => visit('/playground', { lang: 'ko' }, async (page) => {
  await put(page, SOMETIMES, true);
  await cell(page, 1, 1).click();
  await page.locator('.way .rung').first().waitFor();
  const told = await page.locator('.way').innerText();
  assert.match(told, /default\/web 서비스의 80\/TCP 포트: 클러스터의 어느 엔드포인트든 답할 수 있어요\./);
  assert.match(told, /준비됐어요, 하지만 고르면: 거절됨/);
  assert.match(told, /default\/b 파드에는 80\/TCP 포트를 연 것이 없어요\. 선언한 포트가 하나도 없어요\./);
  assert.equal(await page.locator('.way [lang="en"]').count(), 0);
}));

test('the page of what the model leaves out is there in both languages', async () => {
  for (const [lang, title] of [['en', 'What the model leaves out'], ['ko', '모델이 다루지 않는 것']]) {
    await visit('/model', { lang, script: false }, async (page) => {
      assert.equal(await page.locator('h1').innerText(), title);
      assert.ok(await page.locator('tbody tr').count() >= 10);
    });
  }
});
