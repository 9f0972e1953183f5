import { current, currentScope } from "./scope.ts";

interface Kept {
  answer: unknown;
  at: number;
  tookMs: number;
  counting: boolean;
}
const kept = new Map<string, Kept>();

/**
 * What a large firm would wait seconds for is told as it was last counted by this process, and counted anew meanwhile; the more seldom,
 * the longer it takes. What is not `large` is always counted now. Within a scope, outside of transactions.
 */
export async function remembered<T>(name: string, large: (answer: T) => boolean, count: () => Promise<T>): Promise<T> {
  if (current()?.inTransaction) return await count();
  const key = `${currentScope().firmId}|${name}`;
  const known = kept.get(key);
  if (!known) return await countAnew(key, large, count);
  const isOld = performance.now() - known.at > known.tookMs * 10;
  if (isOld && !known.counting) {
    known.counting = true;
    countAnew(key, large, count).catch(() => {
      // Whoever asks next finds it forgotten, and hears himself what is wrong.
      kept.delete(key);
    });
  }
  return known.answer as T;
}

async function countAnew<T>(key: string, large: (answer: T) => boolean, count: () => Promise<T>): Promise<T> {
  const from = performance.now();
  const answer = await count();
  const at = performance.now();
  if (large(answer)) kept.set(key, { answer, at, tookMs: at - from, counting: false });
  else kept.delete(key);
  return answer;
}
