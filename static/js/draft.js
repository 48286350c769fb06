// What was typed on a page, kept in this browser only, so that coming back finds it again.

import { isShared } from './share.js';

const key = `drydock:${location.pathname}`;

/** Text and steps of the form; a lesson has no steps of its own. */
function state(form) {
  return { text: form.elements.text.value, steps: form.elements.steps?.value ?? '[]' };
}

/** Keeps text and steps of the form. */
export function keep(form) {
  try {
    localStorage.setItem(key, JSON.stringify(state(form)));
  } catch {
    // Storage may be full or switched off; the page works without it.
  }
}

/** Brings back what was kept, unless the page was asked for with a text of its own. */
export function restore(form) {
  if (form.dataset.fresh === undefined || isShared()) return;
  try {
    const kept = JSON.parse(localStorage.getItem(key) ?? 'null');
    const now = state(form);
    if (!kept || (kept.text === now.text && kept.steps === now.steps)) return;
    form.dispatchEvent(new CustomEvent('drydock:load', { detail: kept }));
  } catch {
    // Something else wrote it; the page starts afresh.
  }
}
