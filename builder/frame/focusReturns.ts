/**
 * Whoever works by keys goes on where they were: when a dialog or menu that had the focus is gone, what had it before gets it back.
 * Mantine does so only for a dialog that stays in the page, closed; ours are there only while they are open.
 */
export function focusReturns(layers: Element): void {
  /** What had the focus last on the page itself, and since then in the layers above it, the latest at the end. */
  let had: HTMLElement[] = [];
  let path = "";
  document.addEventListener("focusin", ({ target }) => {
    if (!(target instanceof HTMLElement)) return;
    const before = had.indexOf(target);
    if (!layers.contains(target)) {
      had = [target];
      path = location.pathname;
    } else had = before >= 0 ? had.slice(0, before + 1) : [...had, target];
  });
  new MutationObserver(() => {
    if (had.at(-1)?.isConnected !== false || document.activeElement !== document.body) return;
    had = had.filter((one) => one.isConnected);
    // Nobody is led back on a page they have gone to meanwhile.
    if (path === location.pathname) had.at(-1)?.focus({ preventScroll: true });
  }).observe(layers, { childList: true, subtree: true });
}
