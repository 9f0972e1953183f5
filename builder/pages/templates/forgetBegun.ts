/** What a page was begun with (its name, what ships) is forgotten once it is saved: loaded again, it shows what was saved, not an empty page. */
export function forgetBegun(): void {
  window.history.replaceState({ ...(window.history.state as object | null), usr: null }, "");
}
