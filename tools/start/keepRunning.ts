/** Something that runs until it ends or is stopped. */
export type Running = {
  exited: Promise<unknown>;
  stop(): Promise<void>;
  lastWords(): string;
  logFile: string;
};

export type KeepOptions = {
  /** As people know it: "the API". */
  name: string;
  start: () => Promise<Running>;
  say: (line: string) => void;
  /** The pause before the first restart; it doubles with each one that soon fails again. */
  firstPauseMs?: number;
};

const longestPauseMs = 30_000;
/** What has run this long is well again: its next crash counts as a first one. */
const wellAfterMs = 60_000;

/** Starts something and starts it again whenever it ends without being asked to, saying so. */
export async function keepRunning(
  options: KeepOptions,
): Promise<{ stop(): Promise<void>; crashes(): number; lastWords(): string; logFile(): string }> {
  const firstPause = options.firstPauseMs ?? 500;
  let running = await options.start();
  let crashes = 0;
  let pause = firstPause;
  const stopping = new AbortController();
  const watching = watch();
  return {
    crashes: () => crashes,
    lastWords: () => running.lastWords(),
    logFile: () => running.logFile,
    stop: async () => {
      stopping.abort();
      await running.stop();
      await watching;
    },
  };

  async function watch(): Promise<void> {
    while (!stopping.signal.aborted) {
      const startedAt = Date.now();
      await running.exited;
      if (stopping.signal.aborted) return;
      crashes += 1;
      if (Date.now() - startedAt > wellAfterMs) pause = firstPause;
      options.say(
        `${options.name} stopped unexpectedly and is started again in ${pause / 1000} s. Its last words are in ${running.logFile}.`,
      );
      await sleep(pause, stopping.signal);
      pause = Math.min(pause * 2, longestPauseMs);
      if (!stopping.signal.aborted) await restart();
    }
  }

  async function restart(): Promise<void> {
    try {
      running = await options.start();
      if (stopping.signal.aborted) await running.stop();
    } catch (error) {
      options.say(`${options.name} could not be started again: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
}

function sleep(ms: number, stop: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    stop.addEventListener("abort", () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
