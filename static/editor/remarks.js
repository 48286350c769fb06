// What the server says of places in the text: a squiggle, a mark in the gutter, and a card below the line; and what it
// filled in, as quiet words at the end of a line.
//
// The page lists its remarks as articles with `data-state` (err, warn, info) and `data-spans` ("12-20 40-48", UTF-16).

import { StateEffect, StateField } from '@codemirror/state';
import { Decoration, EditorView, GutterMarker, WidgetType, gutter } from '@codemirror/view';

/** `{all: articles, fills: [{line, text}], settled}`: marks are drawn at once, new cards only when `settled`. */
export const setRemarks = StateEffect.define();

const NOTHING = { all: [], fills: [], settled: true };

const field = StateField.define({
  create: (state) => draw(state, NOTHING, new Set()),
  update(value, transaction) {
    const { state, changes } = transaction;
    for (const effect of transaction.effects) {
      if (effect.is(setRemarks)) return draw(state, effect.value, value.shown);
    }
    if (transaction.docChanged) {
      const moved = (set) => set.map(changes);
      return { ...value, squiggles: moved(value.squiggles), ghosts: moved(value.ghosts), cards: moved(value.cards), marks: movedMarks(value.marks, state, changes) };
    }
    if (transaction.selection) return { ...value, cards: draw(state, value.held, value.shown).cards };
    return value;
  },
  provide: (self) => ['squiggles', 'cards', 'ghosts'].map((name) => EditorView.decorations.from(self, (value) => value[name])),
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

/** What to show. A refusal's card is always open, once the person pauses; a remark's card only while the cursor is on its line. */
function draw({ doc, selection }, held, before) {
  const squiggles = [];
  const cards = [];
  const marks = new Map();
  const shown = new Set();
  const here = doc.lineAt(selection.main.head).number;
  for (const article of held.all) {
    const state = article.dataset.state;
    const words = article.querySelector('h2')?.textContent ?? '';
    const spans = article.dataset.spans.split(' ').filter(Boolean).map((span) => span.split('-').map(Number));
    const lines = spans.map(([from]) => doc.lineAt(Math.min(from, doc.length)));
    spans.forEach(([from, to], index) => {
      const [start, end] = [Math.min(from, doc.length), Math.min(to, lines[index].to)];
      if (end > start) squiggles.push(Decoration.mark({ class: `sq ${state}` }).range(start, end));
      const mark = marks.get(lines[index].from);
      if (!mark || RANK[mark.state] < RANK[state]) marks.set(lines[index].from, new Mark(state, words));
    });
    const isVerdict = article.id.startsWith('verdict-');
    const isOpen = isVerdict ? held.settled || before.has(article.id) : lines.some((line) => line.number === here);
    if (isVerdict && isOpen) shown.add(article.id);
    if (isOpen) cards.push(Decoration.widget({ widget: new Card(article), block: true, side: 1 }).range((lines[0] ?? doc.line(1)).to));
  }
  const ghosts = held.fills.filter(({ line }) => line <= doc.lines)
    .map(({ line, text }) => Decoration.widget({ widget: new Ghost(text), side: 1 }).range(doc.line(line).to));
  const set = (ranges) => Decoration.set(ranges, true);
  return { held, shown, marks, squiggles: set(squiggles), cards: set(cards), ghosts: set(ghosts) };
}

function movedMarks(marks, state, changes) {
  const next = new Map();
  for (const [from, mark] of marks) next.set(state.doc.lineAt(changes.mapPos(from)).from, mark);
  return next;
}
