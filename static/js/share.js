// A link that holds everything: steps, text and question, compressed, in the fragment, which no server gets to see.
//
// `#v1.` and then base64url of raw deflate of a JSON object {steps, text, view, from, name, type, asked}.

const LONGEST_LINK = 32_000;
const LONGEST_TEXT = 2_000_000;
const FIELDS = ['text', 'steps', 'view', 'from', 'name', 'type', 'asked'];

/** The fragment of a state. */
export async function pack(state) {
  const stream = new Blob([JSON.stringify(state)]).stream().pipeThrough(new CompressionStream('deflate-raw'));
  const bytes = new Uint8Array(await new Response(stream).arrayBuffer());
  const characters = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  return `#v1.${btoa(characters).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')}`;
}

/** The state of a fragment; throws when it holds none. */
export async function unpack(fragment) {
  const characters = atob(fragment.slice('#v1.'.length).replaceAll('-', '+').replaceAll('_', '/'));
  const bytes = Uint8Array.from(characters, (character) => character.charCodeAt(0));
  const reader = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw')).getReader();
  const parts = [];
  let size = 0;
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    size += part.value.length;
    if (size > LONGEST_TEXT) throw new RangeError('the link holds too much');
    parts.push(part.value);
  }
  return JSON.parse(await new Blob(parts).text());
}

/** Makes the page's share button work, and opens the link that the page was asked for with. */
export function start(form) {
  const button = form.querySelector('[data-share]');
  if (!button) return;
  button.hidden = false;
  button.addEventListener('click', () => share(form, button));
  window.addEventListener('hashchange', () => open(form, button));
  open(form, button);
}

/** Whether the address holds a state. */
export function isShared() {
  return location.hash.startsWith('#v1.');
}

async function share(form, button) {
  const state = Object.fromEntries(FIELDS.map((name) => [name, form.elements[name]?.value ?? '']));
  const fragment = await pack(state);
  history.replaceState(null, '', location.pathname + fragment);
  const label = button.querySelector('span');
  const before = label.textContent;
  const said = await copy(location.href)
    ? (fragment.length > LONGEST_LINK ? button.dataset.long : button.dataset.copied)
    : button.dataset.address;
  label.textContent = said;
  form.querySelector('#status-words').textContent = said;
  setTimeout(() => { label.textContent = before; }, 2500);
}

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

async function open(form, button) {
  if (!isShared()) return;
  try {
    const state = await unpack(location.hash);
    const view = form.querySelector(`#view-${CSS.escape(String(state.view))}`);
    if (view) view.checked = true;
    for (const name of ['name', 'type', 'from', 'asked']) choose(form.elements[name], String(state[name] ?? ''));
    form.dispatchEvent(new CustomEvent('drydock:load', { detail: { text: String(state.text ?? ''), steps: String(state.steps ?? '[]') } }));
  } catch {
    form.querySelector('#status-words').textContent = button.dataset.unreadable;
  }
}

/** Puts a value into a field; a choice that the list does not offer yet is added, the server checks it anyway. */
function choose(field, value) {
  if (!field || !value) return;
  if (field.localName === 'select' && ![...field.options].some((option) => option.value === value)) field.add(new Option(value));
  field.value = value;
}
