// YAML in the page's four quiet inks; the classes are those of the server's own highlighting.

import { syntaxHighlighting } from '@codemirror/language';
import { Decoration, MatchDecorator, ViewPlugin } from '@codemirror/view';
import { tagHighlighter, tags } from '@lezer/highlight';

const words = tagHighlighter([
  { tag: tags.definition(tags.propertyName), class: 'tok-propertyName' },
  { tag: [tags.content, tags.string, tags.special(tags.string)], class: 'tok-string' },
  { tag: [tags.punctuation, tags.separator, tags.squareBracket, tags.brace, tags.operator, tags.meta], class: 'tok-punctuation' },
  { tag: [tags.lineComment, tags.comment], class: 'tok-comment' },
]);

// The grammar does not tell numbers from other plain scalars.
const number = new MatchDecorator({
  regexp: /(?<=(?:^|\s)(?:-|[\w./-]+:)\s+)-?\d+(?:\.\d+)?(?=\s*(?:#|$))/gm,
  decoration: Decoration.mark({ class: 'tok-number' }),
});

const numbers = ViewPlugin.define(
  (view) => ({
    marks: number.createDeco(view),
    update(update) {
      this.marks = number.updateDeco(update, this.marks);
    },
  }),
  { decorations: (plugin) => plugin.marks },
);

/** The extension. */
export const colours = [syntaxHighlighting(words), numbers];
