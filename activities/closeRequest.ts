import { closeRequest as close } from "../domain/requests/index.ts";
import { recordActivity } from "./carryOut.ts";

/** Closes the link of somebody who need not answer any more. */
export const closeRequest = recordActivity(async ({ scope, params }) => {
  const requestId = String(params["requestId"]);
  await close(scope, { requestId });
  return { requestId };
});
