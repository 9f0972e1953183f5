/** What was written, step by step: one undo for what a person did in one go, wherever on the page. Pure. */
export interface History<T> {
  past: T[];
  now: T;
  ahead: T[];
  /** What the last change was: more of the same soon after belongs to it. */
  by: string;
  at: number;
}
const most = 200;
const pauseMs = 1_500;

export const begun = <T>(now: T): History<T> => ({ past: [], now, ahead: [], by: "", at: 0 });

export function changed<T>(history: History<T>, now: T, by: string, at: number): History<T> {
  const goesOn = by !== "" && by === history.by && at - history.at < pauseMs && history.ahead.length === 0;
  const past = goesOn ? history.past : [...history.past, history.now].slice(-most);
  return { past, now, ahead: [], by, at };
}

export function undone<T>(history: History<T>): History<T> {
  const before = history.past.at(-1);
  if (before === undefined) return history;
  return { past: history.past.slice(0, -1), now: before, ahead: [history.now, ...history.ahead], by: "", at: 0 };
}

export function redone<T>(history: History<T>): History<T> {
  const [next, ...ahead] = history.ahead;
  if (next === undefined) return history;
  return { past: [...history.past, history.now], now: next, ahead, by: "", at: 0 };
}
