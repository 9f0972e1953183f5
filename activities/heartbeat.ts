import { Context } from "@temporalio/activity";

/** Tells the server now and then that this worker is alive, so that another takes over soon when it is not. */
export async function beating<T>(work: () => Promise<T>): Promise<T> {
  const context = Context.current();
  const beat = setInterval(() => context.heartbeat(), 2_000);
  try {
    return await work();
  } finally {
    clearInterval(beat);
  }
}
