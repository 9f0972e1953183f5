import { describe, expect, it } from "vitest";
import { readClipping } from "../graph/clipboard.ts";
import { compile, decompile, upgradeGraph } from "../graph/index.ts";
import { lines } from "../run/testing/lines.ts";
import { type Script, simulate } from "../simulate/index.ts";
import { stepKindNames } from "../steps/index.ts";
import { FORMAT } from "./envelope.ts";
import firmflow1 from "./formats/firmflow-1.json" with { type: "json" };
import story1 from "./formats/firmflow-1.story.json" with { type: "json" };
import { definitionHash } from "./hash.ts";
import type { Definition } from "./types.ts";
import { upgrade } from "./upgrade.ts";
import { validate } from "./validate.ts";

/** An example of every format that ever shipped, as it was written then: each must be read, and mean the same, for ever. */
const kept: Record<string, unknown> = { "firmflow/1": firmflow1 };
/** How somebody came through it when it was kept. */
const stories: Record<string, string[]> = { "firmflow/1": story1 };
const formats = Array.from({ length: Number(FORMAT.split("/")[1]) }, (_, index) => `firmflow/${index + 1}`);

const script: Script = {
  start: "2026-01-05T15:00:00Z",
  firm: { zone: "America/New_York", holidays: ["2026-01-19"], postalAddress: "1 State St, Albany" },
  facts: {
    contact: { id: "client", firstName: "Ngozi", email: "ngozi@mail.example", phone: "+15185550142", consent: { email: true, text: true } },
    matter: { stage: "lead", value: 20_000, closingDate: "2026-01-15", assignee: "stf_dana" },
  },
  happenings: [
    { at: "2026-01-16T15:00:00Z", event: "form.submitted", data: { form: "ep-assets" } },
    { at: "2026-01-17T15:00:00Z", event: "files.received", data: { names: ["deed.pdf"] } },
    { at: "2026-01-26T15:00:00Z", event: "task.completed", data: { step: "call", outcome: "done" } },
    { at: "2026-03-28T15:00:00Z", event: "invoice.paid", data: { number: "7" } },
    { at: "2026-03-30T15:00:00Z", event: "document.declined", data: { template: "engagement" } },
  ],
  until: "2027-01-01T00:00:00Z",
};

describe.each(formats)("the format %s", (format) => {
  const written = kept[format];
  const read = upgrade(written) as Definition;

  it("is kept as an example that has a step of each kind, and is read as one of today without a problem", () => {
    expect(written).toMatchObject({ format });
    expect(read.format).toBe(FORMAT);
    expect([...new Set(Object.values(read.steps).map((step) => step.kind))].sort()).toEqual([...stepKindNames].sort());
    expect(validate(read).filter((one) => one.severity === "error")).toEqual([]);
  });

  it("is drawn, and what was drawn is the same flow", () => {
    const { definition, problems } = compile(decompile(read));
    expect(problems.filter((one) => one.severity === "error")).toEqual([]);
    expect(definitionHash(definition)).toBe(definitionHash(read));
  });

  it("is read where it is pasted too", () => {
    const pasted = readClipping(JSON.stringify(written));
    expect("refused" in pasted ? pasted : pasted.left).toEqual([]);
  });

  it("means what it meant: the same person comes through it by the same days", () => {
    expect(lines(simulate(read, script).journal)).toEqual(stories[format]);
  });
});

describe("a drawing that was kept in an older spelling", () => {
  const { graph, moment } = (() => {
    const drawn = decompile(firmflow1 as unknown as Definition);
    return { graph: drawn, moment: drawn.nodes.find((node) => node.id === "moment")?.step };
  })();

  it("is brought to the present one by the same functions, its lines and places as they are; one of today is left alone", () => {
    expect(moment).toMatchObject({ at: "2026-01-06T09:30" });
    const read = upgradeGraph(graph);
    expect(read.nodes.find((node) => node.id === "moment")?.step).toEqual({ kind: "wait", instant: "2026-01-06T09:30" });
    expect({ ...read, nodes: read.nodes.filter((node) => node.id !== "moment") }).toEqual({
      ...graph,
      nodes: graph.nodes.filter((node) => node.id !== "moment"),
    });
    expect(upgradeGraph(read)).toBe(read);
  });

  it("keeps both of two steps that have one id while it is drawn", () => {
    const twice = { ...graph, nodes: [{ id: "moment", step: { kind: "end" as const }, position: { x: 0, y: 0 } }, ...graph.nodes] };
    const kinds = upgradeGraph(twice).nodes.flatMap((node) => (node.id === "moment" ? [node.step.kind] : []));
    expect(kinds).toEqual(["end", "wait"]);
  });
});
