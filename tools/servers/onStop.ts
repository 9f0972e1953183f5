/**
 * Calls `stop` when this process is asked to end: Ctrl-C, SIGTERM, a closed terminal, or the death of the npm that runs
 * it. npm hands signals to the shell between the two, and some shells end without passing them on.
 */
export function onStop(stop: () => void): void {
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, stop);
  if (!process.env.npm_lifecycle_event) return;
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    stop();
  }, 500);
  watch.unref();
}
