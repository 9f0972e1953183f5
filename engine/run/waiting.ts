import { after, instantOf, laterOf, msOf } from "../time/index.ts";
import type { Running } from "./running.ts";
import type { Tok } from "./state.ts";
import type { Instant } from "./types.ts";

/** A token stays until something happens, or until its timeout. */
export function park(run: Running, token: Tok, timeout?: string): void {
  const until = after(msOf(token.at), timeout, run.zone());
  if (until === null) delete token.until;
  else token.until = instantOf(until);
  run.write("waiting", token, { until: token.until });
}

/** Its run moved to another version: the time it has waited counts, and what would be over by now is due now (rule 13). */
export function parkAnew(run: Running, token: Tok, timeout?: string): void {
  const before = token.until;
  const until = after(msOf(token.at), timeout, run.zone());
  if (until === null) delete token.until;
  else token.until = instantOf(Math.max(until, run.now));
  if (token.until !== before) run.write("replanned", token, { until: token.until });
}

/** What the token waited for has come: from here on, lateness is counted anew and no earlier date binds it. */
export function waited(token: Tok, planned: Instant): void {
  token.planned = laterOf(token.planned, planned);
  delete token.before;
  delete token.from;
}

/** The timeout came first. */
export function timedOut(run: Running, token: Tok): void {
  run.write("timedOut", token);
  waited(token, run.at);
  run.leave(token, "onTimeout");
}
