import { describe, expect, it } from "vitest";
import { aFlow } from "../run/testing/flow.ts";
import { Lab } from "../run/testing/lab.ts";

const flow = () => aFlow().step("agreement", { kind: "makeDocument", template: "agreement", as: "pdf", for: "spouse" });

describe("a document for one of the matter's people", () => {
  it("is made for whoever has the role", () => {
    const run = new Lab(flow(), { facts: { people: { spouse: [{ id: "chidi", firstName: "Chidi" }] } } });
    expect(run.asked[0]?.params).toMatchObject({ template: "agreement", contactId: "chidi" });
  });

  it("asks staff to add the person where nobody has it", () => {
    expect(new Lab(flow()).story().at(-1)).toContain("agreement attention, Nobody on this matter is “spouse”");
  });
});
