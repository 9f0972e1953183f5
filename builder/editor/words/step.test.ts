import { expect, it } from "vitest";
import { plainNames } from "./names.ts";
import { summaryOf } from "./step.ts";

const names = { ...plainNames, fact: (path: string) => (path === "contact.name" ? "full name" : path) };

it("a merge field in a task or a text is called by its name, not as it is written", () => {
  const task = { kind: "createTask" as const, title: "Call {{ contact.name | default: 'them' }} back" };
  expect(summaryOf(task, names)).toBe("Task “Call [full name] back”");
  expect(summaryOf({ kind: "sendText", text: "Dear {{contact.name}}", purpose: "transactional" }, names)).toBe("Text “Dear [full name]”");
});

it("a wait for a hearing is for the date; one on the day itself is before nothing", () => {
  const wait = { kind: "wait" as const, field: "occasion.at", at: "08:00" };
  expect(summaryOf({ ...wait, before: "P7D" }, names)).toBe("Until 7 days before the date at 08:00");
  expect(summaryOf({ ...wait, before: "P0D" }, names)).toBe("Until the date at 08:00");
});
