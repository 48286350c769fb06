// What was typed on a page, kept in this browser only, so that coming back finds it again.

const key = `drydock:${location.pathname}`;

/** Keeps text and steps of the form. */
export function keep(form) {
  try {
    localStorage.setItem(key, JSON.stringify({ text: form.elements.text.value, steps: form.elements.steps.value }));
  } catch {
    // Storage may be full or switched off; the page works without it.
  }
}

/** Brings back what was kept, unless the page was asked for with a text of its own. */
export function restore(form) {
  if (form.dataset.fresh === undefined || location.hash.startsWith('#v1.')) return;
  try {
    const kept = JSON.parse(localStorage.getItem(key) ?? 'null');
    if (!kept || (kept.text === form.elements.text.value && kept.steps === form.elements.steps.value)) return;
    form.dispatchEvent(new CustomEvent('drydock:load', { detail: kept }));
  } catch {
    // Something else wrote it; the page starts afresh.
  }
}
