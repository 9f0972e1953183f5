import { expect, it } from "vitest";
import { standingCondition } from "./standing.ts";

const adult = { ">=": [{ var: "contact.age" }, 18] };
const to = (stage: string) => ({ event: "matter.stageChanged", where: { "==": [{ var: "event.to" }, stage] } });
const standing = (on: Parameters<typeof standingCondition>[0]["on"], where?: typeof adult) =>
  standingCondition({ on, again: "never", ...(where ? { where } : {}) });

it("whoever stands at the stage, has the tag or was there before matches now", () => {
  expect(standing([to("hired")])).toEqual({ "==": [{ var: "matter.stage" }, "hired"] });
  expect(standing([{ event: "matter.stageChanged", where: { in: [{ var: "event.to" }, ["a", "b"]] } }])).toEqual({
    in: [{ var: "matter.stage" }, ["a", "b"]],
  });
  expect(standing([{ event: "contact.tagged", where: { "==": [{ var: "event.tag" }, "vip"] } }])).toEqual({
    contains: [{ var: "contact.tags" }, "vip"],
  });
  expect(standing([{ becomes: adult }])).toEqual(adult);
  expect(standing([{ event: "contact.created" }])).toEqual({});
});

it("together with who may enter at all", () => {
  expect(standing([to("hired"), to("won")], adult)).toEqual({
    and: [{ or: [{ "==": [{ var: "matter.stage" }, "hired"] }, { "==": [{ var: "matter.stage" }, "won"] }] }, adult],
  });
  expect(standing([{ event: "contact.created" }, to("hired")], adult)).toEqual(adult);
});

it("nobody can be told where a flow starts on what only happens", () => {
  expect(standing([])).toBeNull();
  expect(standing([{ event: "invoice.due" }, { schedule: "FREQ=WEEKLY" }])).toBeNull();
  expect(standing([{ event: "matter.created", where: { "==": [{ var: "event.source" }, "web"] } }])).toBeNull();
});
