import { expect, it } from "vitest";
import { evaluate } from "../conditions/index.ts";
import { standingCondition } from "./standing.ts";

const adult = { ">=": [{ var: "contact.age" }, 18] };
const to = (stage: string) => ({ event: "matter.stageChanged", where: { "==": [{ var: "event.to" }, stage] } });
type Start = Parameters<typeof standingCondition>[0];
const standing = (on: Start["enrol"]["on"], where?: typeof adult, subject: Start["subject"] = "matter") =>
  standingCondition({ subject, enrol: { on, again: "never", ...(where ? { where } : {}) } });

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

it("dates that are planned and still to come match a flow about dates now, of the kind that starts it", () => {
  const toCome = [{ in: [{ var: "occasion.state" }, ["planned", "moved"]] }, { ">=": [{ daysUntil: { var: "occasion.at" } }, 0] }];
  const hearing = { "==": [{ var: "event.kind" }, "hearing"] };
  const inCourt = { "==": [{ var: "occasion.kind" }, "hearing"] };
  expect(standing([{ event: "occasion.planned", where: hearing }], adult, "occasion")).toEqual({
    and: [{ and: [inCourt, ...toCome] }, adult],
  });
  expect(standing([{ event: "occasion.planned" }], undefined, "occasion")).toEqual({ and: toCome });
  expect(standing([{ event: "occasion.planned", where: { "==": [{ var: "event.from" }, null] } }], undefined, "occasion")).toBeNull();
  expect(standing([{ event: "occasion.planned", where: hearing }])).toBeNull();
});

it("a hearing next week matches, one of yesterday, a cancelled one and a closing do not", () => {
  const where = { "==": [{ var: "event.kind" }, "hearing"] };
  const condition = standing([{ event: "occasion.planned", where }], undefined, "occasion");
  const matches = (more: Record<string, string>) =>
    evaluate(
      condition ?? {},
      { firm: { zone: "America/New_York" }, occasion: { kind: "hearing", state: "planned", at: "2026-01-12T14:30:00Z", ...more } },
      "2026-01-05T22:00:00Z",
      "America/New_York",
    );
  expect(matches({})).toBe(true);
  expect(matches({ state: "moved", at: "2026-01-05T14:00:00Z" })).toBe(true);
  expect(matches({ at: "2026-01-04T14:00:00Z" })).toBe(false);
  expect(matches({ state: "cancelled" })).toBe(false);
  expect(matches({ kind: "closing" })).toBe(false);
});
