import { acrossFirms, clock, isTooFar, type Stored, systemScope, withScope } from "../base/index.ts";
import { endRunsOfMerged } from "./merged.ts";
import { EventModel, type EventRecord, StreamModel } from "./model.ts";
import { signalRuns } from "./signals.ts";
import { startRuns } from "./starts.ts";

/**
 * Carries events to flows (DESIGN §5): takes a subject's stream under a lease and delivers what is pending in its order: starts the runs
 * it starts, then tells those that listen. A row stays pending until all of that is done, and all of it can be done again, so it
 * may be killed at any moment, and any number of dispatchers may run.
 */
export interface DispatcherOptions {
  /** Names this dispatcher in leases. */
  name: string;
  leaseMs?: number;
  /** Streams delivered at once. */
  atOnce?: number;
  /** Only these subjects', by their streams. */
  streams?: string[];
  /** Told what went wrong; the event stays pending and is tried again. */
  onError(error: unknown): void;
}

/** Delivers what is pending now, in as many streams as are free. Gives how many events were delivered. */
export async function deliverPending(options: DispatcherOptions): Promise<number> {
  const streams = await acrossFirms(() =>
    EventModel.aggregate<{ _id: { firmId: string; stream: string } }>([
      { $match: { state: "pending", ...(options.streams ? { stream: { $in: options.streams } } : {}) } },
      { $group: { _id: { firmId: "$firmId", stream: "$stream" }, first: { $min: "$at" } } },
      { $sort: { first: 1 } },
      { $limit: 500 },
    ]),
  );
  let delivered = 0;
  const queue = streams.map((one) => one._id);
  const lanes = Array.from({ length: Math.min(options.atOnce ?? 8, queue.length) }, async () => {
    for (let next = queue.shift(); next; next = queue.shift()) {
      try {
        delivered += await deliverStream(next.firmId, next.stream, options);
      } catch (error) {
        options.onError(error);
      }
    }
  });
  await Promise.all(lanes);
  return delivered;
}

async function deliverStream(firmId: string, stream: string, options: DispatcherOptions): Promise<number> {
  const key = `${firmId}|${stream}`;
  const { leaseMs = 30_000 } = options;
  let count = 0;
  let leasedAt = performance.now();
  if (!(await lease(key, options))) return 0;
  try {
    return await withScope(systemScope(firmId), async () => {
      for (;;) {
        const pending = await EventModel.find({ stream, state: "pending" }).sort({ seq: 1 }).limit(50).lean();
        for (const event of pending) {
          // Whoever lost the lease stops: another one goes on from here.
          if (performance.now() - leasedAt > leaseMs / 3) {
            leasedAt = performance.now();
            if (!(await lease(key, options))) return count;
          }
          await deliver(event as Stored<EventRecord>);
          count += 1;
        }
        if (pending.length < 50) return count;
      }
    });
  } finally {
    await StreamModel.updateOne({ _id: key, holder: options.name }, { $unset: { holder: 1, leaseUntil: 1 } });
  }
}

async function lease(key: string, { name, leaseMs = 30_000 }: DispatcherOptions): Promise<boolean> {
  const now = clock.now();
  const leaseUntil = new Date(now.getTime() + leaseMs);
  const seen = await StreamModel.findById(key, { holder: 1, leaseUntil: 1 }).lean();
  if (!seen) return false;
  // Only as it was seen: another dispatcher may have taken it in between.
  const asSeen = { _id: key, holder: seen.holder ?? null, leaseUntil: seen.leaseUntil ?? null };
  const others = seen.holder === name ? undefined : seen.leaseUntil;
  if (isTooFar(others, leaseUntil)) await StreamModel.updateOne(asSeen, { $set: { leaseUntil } });
  if (others && others > now) return false;
  const taken = await StreamModel.updateOne(asSeen, { $set: { holder: name, leaseUntil } });
  return taken.matchedCount === 1;
}

async function deliver(event: Stored<EventRecord>): Promise<void> {
  const scope = systemScope(event.firmId);
  await startRuns(scope, event);
  await signalRuns(event);
  await endRunsOfMerged(event);
  await EventModel.updateOne({ _id: event._id }, { $set: { state: "delivered", deliveredAt: clock.now() } });
}
