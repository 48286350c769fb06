// Makes one element like another with as few changes as possible, so that focus, scroll positions, open folds and
// whatever did not change stay as they are, and a screen reader hears only what is new.

/** Changes `from` until it says what `to` says. */
export function morph(from, to) {
  if (from.isEqualNode(to)) return;
  attributes(from, to);
  children(from, to);
}

function attributes(from, to) {
  for (const { name } of [...from.attributes]) {
    if (!to.hasAttribute(name) && !isOwn(from, name)) from.removeAttribute(name);
  }
  for (const { name, value } of to.attributes) {
    if (from.getAttribute(name) !== value && !isOwn(from, name)) from.setAttribute(name, value);
  }
  if (from.type === 'hidden' && from.value !== to.value) from.value = to.value;
}

/** What belongs to the reader and not to the result: which folds are open, and what was typed or chosen. */
function isOwn(element, name) {
  return (name === 'open' && element.localName === 'details')
    || (['value', 'checked'].includes(name) && element.localName === 'input' && element.type !== 'hidden');
}

function children(from, to) {
  const byId = new Map([...from.children].filter((child) => child.id).map((child) => [child.id, child]));
  let next = from.firstChild;
  for (const wanted of [...to.childNodes]) {
    let match = null;
    if (wanted.id && byId.has(wanted.id)) match = byId.get(wanted.id);
    else if (next && !next.id && !wanted.id && isAlike(next, wanted)) match = next;
    if (!match) {
      from.insertBefore(document.importNode(wanted, true), next);
      continue;
    }
    if (match === next) next = next.nextSibling;
    else from.insertBefore(match, next);
    if (match.nodeType === Node.ELEMENT_NODE) morph(match, wanted);
    else if (match.data !== wanted.data) match.data = wanted.data;
  }
  while (next) {
    const gone = next;
    next = next.nextSibling;
    gone.remove();
  }
}

function isAlike(one, other) {
  return one.nodeType === other.nodeType && one.nodeName === other.nodeName;
}
