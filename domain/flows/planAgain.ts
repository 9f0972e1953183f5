import { clock } from "../base/index.ts";
import { FlowModel } from "./model.ts";

/** Has live flows (those that look at such events, or all) plan their starts by date anew, for everybody, from now on. Within an operation. */
export async function planAgain(event?: string): Promise<void> {
  await FlowModel.updateMany({ state: "live", ...(event ? { enrolEvents: event } : {}) }, { $set: { planning: { since: clock.now() } } });
}
