import type { CSSProperties } from "react";

/** The light colours by their names, whatever the screen shows now: what goes on paper is light. */
export function paperColours(): CSSProperties {
  const colours: Record<string, string> = {};
  for (const rule of rulesOf(document.styleSheets)) {
    if (!(rule instanceof CSSStyleRule) || rule.selectorText !== ":root" || !rule.style.getPropertyValue("--ink")) continue;
    for (const name of rule.style) if (name.startsWith("--")) colours[name] = rule.style.getPropertyValue(name).trim();
  }
  return colours as CSSProperties;
}

/** Style sheets of others, which browser extensions add, may not be read. */
export function rulesOf(sheets: StyleSheetList): CSSRule[] {
  return [...sheets].flatMap((sheet) => {
    try {
      return [...sheet.cssRules];
    } catch {
      return [];
    }
  });
}
