import { continueAsNew, proxyActivities, sleep } from "@temporalio/workflow";

/** Which record says what is done, and for whom: something begun from a list, or people moved to another version (rule 13). */
export type BulkInput = BulkOf | MoveOf;
interface BulkOf {
  firmId: string;
  bulkId: string;
}
interface MoveOf {
  firmId: string;
  moveId: string;
}
type Page<Of> = (input: Of) => Promise<{ more: boolean; waitMs: number }>;

const { bulkPage, movePage } = proxyActivities<{ bulkPage: Page<BulkOf>; movePage: Page<MoveOf> }>({
  startToCloseTimeout: "2 minutes",
  heartbeatTimeout: "10 seconds",
  // A server that is away is waited for: what was begun is brought to its end.
  retry: { initialInterval: "1 second", backoffCoefficient: 2, maximumInterval: "1 minute" },
  priority: { priorityKey: 5 },
});

/** After so many pages the history begins anew. */
const pagesEach = 200;

/** Does something for many, a page at a time at a set rate (DESIGN §5). What is done, and how far, stands in its record. */
export async function bulk(input: BulkInput): Promise<void> {
  for (let page = 0; page < pagesEach; page++) {
    const { more, waitMs } = await ("moveId" in input ? movePage(input) : bulkPage(input));
    if (!more) return;
    if (waitMs > 0) await sleep(waitMs);
  }
  await continueAsNew<typeof bulk>(input);
}
