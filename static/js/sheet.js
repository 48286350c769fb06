// The textarea as an editor: what is left when there is no bundle. The same face as `codeSheet` of the bundle.

/** Wraps the textarea: `set`, `insert`, `undo`, `goto` a line, `remark` after a new result. */
export function plainSheet({ textarea, onInput, onApply }) {
  textarea.addEventListener('input', onInput);
  textarea.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      onApply();
    }
  });
  return {
    set(text) {
      textarea.value = text;
    },
    insert(text) {
      textarea.setRangeText(text, textarea.selectionStart, textarea.selectionEnd, 'end');
      textarea.focus();
      onInput();
    },
    undo() {
      textarea.focus();
      document.execCommand('undo');
    },
    goto(line) {
      const start = textarea.value.split('\n').slice(0, line - 1).reduce((sum, text) => sum + text.length + 1, 0);
      textarea.focus();
      textarea.setSelectionRange(start, start);
    },
    remark() {},
  };
}
