import { useCallback, useEffect, useState } from "react";
import { api } from "../../api/client.ts";
import { asProblem, type ProblemDocument } from "../../api/problem.ts";

export type Loaded<T> = { state: "loading" } | { state: "ready"; data: T } | { state: "problem"; problem: ProblemDocument };

/** One GET of a public page's data. `reload` asks again; `set` puts in what an answer to a POST has brought. */
export function usePublic<T>(path: string): { loaded: Loaded<T>; reload: () => void; set: (data: T) => void } {
  const [loaded, setLoaded] = useState<Loaded<T>>({ state: "loading" });
  const [times, setTimes] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `times` is what asks again
  useEffect(() => {
    const stop = new AbortController();
    setLoaded({ state: "loading" });
    api.get<T>(path, {}, { signal: stop.signal }).then(
      (data) => setLoaded({ state: "ready", data }),
      (error: unknown) => {
        if (!stop.signal.aborted) setLoaded({ state: "problem", problem: asProblem(error) });
      },
    );
    return () => stop.abort();
  }, [path, times]);
  const reload = useCallback(() => setTimes((before) => before + 1), []);
  const set = useCallback((data: T) => setLoaded({ state: "ready", data }), []);
  return { loaded, reload, set };
}
