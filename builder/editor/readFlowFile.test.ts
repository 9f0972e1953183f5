import { expect, it } from "vitest";
import { exampleDefinition } from "../../engine/definition/example.ts";
import { readFlowFile } from "./readFlowFile.ts";

const file = (content: unknown) => new File([typeof content === "string" ? content : JSON.stringify(content)], "flow.json");

it("a flow's file is read as one of today, in whichever spelling it was kept", async () => {
  const moment = { kind: "wait", at: "2027-03-01T09:00", next: "done" };
  const read = await readFlowFile(file({ ...exampleDefinition(), steps: { moment, done: { kind: "end", outcome: "completed" } } }));
  expect(read.steps["moment"]).toEqual({ kind: "wait", instant: "2027-03-01T09:00", next: "done" });
});

it("what holds no flow, or one of a newer Firmflow, is refused in words", async () => {
  const said = (content: unknown) =>
    readFlowFile(file(content)).then(
      () => "taken",
      (error: { problem: { detail: string } }) => error.problem.detail,
    );
  expect(await said("{oops")).toMatch(/This file is no JSON/);
  expect(await said({ steps: {} })).toMatch(/This file holds no flow/);
  expect(await said({ ...exampleDefinition(), format: "firmflow/2" })).toMatch(/made by a newer Firmflow \(format firmflow\/2\)/);
});
