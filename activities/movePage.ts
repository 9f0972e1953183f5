import { movePage as doNextPage } from "../domain/moves/index.ts";
import { atServerTime } from "./clock.ts";
import { beating } from "./heartbeat.ts";

/** The next page of people moved to another version. */
export const movePage = ({ firmId, moveId }: { firmId: string; moveId: string }): Promise<{ more: boolean; waitMs: number }> =>
  atServerTime(null, () => beating(() => doNextPage(firmId, moveId)));
