// Dividers between panes: dragged, or moved with the arrow keys; remembered on this device.

const KEY = 'drydock:panes';
const panes = document.querySelector('.panes');
const names = [...panes.querySelectorAll('.pane')].map((pane) => pane.id);
const shares = read() ?? {};

function read() {
  try {
    return JSON.parse(localStorage.getItem(`${KEY}:${names.length}`));
  } catch {
    return null;
  }
}

function lay() {
  for (const name of names) {
    if (Number.isFinite(shares[name])) panes.style.setProperty(`--${name}`, `${shares[name]}fr`);
  }
}

function measure() {
  const whole = panes.clientWidth;
  for (const name of names) shares[name] = (100 * document.getElementById(name).offsetWidth) / whole;
}

/** Moves the border between a divider's neighbours by a share of the width in percent, within its limits. */
function move(divider, by) {
  const [left, right] = [divider.previousElementSibling.id, divider.nextElementSibling.id];
  const room = Math.min(Math.max(by, 16 - shares[left]), shares[right] - 16);
  shares[left] += room;
  shares[right] -= room;
  lay();
  const before = names.slice(0, names.indexOf(right));
  divider.setAttribute('aria-valuenow', String(Math.round(before.reduce((sum, name) => sum + shares[name], 0))));
  try {
    localStorage.setItem(`${KEY}:${names.length}`, JSON.stringify(shares));
  } catch {
    // Not remembered, then.
  }
}

lay();
for (const divider of panes.querySelectorAll('.divider')) {
  divider.addEventListener('pointerdown', (event) => {
    event.preventDefault();
    divider.setPointerCapture(event.pointerId);
    measure();
    let at = event.clientX;
    const drag = (moved) => {
      move(divider, (100 * (moved.clientX - at)) / panes.clientWidth);
      at = moved.clientX;
    };
    divider.addEventListener('pointermove', drag);
    divider.addEventListener('lostpointercapture', () => divider.removeEventListener('pointermove', drag), { once: true });
  });
  divider.addEventListener('keydown', (event) => {
    const by = { ArrowLeft: -2, ArrowRight: 2 }[event.key];
    if (!by) return;
    event.preventDefault();
    measure();
    move(divider, by);
  });
}
