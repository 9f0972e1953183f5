import { expect, it } from "vitest";
import type { RunLine } from "../../../domain/story/index.ts";
import type { Wire } from "../../api/wire.ts";
import { plannedOf } from "./planned.ts";

type Ahead = RunLine["now"][number]["ahead"];
const run = (id: string, ...ahead: Ahead): Wire<RunLine> => ({
  ...{ id, flowKey: id, flowName: `Flow ${id}`, version: 1, status: "running", startedAt: "2026-11-20T15:00:00Z" },
  now: [{ step: "form", name: "Asset form", kind: "requestForm", state: "waiting", ahead }],
});

it("what flows do next stands by its time, across flows; what has no time, or is far behind others, does not", () => {
  const on = (day: number, words: string) => ({ at: `2026-12-${day}T15:00:00Z`, words });
  const planned = plannedOf([
    run("a", { words: "When it is done: Design meeting" }, on(12, "Reminder"), on(20, "If nothing comes by then: Call them")),
    run("b", on(11, "Then: Welcome"), on(24, "Then: News"), on(30, "Then: More news")),
    run("c"),
  ]);
  expect(planned.map(({ runId, what }) => `${runId} ${what}`)).toEqual([
    ...["b Then: Welcome", "a Reminder", "a If nothing comes by then: Call them", "b Then: News"],
  ]);
  expect(planned[1]).toMatchObject({ step: "Asset form", flow: "Flow a" });
});
