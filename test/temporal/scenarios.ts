import { logCall } from "../../domain/calls/index.ts";
import { deliverPending } from "../../domain/events/dispatchers.ts";
import { type ShellSettings, tellRun } from "../../domain/runs/index.ts";
import type { Definition } from "../../engine/definition/types.ts";
import type { TestFirm } from "../support/firm.ts";
import { aFlow, done, letter } from "../support/flows.ts";

/** A run whose history is kept: between them they take every way through the shell. */
export interface Scenario {
  flow: Definition;
  shell?: ShellSettings;
  /** What happens to the run while it is under way; `standsAt` waits until it is at a step. */
  meanwhile?(given: { firm: TestFirm; matterId: string; runId: string; standsAt(step: string): Promise<void> }): Promise<void>;
}

const call = async (firm: TestFirm, matterId: string) => {
  await logCall(firm.scope, { matterId, direction: "in", outcome: "reached" });
  const onError = (error: unknown) => {
    throw error;
  };
  await deliverPending({ name: "scenario", onError });
};
const untilCalled = { kind: "waitForEvent", event: "call.logged", timeout: "P9D", next: "after", onTimeout: "done" } as const;
const pause = (next: string) => ({ kind: "wait", for: "PT1S", next }) as const;

export const scenarios: Record<string, Scenario> = {
  "delay-and-mail": { flow: aFlow({ pause: pause("hello"), hello: letter("done"), done }) },
  "events-and-continuing": {
    flow: aFlow({ first: pause("hello"), hello: letter("second"), second: pause("call"), call: untilCalled, after: letter("done"), done }),
    shell: { continueAfterEvents: 15 },
    async meanwhile({ firm, matterId, standsAt }) {
      await standsAt("call");
      await call(firm, matterId);
    },
  },
  "held-resumed-and-cancelled": {
    flow: aFlow({ pause: { kind: "wait", for: "P30D", next: "done" }, done }),
    async meanwhile({ firm, runId, standsAt }) {
      await standsAt("pause");
      await tellRun(firm.scope, runId, { do: "hold", reason: "The client is travelling." });
      await tellRun(firm.scope, runId, { do: "resume" });
      await tellRun(firm.scope, runId, { do: "cancel", reason: "Not needed any more." });
    },
  },
  "attention-and-skipped": {
    flow: aFlow({ worth: { kind: "createTask", title: "Worth {{ matter.value }}", next: "done" }, done }),
    async meanwhile({ firm, runId, standsAt }) {
      await standsAt("worth needs attention");
      await tellRun(firm.scope, runId, { do: "skip" });
    },
  },
  "branches-that-meet": {
    flow: aFlow({
      both: { kind: "parallel", branches: ["left", "right"], join: "meet" },
      left: letter("meet"),
      right: { kind: "createTask", title: "Call them", next: "meet" },
      meet: { kind: "join", need: "all", next: "done" },
      done,
    }),
  },
};
