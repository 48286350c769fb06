// The workbench live: 250 ms after the last key the form is sent as a button would send it, and the regions of the
// page that comes back take the place of those shown. The server renders everything; this file decides nothing.

import { morph } from './morph.js';
import { parse } from './markup.js';
import { plainSheet } from './sheet.js';
import * as draft from './draft.js';
import * as share from './share.js';
import './matrix.js';
import './dividers.js';
import './theme.js';

const PAUSE = 250;

const form = document.querySelector('form[data-bench]');
const sheet = await mount();
let timer = 0;
let running = null;

/** The editor of the bundle, or the textarea as it is when the server was built without one. */
async function mount() {
  const options = {
    textarea: form.elements.text,
    onInput: typed,
    onApply: () => form.requestSubmit(form.querySelector('#apply')),
    nonce: document.querySelector('script[nonce]')?.nonce,
  };
  if (!form.dataset.editor) return plainSheet(options);
  try {
    return (await import(form.dataset.editor)).codeSheet(options);
  } catch {
    return plainSheet(options);
  }
}

function typed() {
  dim(true);
  clearTimeout(timer);
  timer = setTimeout(() => send(), PAUSE);
}

function dim(stale) {
  for (const region of form.querySelectorAll('[data-region][data-dims]')) region.classList.toggle('stale', stale);
}

/** Sends the form as if `button` had been pressed; without one, only looks. */
async function send(button) {
  clearTimeout(timer);
  running?.abort();
  const mine = new AbortController();
  running = mine;
  const body = new URLSearchParams(new FormData(form));
  if (button?.name) body.append(button.name, button.value);
  const sent = form.elements.text.value;
  dim(true);
  try {
    const response = await fetch(form.action, { method: 'POST', body, signal: mine.signal, headers: { accept: 'text/html' } });
    if (response.status === 503 && !button) {
      notice(form.dataset.busy);
      timer = setTimeout(() => send(), 1000 * (Number(response.headers.get('retry-after')) || 1));
      return;
    }
    const page = parse(await response.text());
    if (!response.ok) {
      notice(page.querySelector('main')?.textContent.trim() || form.dataset.offline);
      return;
    }
    show(page, sent);
  } catch (error) {
    if (error.name === 'AbortError') return;
    notice(form.dataset.offline);
  } finally {
    if (running === mine) running = null;
  }
}

function show(page, sent) {
  for (const region of form.querySelectorAll('[data-region]')) {
    const fresh = page.getElementById(region.id);
    if (fresh) morph(region, fresh);
  }
  dim(false);
  const said = page.querySelector('textarea[name="text"]')?.value ?? sent;
  if (said !== sent) sheet.set(said);
  sheet.remark();
  draft.keep(form);
  form.dispatchEvent(new CustomEvent('drydock:result'));
}

function notice(words) {
  const status = form.querySelector('#status-words');
  if (status) status.textContent = words;
}

/** Shows a pane below 1100 px, as its button in the switch does. */
function reveal(pane) {
  const choice = form.querySelector(`#pane-${pane}`);
  if (choice) choice.checked = true;
}

form.addEventListener('submit', (event) => {
  if (event.submitter?.hasAttribute('data-whole')) return;
  event.preventDefault();
  send(event.submitter).then(() => {
    const aside = event.submitter?.dataset.shows && form.querySelector(`#${event.submitter.dataset.shows}`);
    aside?.lastElementChild?.scrollIntoView({ block: 'nearest' });
    if (event.submitter?.id === 'apply' && !form.querySelector('#task')) reveal('cluster');
  });
});

// Enter in the ask box asks; elsewhere in the form it must not apply.
form.addEventListener('keydown', (event) => {
  if (event.key !== 'Enter' || !event.target.matches('.ask input')) return;
  event.preventDefault();
  form.requestSubmit(event.target.closest('.ask').querySelector('button'));
});

// Boxes that filter what is shown take effect while they are written into.
form.addEventListener('input', (event) => {
  if (event.target.matches('[data-live]')) typed();
});

// "line 9" in prose and verdicts leads to the line; keys of the row above a phone's keyboard type what they show.
form.addEventListener('click', (event) => {
  const line = event.target.closest('a[href^="#L"]')?.hash.match(/^#L(\d+)$/);
  if (line) {
    event.preventDefault();
    reveal('edit');
    form.querySelector('#file-own')?.click();
    sheet.goto(Number(line[1]));
  }
  const key = event.target.closest('[data-insert], [data-undo]');
  if (key) {
    event.preventDefault();
    if (key.dataset.insert) sheet.insert(key.dataset.insert);
    else sheet.undo();
  }
});

form.addEventListener('drydock:load', (event) => {
  const { steps, text } = event.detail;
  if (form.elements.steps) form.elements.steps.value = steps;
  sheet.set(text);
  send();
});

for (const element of form.querySelectorAll('[data-needs-script]')) element.hidden = false;
sheet.remark();
draft.restore(form);
share.start(form);
form.dataset.ready = 'true';
