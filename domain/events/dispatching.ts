import { clock } from "../base/index.ts";
import { startPending } from "../runs/index.ts";
import { tellCalendars } from "./calendars.ts";
import { type DispatcherOptions, deliverPending } from "./dispatcher.ts";
import { EventModel } from "./model.ts";
import { tellReleased } from "./releases.ts";

export interface Dispatching extends DispatcherOptions {
  /** Looks at least so often, whether or not anything woke it. */
  pollMs?: number;
  /** Runs recorded so long ago without their workflow get it. */
  startAfterMs?: number;
}

/** Dispatches until stopped. Change streams only wake it: what is pending in the database is the truth, and no position is kept. */
export function dispatch(options: Dispatching): { stop(): Promise<void> } {
  const { pollMs = 1000, startAfterMs = 3000 } = options;
  let stopped = false;
  let woken = false;
  let ring = () => {};
  const wake = () => {
    woken = true;
    ring();
  };
  const watching = watch(wake, () => stopped);
  const loop = (async () => {
    let sweptAt = 0;
    while (!stopped) {
      woken = false;
      try {
        await deliverPending(options);
        if (Date.now() - sweptAt >= 2000) {
          sweptAt = Date.now();
          await startPending(startAfterMs, clock.now());
          await tellReleased();
          await tellCalendars();
        }
      } catch (error) {
        options.onError(error);
      }
      if (!woken && !stopped) await pause(pollMs, (given) => (ring = given));
    }
  })();
  return {
    async stop() {
      stopped = true;
      wake();
      await loop;
      await watching.close();
    },
  };
}

function pause(ms: number, onRing: (ring: () => void) => void): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    onRing(() => {
      clearTimeout(timer);
      resolve();
    });
  });
}

/** Wakes on every event written. A change stream that breaks off is opened again; the poll covers what it missed. */
function watch(wake: () => void, stopped: () => boolean): { close(): Promise<void> } {
  let close = async () => {};
  const open = () => {
    if (stopped()) return;
    const stream = EventModel.collection.watch([{ $match: { operationType: "insert" } }], { fullDocument: "default" });
    close = () => stream.close().catch(() => {});
    stream.on("change", wake);
    stream.once("error", () => {
      void stream.close().catch(() => {});
      setTimeout(open, 1000).unref();
    });
  };
  open();
  return { close: () => close() };
}
