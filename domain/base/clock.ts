/** The only clock the domain reads. Tests and time-skipping workers set it; nothing else calls `new Date()` for the present. */
let read: () => Date = () => new Date();

export const clock = {
  now: (): Date => read(),
  set(source: () => Date): void {
    read = source;
  },
  reset(): void {
    read = () => new Date();
  },
};

/** A machine's clock and another's differ by no more than this, unless one is wrong. */
const clocksDifferMs = 60_000;

/**
 * Whether a lease ends later than one taken now would: then it was given by a clock that ran ahead, perhaps by a day, and whoever held it may
 * be long gone. It is cut to the usual length from now, in which somebody who does hold it can still finish.
 */
export const isTooFar = (leaseUntil: Date | null | undefined, takenNow: Date): boolean =>
  leaseUntil !== null && leaseUntil !== undefined && leaseUntil.getTime() > takenNow.getTime() + clocksDifferMs;
