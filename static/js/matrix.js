// The matrix as one stop of the Tab key: arrow keys, Home and End move between its cells.

const matrix = () => document.querySelector('[data-matrix]');
const cells = (row) => [...row.querySelectorAll('.cell')];
const STEPS = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0], Home: [0, -Infinity], End: [0, Infinity] };
let place = [0, 0];

/** One cell can be reached with Tab: the one where the reader was last. */
function mark() {
  const rows = [...(matrix()?.tBodies[0].rows ?? [])].map(cells);
  place = [Math.min(place[0], rows.length - 1), Math.min(place[1], (rows[0]?.length ?? 0) - 1)].map((at) => Math.max(at, 0));
  rows.forEach((row, y) => row.forEach((cell, x) => { cell.tabIndex = y === place[0] && x === place[1] ? 0 : -1; }));
  return rows;
}

document.addEventListener('keydown', (event) => {
  const step = event.target.matches('[data-matrix] .cell') && STEPS[event.key];
  if (!step) return;
  event.preventDefault();
  const rows = mark();
  const within = (at, length) => Math.min(Math.max(at, 0), length - 1);
  const y = within(place[0] + step[0], rows.length);
  place = [y, within(place[1] + step[1], rows[y].length)];
  mark();
  rows[place[0]][place[1]].focus();
});

document.addEventListener('focusin', (event) => {
  if (!event.target.matches('[data-matrix] .cell')) return;
  const row = event.target.closest('tr');
  place = [row.sectionRowIndex, cells(row).indexOf(event.target)];
  mark();
});

document.addEventListener('drydock:result', mark, true);
mark();
