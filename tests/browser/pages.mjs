// Opens pages of the running server and holds each of them to what is true of all: no errors, no other host.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { after, before } from 'node:test';
import { chromium } from 'playwright-core';

export const base = process.env.DRYDOCK;
const lessonsFolder = new URL('../../lessons/', import.meta.url);
let browser;

before(async () => {
  browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] });
});
after(() => browser.close());

/** Runs `work` with a fresh reader's page at `path`; `options` are `lang`, `theme`, `script`,
 * `narrow`, and `status`: an error status that the test asks for. */
export async function visit(path, options, work) {
  const context = await browser.newContext({
    baseURL: base,
    colorScheme: options.theme ?? 'light',
    locale: options.lang === 'ko' ? 'ko-KR' : 'en-US',
    javaScriptEnabled: options.script ?? true,
    viewport: options.narrow ? { width: 390, height: 844 } : { width: 1440, height: 900 },
  });
  const complaints = [];
  context.on('console', (message) => {
    if (['error', 'warning'].includes(message.type()) && !isAskedFor(message, options)) complaints.push(message.text());
  });
  context.on('weberror', (error) => complaints.push(String(error.error())));
  context.on('request', (request) => {
    if (new URL(request.url()).origin !== new URL(base).origin) complaints.push(`asks ${request.url()}`);
  });
  try {
    const page = await context.newPage();
    page.setDefaultTimeout(10_000);
    await page.goto(path);
    if (options.script !== false) await settled(page);
    await work(page, context);
    assert.deepEqual(complaints, []);
  } finally {
    await context.close();
  }
}

/** Waits until a workbench has its editor; other pages are ready at once. */
export async function settled(page) {
  if (await page.locator('form[data-bench]').count()) await page.waitForSelector('form[data-ready]');
}

/** The console mentions an error status that a test asks for, too. */
function isAskedFor(message, options) {
  return options.status && message.text().includes(String(options.status));
}

/** Every lesson of the server: path, title, start and solution. */
export async function lessons() {
  const { tracks } = await (await fetch(`${base}/api/v1/lessons`)).json();
  return tracks.flatMap((track) => track.lessons.map((lesson) => {
    const slug = lesson.slug;
    return { path: `/lessons/${track.slug}/${slug}`, solution: file(slug, 'solution.yaml'), start: file(slug, 'start.yaml') };
  }));
}

/** A file of the lesson with this slug. */
export function file(slug, name) {
  for (const area of readdirSync(lessonsFolder, { withFileTypes: true }).filter((entry) => entry.isDirectory())) {
    const folder = readdirSync(new URL(`${area.name}/`, lessonsFolder)).find((entry) => entry.replace(/^\d+-/, '') === slug);
    if (folder) return readFileSync(new URL(`${area.name}/${folder}/${name}`, lessonsFolder), 'utf8');
  }
  throw new Error(`no lesson has the slug ${slug}`);
}
