/**
 * Merge fields: Liquid texts of a definition, checked before and rendered when used. One pure function each; facts are read
 * through own properties only, and sizes are limited.
 */
import { Liquid, type Template } from "liquidjs";
import type { Finding } from "./check.ts";
import { registerFormats } from "./formats.ts";
import { isEmpty } from "./operators.ts";
import { type Scope, whyNotPath } from "./paths.ts";
import { plainFields } from "./plainFields.ts";

export interface RenderOptions {
  /** Escapes merged values (not the text around them) for HTML. */
  html?: boolean;
  /** Zone in which `date` shows moments; a date without a time is shown as it is. Default UTC. */
  zone?: string;
  /** Language of month and day names, e.g. `es-US`. */
  locale?: string;
  /** What `"now" | date` means. */
  now?: string;
}

export interface Rendered {
  text: string;
  /** Merge fields that came out empty and have no `default`. A message with any of these must not leave. */
  missing: string[];
  /** Set when the text could not be rendered at all, in words. */
  error?: string;
}

const MAX_TEXT = 100_000;
/** Tags that reach outside the text. */
const NO_TAGS = ["include", "render", "layout", "block"];
const engines = new Map<string, Liquid>();

function engineFor({ zone = "UTC", locale = "en-US" }: RenderOptions): Liquid {
  const key = `${zone} ${locale}`;
  const known = engines.get(key);
  if (known) return known;
  const made = new Liquid({
    ownPropertyOnly: true,
    strictFilters: true,
    strictVariables: false,
    templates: {},
    parseLimit: MAX_TEXT,
    renderLimit: 1000,
    memoryLimit: 10_000_000,
    timezoneOffset: zone,
    locale,
  });
  for (const tag of NO_TAGS) delete made.tags[tag];
  keepDates(made);
  registerFormats(made, { zone, locale });
  if (engines.size > 50) engines.clear();
  engines.set(key, made);
  return made;
}

/** A date without a time is the same day everywhere; Liquid would read it as midnight UTC and show the day before in America. */
function keepDates(engine: Liquid): void {
  const date = engine.filters["date"];
  if (typeof date !== "function") return;
  engine.registerFilter("date", function (value: unknown, format?: unknown, zone?: unknown) {
    if (typeof value === "string" && /^\d{4}-\d\d-\d\d$/.test(value)) return date.call(this, value, format, 0);
    if (value === "now" || value === "today") return date.call(this, this.context.getSync(["now"]) ?? value, format, zone);
    return date.call(this, value, format, zone);
  });
}

/** Renders a text with facts. Never throws. */
export function renderText(liquid: string, facts: object, options: RenderOptions = {}): Rendered {
  if (!liquid.includes("{{") && !liquid.includes("{%")) return { text: liquid, missing: [] };
  try {
    const engine = engineFor(options);
    const templates = engine.parse(liquid);
    const missing = new Set<string>();
    watchOutputs(templates, missing, options.html === true);
    const text: unknown = engine.renderSync(templates, { ...facts, now: options.now });
    return { text: String(text), missing: [...missing] };
  } catch (error) {
    return { text: "", missing: [], error: inWords(error) };
  }
}

interface Output extends Template {
  value: { filters: { name: string }[]; initial?: unknown };
  render(context: never, emitter: { write(value: unknown): void }): Generator;
}

function isOutput(template: Template): template is Output {
  const value = (template as { value?: { filters?: unknown } }).value;
  return template.token.kind === OUTPUT_TOKEN && value !== undefined && Array.isArray(value.filters);
}
/** liquidjs' `TokenKind.Output`. */
const OUTPUT_TOKEN = 8;

/** Puts an ear to every `{{ … }}`, however deep in tags, that hears when it comes out empty. */
function watchOutputs(templates: Template[], missing: Set<string>, html: boolean): void {
  for (const template of templates) {
    if (isOutput(template)) watch(template, missing, html);
    else watchOutputs(childrenOf(template), missing, html);
  }
}

function childrenOf(template: Template): Template[] {
  const children = template.children?.call(template, false, true);
  if (!children) return [];
  // A synchronous walk: liquidjs' generators yield only what they would await.
  const step = children.next();
  return step.done && Array.isArray(step.value) ? step.value : [];
}

function watch(output: Output, missing: Set<string>, html: boolean): void {
  const render = output.render.bind(output);
  const hasDefault = output.value.filters.some((filter) => filter.name === "default");
  output.render = function* (context, emitter) {
    const write = (value: unknown) => {
      if (!hasDefault && isEmpty(value)) missing.add(nameOfOutput(output));
      emitter.write(html ? escapeHtml(textOf(value)) : value);
    };
    return yield* render(context, { write });
  };
}

/** As liquidjs writes it: a list without separators, nothing for nothing. Whatever it is, it becomes text before it is escaped. */
function textOf(value: unknown): string {
  if (value === null || value === undefined) return "";
  return Array.isArray(value) ? value.map(textOf).join("") : String(value);
}

function nameOfOutput(output: Output): string {
  const text = output.token.getText().replace(/^\{\{-?\s*|\s*-?\}\}$/g, "");
  return text.split("|")[0]?.trim() ?? text;
}

const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}

/** Paths of facts a text reads. Throws nothing: what cannot be read has none. */
export function mergeFieldsOf(liquid: string): string[] {
  return analyse(liquid).paths;
}

function analyse(liquid: string): { paths: string[]; error?: string } {
  if (typeof liquid !== "string" || (!liquid.includes("{{") && !liquid.includes("{%"))) return { paths: [] };
  try {
    const engine = engineFor({});
    const plain = liquid.length > MAX_TEXT ? null : plainFields(liquid, (name) => Object.hasOwn(engine.filters, name));
    if (plain) return { paths: plain };
    const segments = engine.globalVariableSegmentsSync(engine.parse(liquid), { partials: false });
    return { paths: [...new Set(segments.map((parts) => parts.map(String).join(".")))] };
  } catch (error) {
    return { paths: [], error: inWords(error) };
  }
}

export function checkMergeFields(liquid: string, scope: Scope): Finding[] {
  const { paths, error } = analyse(liquid);
  if (error)
    return [
      {
        at: "",
        code: "badText",
        message: `has a text whose merge fields cannot be read: ${error} Write them like {{ contact.firstName }}.`,
      },
    ];
  return paths.flatMap((path) => {
    const why = whyNotPath(path, scope);
    return why === null ? [] : [{ at: "", code: "unknownPath", message: `has a merge field that cannot exist: ${why}` }];
  });
}

/** What Liquid says of a text, in words for whoever wrote it. */
const inOurWords: [liquidSays: RegExp, words: string][] = [
  [/limit exceeded/, "It goes on without end, or grows beyond what can be sent. Shorten it, or take out what it repeats."],
  [/^undefined filter: ([\w-]+)/, "There is no filter “$1”."],
  [/^tag "([\w-]+)" not found/, "The tag “$1” cannot be used here."],
  [/^tag \{%-?\s*(\w+).*not closed/, "The tag “$1” has no end: write {% end$1 %} where it stops."],
  [/not closed/, "What begins with {{ or {% is not closed by }} or %}."],
];

function inWords(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  const said = text.split("\n")[0] ?? text;
  for (const [liquidSays, words] of inOurWords) {
    const found = liquidSays.exec(said);
    if (found) return words.replaceAll("$1", found[1] ?? "");
  }
  return `${said.replace(/, file:.*$/, "").replace(/\.$/, "")}.`;
}
