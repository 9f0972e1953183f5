import { useCallback, useEffect, useRef, useState } from "react";
import type { SaveState } from "../components/SavedNote.tsx";

export interface Saving<C> {
  state: SaveState;
  at: Date | null;
  /** Remember this to be saved soon; later values of the same name win. */
  save: (changes: C) => void;
  /** Save what waits now, and wait for it. */
  flush: () => Promise<void>;
}

/**
 * Saves changes a moment after the last of them, one call at a time. What could not be saved is kept and tried again until it is; leaving
 * the page sends the rest along.
 */
export function useAutosave<C extends object>(send: (changes: C, leaving: boolean) => Promise<void>, savedAt: Date | null): Saving<C> {
  const [state, setState] = useState<SaveState>(savedAt ? "saved" : "idle");
  const [at, setAt] = useState(savedAt);
  const waiting = useRef<C | null>(null);
  const running = useRef<Promise<void> | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const sender = useRef(send);
  sender.current = send;

  const run = useCallback(async (): Promise<void> => {
    clearTimeout(timer.current);
    while (running.current) await running.current;
    const changes = waiting.current;
    if (!changes) return;
    waiting.current = null;
    setState("saving");
    running.current = sender.current(changes, false).then(
      () => {
        setState(waiting.current ? "saving" : "saved");
        setAt(new Date());
      },
      () => {
        waiting.current = { ...changes, ...waiting.current };
        setState("failed");
        timer.current = setTimeout(() => void run(), 5_000);
      },
    );
    await running.current;
    running.current = null;
  }, []);

  const save = useCallback(
    (changes: C) => {
      waiting.current = waiting.current ? { ...waiting.current, ...changes } : changes;
      // From here on, "saved" would not be true: who closes the page at that word has lost nothing.
      setState("saving");
      clearTimeout(timer.current);
      timer.current = setTimeout(() => void run(), 700);
    },
    [run],
  );

  useEffect(() => {
    const leave = () => {
      if (waiting.current) void sender.current(waiting.current, true).catch(() => undefined);
      waiting.current = null;
    };
    window.addEventListener("pagehide", leave);
    return () => {
      window.removeEventListener("pagehide", leave);
      clearTimeout(timer.current);
    };
  }, []);
  return { state, at, save, flush: run };
}
