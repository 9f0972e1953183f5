import type { Page } from "playwright-core";

interface Tabbed {
  /** What Tab came to, in order, until it came to the first again. */
  reached: Element[];
  /** What looks the same with the focus as without. */
  unmarked: Element[];
  round: boolean;
}
declare global {
  interface Window {
    tabbed?: Tabbed;
  }
}

/** So many presses are sent at once; and so many at most, for a page from which Tab finds no way round. */
const [atOnce, most] = [12, 600];

/** Goes through a page with Tab alone. Says what it can't reach (also for being caught before it), and where nobody sees the focus. */
export async function byTab(page: Page): Promise<string[]> {
  await page.evaluate(listen);
  for (let presses = 0; presses < most; presses += atOnce) {
    await Promise.all(Array.from({ length: atOnce }, () => page.keyboard.press("Tab")));
    if (await page.evaluate(() => window.tabbed?.round)) break;
  }
  return await page.evaluate(found);
}

/** In the page: notes what gets the focus from now on. */
function listen(): void {
  const tabbed: Tabbed = { reached: [], unmarked: [], round: false };
  window.tabbed = tabbed;
  // A border that takes a moment to change its colour is looked at as it is then.
  document.head.insertAdjacentHTML("beforeend", "<style>* { transition: none !important }</style>");
  /** Lines around somebody and around what they stand in, and of what is drawn for a hidden field. */
  const lines = (element: Element) => {
    const above = element.closest("li, label, [role=row]");
    const around = [element, element.nextElementSibling, element.parentElement, element.parentElement?.nextElementSibling];
    return [...around, above, above?.parentElement]
      .map((one) => {
        if (!one) return "";
        const { outlineStyle, outlineWidth, outlineColor, boxShadow, borderColor, textDecorationLine, clipPath } = getComputedStyle(one);
        return [outlineStyle, outlineWidth, outlineColor, boxShadow, borderColor, textDecorationLine, clipPath].join();
      })
      .join("|");
  };
  let last: { element: Element; looks: string } | null = null;
  document.addEventListener("focusin", ({ target }) => {
    if (tabbed.round || !(target instanceof Element)) return;
    if (last?.element.isConnected && last.element !== target && lines(last.element) === last.looks) tabbed.unmarked.push(last.element);
    tabbed.round = target === tabbed.reached[0];
    last = { element: target, looks: lines(target) };
    tabbed.reached.push(target);
  });
}

/** In the page: what came of it. */
function found(): string[] {
  const { reached, unmarked }: Tabbed = window.tabbed ?? { reached: [], unmarked: [], round: false };
  const groups = new Set(reached.flatMap((one) => (one instanceof HTMLInputElement && one.type === "radio" ? [one.name] : [])));
  const waits = [...document.querySelectorAll<HTMLElement | SVGElement>("a[href], button, input, select, textarea, [tabindex]")].filter(
    (one) =>
      one.tabIndex >= 0 &&
      !one.matches(":disabled, [type=hidden]") &&
      !one.closest("[inert]") &&
      one.checkVisibility({ visibilityProperty: true }) &&
      !(one instanceof HTMLInputElement && one.type === "radio" && groups.has(one.name)),
  );
  const called = (one: Element) => (one.ariaLabel ?? one.textContent ?? "").trim().slice(0, 60) || one.outerHTML.slice(0, 160);
  const missed = waits.filter((one) => !reached.includes(one));
  return [
    ...missed.map((one) => `Tab does not come to “${called(one)}”`),
    ...[...new Set(unmarked.map(called))].map((name) => `nobody sees that “${name}” has the focus`),
  ];
}
