import { bulkPage as doNextPage } from "../domain/bulk/index.ts";
import { atServerTime } from "./clock.ts";
import { beating } from "./heartbeat.ts";

/** The next page of something done for many. */
export const bulkPage = ({ firmId, bulkId }: { firmId: string; bulkId: string }): Promise<{ more: boolean; waitMs: number }> =>
  atServerTime(null, () => beating(() => doNextPage(firmId, bulkId)));
