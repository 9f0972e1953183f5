import { describe, expect, it } from "vitest";
import { type Answers, checkAnswers, checkForm, type Form, type FormField, visibleFields } from "./index.ts";

const today = "2026-11-23";
const aForm = (...fields: FormField[]): Form => ({
  format: "firmflow-form/1",
  title: "Family",
  groups: [{ key: "g", title: "You", fields }],
});
const problemsOf = (form: Form, answers: Answers, skipped: string[] = []) =>
  checkAnswers(form, answers, { today, skipped }).problems.map(({ path, message }) => `${path}: ${message}`);

const married: FormField = { kind: "yesNo", key: "married", label: "Are you married?", required: true };
const spouse: FormField = { kind: "text", key: "spouseName", label: "Spouse", required: true, when: { "==": [{ var: "married" }, true] } };
const children: FormField = {
  kind: "table",
  key: "children",
  label: "Children",
  row: "child",
  columns: [
    { kind: "text", key: "name", label: "Full name", required: true },
    { kind: "date", key: "born", label: "Born", required: true, only: "past" },
    {
      kind: "text",
      key: "care",
      label: "What care does {{row.name}} need?",
      required: true,
      when: { "==": [{ var: "row.special" }, true] },
    },
    { kind: "yesNo", key: "special", label: "Extra care?" },
  ],
};

describe("answers to a form", () => {
  it("keep what is shown and drop what is hidden", () => {
    const form = aForm(married, spouse);
    expect(checkAnswers(form, { married: false, spouseName: "Chidi", isAdmin: true }, { today })).toEqual({
      clean: { married: false },
      problems: [],
    });
  });

  it("of a hidden question open nothing further down", () => {
    const below: FormField = { kind: "text", key: "where", label: "Where?", when: { "!": { isEmpty: { var: "spouseName" } } } };
    const shown = visibleFields(aForm(married, spouse, below), { married: false, spouseName: "Chidi" });
    expect(shown[0]?.fields.map(({ key }) => key)).toEqual(["married"]);
  });

  it("are named one by one where they need correcting, rows of a table too", () => {
    expect(problemsOf(aForm(married, children), { children: [{ name: "Ada", born: "2015-03-14" }, { born: "201-09-02" }] })).toEqual([
      "/married: Choose an answer for “Are you married?”",
      "/children/1/name: Answer “Full name”",
      "/children/1/born: Write the year with four digits, like 2019",
    ]);
  });

  it("are asked for again in the reader's language", () => {
    const form = aForm({ kind: "email", key: "email", label: { en: "Email", es: "Correo" }, required: true });
    expect(checkAnswers(form, {}, { today, language: "es" }).problems[0]?.message).toBe("Responda «Correo»");
  });

  it("may be put aside with their group, but wrong ones in it still count", () => {
    expect(problemsOf(aForm(married, spouse), {}, ["g"])).toEqual([]);
    expect(problemsOf(aForm({ kind: "email", key: "email", label: "Email" }), { email: "x@" }, ["g"])).toHaveLength(1);
  });

  it("can be “not sure” where that is offered and nowhere else", () => {
    const money: FormField = { kind: "money", key: "worth", label: "Worth", required: true, notSure: true };
    expect(checkAnswers(aForm(money), { worth: { notSure: true } }, { today }).clean).toEqual({ worth: { notSure: true } });
    expect(problemsOf(aForm({ ...money, notSure: false }), { worth: { notSure: true } })).toEqual(["/worth: Answer “Worth”"]);
  });

  it.each([
    ["money", "$38,000.50", 38000.5],
    ["number", "1,200", 1200],
    ["phone", " (518) 555-0142 ", "(518) 555-0142"],
    ["email", "P.Nolan@Example.com", "p.nolan@example.com"],
    ["date", "2019-9-2", "2019-09-02"],
  ] as const)("of kind %s are tidied: %s", (kind, given, kept) => {
    expect(checkAnswers(aForm({ kind, key: "a", label: "A" }), { a: given }, { today }).clean.a).toBe(kept);
  });

  it.each([
    ["date", "1899-12-31", "Check the year: it is before 1900"],
    ["date", "2023-02-29", "Write a day that exists, with month, day and year"],
    ["email", "a@b@c.example", "Write the whole email address, like name@example.com"],
    ["email", "x@y.example\nBcc: all@z.example", "Write the whole email address, like name@example.com"],
    ["phone", "555-0142", "Write the whole phone number, like (518) 555-0142"],
    ["text", "a\nb", "Write “A” on one line"],
    ["text", "x".repeat(201), "Shorten “A” to 200 characters"],
    ["text", { $gt: "a" }, "Answer “A” again"],
    ["yesNo", "yes", "Choose an answer for “A”"],
    ["file", ["x"], "Answer “A” again"],
  ] as const)("of kind %s that can't be right are refused in words: %s", (kind, given, message) => {
    const { problems } = checkAnswers(aForm({ kind, key: "a", label: "A" }), { a: given } as unknown as Answers, { today });
    expect(problems.map((problem) => problem.message)).toEqual([message]);
  });

  it("that are no answers at all give a judgement rather than an error", () => {
    for (const answers of [{ children: "x" }, { children: [1, null, []] }, { married: [[]] }, { __proto__: 1 }])
      expect(() => checkAnswers(aForm(married, spouse, children), answers as unknown as Answers, { today })).not.toThrow();
  });
});

describe("a form being edited", () => {
  it("is told about doubled keys, conditions on later questions and unknown operators", () => {
    const form = aForm(spouse, married, { ...married }, { kind: "text", key: "t", label: "T", when: { method: [] }, saveTo: "firm.name" });
    expect(checkForm(form).map(({ path }) => path)).toEqual([
      "/groups/0/fields/0/when",
      "/groups/0/fields/2/key",
      "/groups/0/fields/3/when",
      "/groups/0/fields/3/saveTo",
    ]);
  });
});
