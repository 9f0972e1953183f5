import { onStop } from "../servers/onStop.ts";

/** What the bench has started, in the order it came: nobody else would stop it. */
const started: (() => Promise<unknown>)[] = [];

/** Undone, should the bench be ended in the middle: the latest first. It may be undone already. */
export function undoneWhenStopped(undo: () => Promise<unknown>): void {
  started.push(undo);
}

/**
 * Measures until it is done, or until Ctrl-C or SIGTERM: then the bench is gone within seconds, and with it all it had started. Workers would
 * otherwise take the signal as a wish to finish what they do, while whoever measures them waits for more.
 */
export async function untilStopped(measure: () => Promise<void>): Promise<void> {
  let leaving: Promise<never> | undefined;
  onStop(() => {
    leaving ??= leave();
  });
  await measure().catch((error: unknown) => {
    if (!leaving) throw error;
  });
  await leaving;
}

async function leave(): Promise<never> {
  console.error("Stopped before everything was measured.");
  // What leans on what is being stopped falls with it: that is no news.
  for (const fall of ["uncaughtException", "unhandledRejection"]) process.on(fall, () => undefined);
  for (let undo = started.pop(); undo; undo = started.pop()) await undo().catch(() => undefined);
  process.exit(1);
}
