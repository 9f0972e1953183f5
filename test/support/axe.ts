import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { ElementContext, RunOptions } from "axe-core";
import type { Frame, Page } from "playwright-core";

declare global {
  interface Window {
    axe?: typeof import("axe-core");
  }
}

const program = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
/** Frames of other sites answer too. */
const configured = `${program}; axe.configure({ allowedOrigins: ["<unsafe_all_origins>"] });`;

interface Asked {
  /** Only rules with one of these tags. */
  tags?: string[];
  /** Only these rules. */
  rules?: string[];
  /** Only these parts; left out, all of the page. */
  include?: string[];
  /** Parts that are not looked at. */
  exclude?: string[];
}

/** What axe finds wrong with a page and the frames in it, a line for each rule: `rule: <element> | <element>`. */
export async function axeFinds(page: Page, { tags, rules, include, exclude = [] }: Asked = {}): Promise<string[]> {
  // A frame in which nothing may run, as a letter is shown in, would let axe wait for its answer for ever: only the frame itself is looked at.
  const dead = await page.locator('iframe[sandbox]:not([sandbox~="allow-scripts"])').count();
  await Promise.all((dead > 0 ? [page.mainFrame()] : page.frames()).map(bring));
  const options: RunOptions = {
    // What is well need not be told, and nobody reads where in the document it stands.
    resultTypes: ["violations"],
    selectors: false,
    iframes: dead === 0,
    ...(rules ? { runOnly: { type: "rule", values: rules } } : tags ? { runOnly: { type: "tag", values: tags } } : {}),
  };
  return await page.evaluate(look, { where: { ...(include ? { include } : {}), exclude }, options });
}

/** Once into each document: reading it takes axe as long as many a look. */
async function bring(frame: Frame): Promise<void> {
  if (!(await frame.evaluate(() => window.axe !== undefined))) await frame.evaluate(configured);
}

/** In the page. */
async function look({ where, options }: { where: ElementContext; options: RunOptions }): Promise<string[]> {
  if (!window.axe) throw new Error("axe was not brought into this page.");
  const { violations } = await window.axe.run(where, options);
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" | ")}`);
}
