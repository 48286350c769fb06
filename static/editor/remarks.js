// What the server says of places in the text: a squiggle, a mark in the gutter, and a card below the line; and what it
// filled in, as quiet words at the end of a line.
//
// The page lists its remarks as articles with `data-state` (err, warn, info) and `data-spans` ("12-20 40-48", UTF-16).

import { StateEffect, StateField } from '@codemirror/state';
import { Decoration, EditorView, GutterMarker, WidgetType, gutter } from '@codemirror/view';

/** `{all: articles, fills: [{line, text}], settled}`: marks are drawn at once, new cards only when `settled`. */
export const setRemarks = StateEffect.define();

const field = StateField.define({
  create: () => ({ squiggles: Decoration.none, fills: Decoration.none, cards: Decoration.none, marks: new Map(), shown: new Set() }),
  update(value, transaction) {
    let next = value;
    if (transaction.docChanged) {
      next = { ...next, squiggles: next.squiggles.map(transaction.changes), fills: next.fills.map(transaction.changes), cards: next.cards.map(transaction.changes), marks: moved(next.marks, transaction) };
    }
    for (const effect of transaction.effects) {
      if (effect.is(setRemarks)) next = draw(transaction.state.doc, effect.value, next.shown);
    }
    return next;
  },
  provide: (self) => [
    EditorView.decorations.from(self, (value) => value.squiggles),
    EditorView.decorations.from(self, (value) => value.cards),
    EditorView.decorations.from(self, (value) => value.fills),
  ],
});

class Card extends WidgetType {
  constructor(article) {
    super();
    this.article = article;
    this.markup = article.outerHTML;
  }

  eq(other) {
    return this.markup === other.markup;
  }

  toDOM() {
    const card = this.article.cloneNode(true);
    // The list keeps its own ids for readers without the editor.
    for (const element of [card, ...card.querySelectorAll('[id]')]) if (element.id) element.id += '-inset';
    const label = card.getAttribute('aria-labelledby');
    if (label) card.setAttribute('aria-labelledby', `${label}-inset`);
    const block = document.createElement('div');
    block.className = 'cm-inset';
    block.append(card);
    return block;
  }

  ignoreEvent() {
    return true;
  }
}

class Ghost extends WidgetType {
  constructor(text) {
    super();
    this.text = text;
  }

  eq(other) {
    return this.text === other.text;
  }

  toDOM() {
    const ghost = document.createElement('span');
    ghost.className = 'ghost';
    ghost.textContent = this.text;
    return ghost;
  }
}

class Mark extends GutterMarker {
  constructor(state, words) {
    super();
    this.state = state;
    this.words = words;
  }

  eq(other) {
    return this.state === other.state && this.words === other.words;
  }

  toDOM() {
    const holder = document.createElement('span');
    holder.className = `is-${this.state}`;
    holder.title = this.words;
    const icon = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
    const use = document.createElementNS('http://www.w3.org/2000/svg', 'use');
    use.setAttribute('href', { err: '#s-fail', warn: '#s-warn', info: '#s-info' }[this.state]);
    icon.append(use);
    holder.append(icon);
    return holder;
  }
}

/** The extension: squiggles and cards, and the gutter on the left of the numbers. */
export const remarks = [
  field,
  gutter({
    class: 'cm-marks',
    lineMarker: (view, line) => view.state.field(field).marks.get(line.from) ?? null,
    lineMarkerChange: (update) => update.startState.field(field) !== update.state.field(field),
    initialSpacer: () => new Mark('info', ''),
  }),
];

const RANK = { info: 0, warn: 1, err: 2 };

function draw(doc, { all, fills, settled }, before) {
  const ghosts = fills.filter(({ line }) => line <= doc.lines)
    .map(({ line, text }) => Decoration.widget({ widget: new Ghost(text), side: 1 }).range(doc.line(line).to));
  const squiggles = [];
  const cards = [];
  const marks = new Map();
  const shown = new Set();
  for (const article of all) {
    const state = article.dataset.state;
    const words = article.querySelector('h2')?.textContent ?? '';
    const spans = article.dataset.spans.split(' ').filter(Boolean).map((span) => span.split('-').map(Number));
    for (const [from, to] of spans) {
      const line = doc.lineAt(Math.min(from, doc.length));
      const [start, end] = [Math.min(from, doc.length), Math.min(to, line.to)];
      if (end > start) squiggles.push(Decoration.mark({ class: `sq ${state}` }).range(start, end));
      const held = marks.get(line.from);
      if (!held || RANK[held.state] < RANK[state]) marks.set(line.from, new Mark(state, words));
    }
    const first = doc.lineAt(Math.min(spans[0]?.[0] ?? 0, doc.length));
    if (settled || before.has(article.id)) {
      shown.add(article.id);
      cards.push(Decoration.widget({ widget: new Card(article), block: true, side: 1 }).range(first.to));
    }
  }
  return { squiggles: Decoration.set(squiggles, true), fills: Decoration.set(ghosts, true), cards: Decoration.set(cards, true), marks, shown };
}

function moved(marks, transaction) {
  const next = new Map();
  for (const [from, mark] of marks) next.set(transaction.state.doc.lineAt(transaction.changes.mapPos(from)).from, mark);
  return next;
}
