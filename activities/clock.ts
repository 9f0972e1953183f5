import { AsyncLocalStorage } from "node:async_hooks";
import { Context } from "@temporalio/activity";
import { clock } from "../domain/base/index.ts";

const given = new AsyncLocalStorage<number>();

/**
 * Lets the domain's clock be the Temporal server's: for a server that skips time. Everything done within an activity then happens at the
 * moment the server gave it out.
 */
export function followServerClock(): void {
  clock.set(() => new Date(given.getStore() ?? Date.now()));
}

/** Within an activity: `workflowTime` where the workflow told its own, else when the server scheduled this attempt. */
export function atServerTime<T>(workflowTime: number | null, work: () => Promise<T>): Promise<T> {
  return given.run(workflowTime ?? Context.current().info.currentAttemptScheduledTimestampMs, work);
}
