// The editor of the bundle: CodeMirror 6 around the page's textarea, which stays the form's field.

import { defaultKeymap, history, historyKeymap, undo } from '@codemirror/commands';
import { yaml } from '@codemirror/lang-yaml';
import { bracketMatching, indentUnit } from '@codemirror/language';
import { search, searchKeymap } from '@codemirror/search';
import { EditorSelection, EditorState, Prec } from '@codemirror/state';
import { EditorView, drawSelection, highlightActiveLine, highlightActiveLineGutter, keymap, lineNumbers } from '@codemirror/view';
import { colours } from './colours.js';
import { remarks, setRemarks } from './remarks.js';

/** Puts the editor in the textarea's place. The same face as `plainSheet`. */
export function codeSheet({ textarea, onInput, onApply, nonce }) {
  const place = textarea.closest('.editor');
  const list = document.getElementById('remarks');
  const filled = document.getElementById('fills');
  let quiet = false;
  let lastKey = 0;
  let later = 0;

  const view = new EditorView({
    state: EditorState.create({
      doc: textarea.value,
      extensions: [
        remarks,
        lineNumbers(),
        history(),
        drawSelection(),
        highlightActiveLine(),
        highlightActiveLineGutter(),
        bracketMatching(),
        indentUnit.of('  '),
        EditorState.tabSize.of(2),
        search({ top: true }),
        yaml(),
        colours,
        // Tab stays the browser's own: it leaves the editor, as everywhere else on the page.
        Prec.highest(keymap.of([{ key: 'Mod-Enter', run: () => (onApply(), true) }, { key: 'Enter', run: newline }])),
        keymap.of([...defaultKeymap, ...historyKeymap, ...searchKeymap]),
        nonce ? EditorView.cspNonce.of(nonce) : [],
        EditorView.contentAttributes.of({ 'aria-label': textarea.getAttribute('aria-label'), 'aria-describedby': 'status', tabindex: '0', autocapitalize: 'off', spellcheck: 'false' }),
        EditorView.domEventHandlers({ beforeinput: overwrite }),
        EditorView.updateListener.of((update) => {
          if (!update.docChanged) return;
          textarea.value = update.state.doc.toString();
          if (quiet) return;
          lastKey = Date.now();
          onInput();
        }),
      ],
    }),
  });
  textarea.hidden = true;
  textarea.closest('.sheet').hidden = true;
  place.append(view.dom);
  place.classList.add('enhanced');

  /** Marks at once; cards below lines only when the person pauses, so that lines do not jump under the fingers. */
  function remark() {
    clearTimeout(later);
    const all = [...list.querySelectorAll('[data-spans]')];
    const fills = [...filled.children].map((item) => ({ line: Number(item.dataset.line), text: item.textContent }));
    const pause = 900 - (Date.now() - lastKey);
    view.dispatch({ effects: setRemarks.of({ all, fills, settled: pause <= 0 }) });
    if (pause > 0) later = setTimeout(remark, pause);
  }

  return {
    set(text) {
      quiet = true;
      view.dispatch({ changes: difference(view.state.doc.toString(), text) });
      quiet = false;
    },
    insert(text) {
      view.dispatch(view.state.replaceSelection(text));
      view.focus();
    },
    undo() {
      undo(view);
      view.focus();
    },
    goto(number) {
      const line = view.state.doc.line(Math.min(Math.max(number, 1), view.state.doc.lines));
      const indent = line.text.length - line.text.trimStart().length;
      view.dispatch({ selection: { anchor: line.from + indent }, effects: EditorView.scrollIntoView(line.from, { y: 'center' }) });
      view.focus();
    },
    remark,
  };
}

/** A new line at the depth that YAML most likely wants next: deeper behind `key:` and `|`, beside the first key of an item. */
function newline({ state, dispatch }) {
  const edit = state.changeByRange(({ from, to }) => {
    const before = state.sliceDoc(state.doc.lineAt(from).from, from);
    const marks = before.match(/^ *(?:- +)*/)[0].length;
    const depth = /(?::|[|>][+-]?)\s*$/.test(before) ? marks + 2 : marks;
    const insert = state.lineBreak + ' '.repeat(depth);
    return { changes: { from, to, insert }, range: EditorSelection.cursor(from + insert.length) };
  });
  dispatch(state.update(edit, { scrollIntoView: true, userEvent: 'input' }));
  return true;
}

/** Typing over a selection: left to the browser, it would carry the old text's looks along as an inline style. */
function overwrite(event, view) {
  if (event.inputType !== 'insertText' || event.isComposing || event.data === null || view.state.selection.main.empty) return false;
  view.dispatch(view.state.replaceSelection(event.data), { userEvent: 'input.type', scrollIntoView: true });
  return true;
}

/** The one range in which two texts differ, so that the cursor and everything around it stay. */
function difference(before, after) {
  let from = 0;
  while (from < Math.min(before.length, after.length) && before[from] === after[from]) from += 1;
  let cut = 0;
  const room = Math.min(before.length, after.length) - from;
  while (cut < room && before[before.length - 1 - cut] === after[after.length - 1 - cut]) cut += 1;
  return { from, to: before.length - cut, insert: after.slice(from, after.length - cut) };
}
