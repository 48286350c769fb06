// The theme switch without loading the page again. The server reads the same cookie for the next page.

const order = ['system', 'dark', 'light'];

for (const control of document.querySelectorAll('[data-theme-switch]')) {
  control.addEventListener('click', (event) => {
    event.preventDefault();
    const root = document.documentElement;
    const next = order[(order.indexOf(root.dataset.theme ?? 'system') + 1) % order.length];
    if (next === 'system') delete root.dataset.theme;
    else root.dataset.theme = next;
    document.cookie = `theme=${next}; Path=/; Max-Age=31536000; SameSite=Lax`;
    control.setAttribute('aria-label', control.dataset[next]);
  });
}
