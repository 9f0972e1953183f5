import { expect, it } from "vitest";
import type { Queued, QueuedInput } from "../domain/runs/protocol.ts";
import { nextOf } from "./order.ts";

const inputs: Record<string, QueuedInput> = {
  timer: { type: "timer" },
  event: { type: "event", eventId: "event" },
  another: { type: "event", eventId: "another" },
  command: { type: "command", command: { do: "resume" }, by: "Dana Whitfield", at: "2027-01-04T15:00:00.000Z" },
};

/** In which order a run takes what came in this order. */
function taken(...ids: string[]): string[] {
  let queue = ids.flatMap((id): Queued[] => (inputs[id] ? [{ id, input: inputs[id] }] : []));
  const order: string[] = [];
  for (let next = nextOf(queue); next; next = nextOf(queue)) {
    const { id } = next;
    order.push(id);
    queue = queue.filter((one) => one.id !== id);
  }
  return order;
}

it("rule 18: a run takes events before a timer they came behind, and all else in the order it came", () => {
  expect(taken("timer", "event", "another")).toEqual(["event", "another", "timer"]);
  expect(taken("event", "timer", "another", "command")).toEqual(["event", "another", "timer", "command"]);
  expect(taken("timer", "command", "event")).toEqual(["timer", "command", "event"]);
});
