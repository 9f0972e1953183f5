import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { isValid, validate } from "../../engine/definition/index.ts";
import { simulate } from "../../engine/simulate/index.ts";
import { legalHolidays } from "../../engine/time/legalHolidays.ts";
import { type Checked, federalHours, stateHours, strictestHours, type TextingHours } from "../../engine/time/textingLaws.ts";

/** The worked examples of `docs/time.md`, carried out. */

const page = readFileSync(join(import.meta.dirname, "..", "..", "docs", "time.md"), "utf8");
const rows = [...page.matchAll(/^\| (\d{4}-\d\d-\d\d \d\d:\d\d) \| `(\{.*\})` \| ([^|]+) \| ([^|]+) \|$/gm)].map(
  ([, arrives = "", wait = "", ends = "", why = ""]) => ({ arrives, wait, ends: ends.trim(), why: why.trim() }),
);
const zone = "America/New_York";

const local = new Intl.DateTimeFormat("sv-SE", { timeZone: zone, dateStyle: "short", timeStyle: "short" });

/** A local time in New York as an instant; of two, the earlier. */
function instant(text: string): string {
  const asUtc = Date.parse(`${text.replace(" ", "T")}:00Z`);
  const found = [4, 5].map((hours) => asUtc + hours * 3_600_000).find((ms) => local.format(ms) === text);
  if (found === undefined) throw new Error(`There is no ${text} in New York.`);
  return new Date(found).toISOString();
}

function endOf(arrives: string, wait: string): string {
  const definition: unknown = {
    format: "firmflow/1",
    key: "example",
    name: "Example",
    subject: "matter",
    enrol: { on: [], again: "never" },
    goals: [
      { id: "g1", on: "call.logged", then: "past" },
      { id: "g2", on: "contact.replied", then: "missing" },
    ],
    start: "wait",
    steps: {
      wait: { kind: "wait", ...(JSON.parse(wait) as object), next: "done" },
      done: { kind: "end", outcome: "ended" },
      past: { kind: "end", outcome: "past" },
      missing: { kind: "end", outcome: "missing" },
    },
  };
  const problems = validate(definition);
  expect(problems).toEqual([]);
  if (!isValid(definition, problems)) return "a flow with problems";
  const { outcome, endedAt } = simulate(definition, {
    start: instant(arrives),
    firm: { zone, holidays: ["2026-01-19"] },
    facts: { matter: { closingDate: "2026-03-02", callAt: "2026-03-02T19:30:00Z" } },
  });
  return outcome === "ended" ? local.format(Date.parse(endedAt ?? "")) : outcome;
}

describe("the rules of time", () => {
  it("have examples of every sort of wait", () => {
    expect(rows.length).toBe(page.split("\n").filter((line) => /^\| \d/.test(line)).length);
    expect(rows.length).toBeGreaterThan(20);
  });

  it.each(rows)("$wait from $arrives ends $ends: $why", ({ arrives, wait, ends }) => {
    expect(endOf(arrives, wait)).toBe(ends);
  });
});

const words = { law: "the law’s words", account: "an account of it", unconfirmed: "**unconfirmed**" };
const checkedAs = ({ checked, read }: { checked: Checked; read?: string }) => `${words[checked]}${read ? `: ${read}` : ""}`;

describe("the hours for texts in docs/time.md", () => {
  const told = ({ weekdays, saturday, sunday, noMarketingOn = [], noMarketingOnHolidaysOf, source, ...how }: TextingHours) =>
    [
      ...[weekdays, saturday, sunday].map(([from, to]) => `${from}–${to}`),
      [...noMarketingOn.map((day) => (day === "sat" ? "Saturday" : "Sunday")), ...(noMarketingOnHolidaysOf ? ["holidays"] : [])].join(", "),
      source,
      checkedAs(how),
    ].join(" | ");

  it("are those that are kept, of every state", () => {
    const written = [...page.matchAll(/^\| (everywhere|unknown|[A-Z]{2}) \| (\d.*) \|$/gm)].map(([, place = "", hours = ""]) => [
      place,
      hours,
    ]);
    const kept = Object.entries({ everywhere: federalHours, unknown: strictestHours, ...stateHours });
    expect(written).toEqual(kept.map(([place, hours]) => [place, told(hours)]));
    for (const [place, { checked, doubt = "" }] of kept) if (checked === "unconfirmed") expect(page, place).toContain(doubt || "why not");
  });

  it("have the laws of the states' holidays beside them, and how each was checked", () => {
    const written = [...page.matchAll(/^\| ([A-Z]{2}) \| (\D.*) \|$/gm)].map(([, state = "", law = ""]) => [state, law]);
    const kept = Object.entries(legalHolidays).map(([state, one]) => [state, `${one.source} | ${checkedAs(one)}`]);
    expect(written.map(([state, law = ""]) => [state, law.replace(/^[^|]*\| /, "")])).toEqual(kept);
  });
});
