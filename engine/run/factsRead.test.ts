import { expect, it } from "vitest";
import { factsRead } from "./factsRead.ts";
import { is } from "./testing/flow.ts";
import type { Facts } from "./types.ts";

const facts = {
  firm: { zone: "UTC" },
  contact: { id: "c", firstName: "Ngozi", notes: "x".repeat(200) },
  matter: { stage: "hired", children: 2, tags: ["vip"] },
  steps: { form: { answer: "My sister" } },
} as unknown as Facts;

it("tells the short values of records that conditions read, each once; what is missing is told as empty", () => {
  const read = factsRead(
    [is("matter.stage", "lost"), { and: [is("matter.stage", "hired"), is("matter.children", 2), is("matter.court", 1)] }],
    facts,
  );
  expect(read).toEqual([
    { path: "matter.stage", value: "hired" },
    { path: "matter.children", value: 2 },
    { path: "matter.court", value: null },
  ]);
});

it("never tells an answer, a long text or a list", () => {
  expect(factsRead([is("steps.form.answer", "x"), is("contact.notes", "y"), { in: ["vip", { var: "matter.tags" }] }], facts)).toEqual([]);
});
