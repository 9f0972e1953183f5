import { continueAsNew, proxyActivities, sleep } from "@temporalio/workflow";

export interface MoveManyInput {
  firmId: string;
  moveId: string;
}

const { movePage } = proxyActivities<{ movePage(input: MoveManyInput): Promise<{ more: boolean; waitMs: number }> }>({
  startToCloseTimeout: "2 minutes",
  heartbeatTimeout: "20 seconds",
  // A server that is away is waited for: what was begun is brought to its end.
  retry: { initialInterval: "1 second", backoffCoefficient: 2, maximumInterval: "1 minute" },
  priority: { priorityKey: 5 },
});

/** After so many pages the history begins anew. */
const pagesEach = 200;

/** Moves people to another version of their flow, a page at a time at a set rate (rule 13). Whom, and how far, stands in its record. */
export async function moveMany(input: MoveManyInput): Promise<void> {
  for (let page = 0; page < pagesEach; page++) {
    const { more, waitMs } = await movePage(input);
    if (!more) return;
    if (waitMs > 0) await sleep(waitMs);
  }
  await continueAsNew<typeof moveMany>(input);
}
