import { AsyncLocalStorage } from "node:async_hooks";
import type { FirmId } from "./ids.ts";

/** Each role may do what those before it may. */
export const roles = ["viewer", "staff", "builder", "owner"] as const;
export type Role = (typeof roles)[number];
export const atLeast = (role: Role, needed: Role): boolean => roles.indexOf(role) >= roles.indexOf(needed);

/** Who acts. `run` and `system` are made only inside the product, `public` for a visitor with a link or a form. */
export type Actor =
  | { kind: "staff"; id: string; name: string; role: Role }
  | { kind: "apiKey"; id: string; name: string; role: Role }
  | { kind: "run"; id: string; name: string }
  | { kind: "public"; id: string; name: string }
  | { kind: "system"; id: string; name: string };

/** For which firm, by whom, and because of which runs something is done. Every read and write happens within one. */
export interface Scope {
  firmId: FirmId;
  actor: Actor;
  /** The runs that caused this, oldest first (events carry them on; ten links at most). */
  causes?: string[];
  /** Given by a client that may retry: the same key gives the same answer and changes nothing again. */
  idempotencyKey?: string;
  /** What is done here tells runs that already go, but starts none: imports, merging, deleting, undoing (rule 17). */
  startsNothing?: boolean;
}

interface Current {
  scope: Scope | "allFirms";
  inTransaction: boolean;
}
const storage = new AsyncLocalStorage<Current>();

export const current = (): Current | undefined => storage.getStore();

/** The scope in force; throws outside of one, so that no query can be made without a firm. */
export function currentScope(): Scope {
  const scope = storage.getStore()?.scope;
  if (!scope || scope === "allFirms") throw new Error("No firm in scope: call this within an operation, a query or withScope().");
  return scope;
}

/** A mongoose query runs only when it is awaited: it must be awaited within the scope. */
const awaited =
  <T>(work: () => PromiseLike<T>) =>
  async (): Promise<T> =>
    await work();

export function withScope<T>(scope: Scope, work: () => PromiseLike<T>): Promise<T> {
  return storage.run({ scope, inTransaction: false }, awaited(work));
}

export function inTransactionScope<T>(scope: Scope, work: () => PromiseLike<T>): Promise<T> {
  return storage.run({ scope, inTransaction: true }, awaited(work));
}

/**
 * Reads and writes across firms: only for finding whose a token, session or pending event is, before any firm is known.
 * Each use is listed in a test.
 */
export function acrossFirms<T>(work: () => PromiseLike<T>): Promise<T> {
  return storage.run({ scope: "allFirms", inTransaction: false }, awaited(work));
}

/** The same scope, in which events start no flow. */
export const quietly = (scope: Scope): Scope => ({ ...scope, startsNothing: true });
export const systemScope = (firmId: FirmId, name = "Firmflow"): Scope => ({ firmId, actor: { kind: "system", id: "system", name } });
export const publicScope = (firmId: FirmId, id: string, name = "Visitor"): Scope => ({ firmId, actor: { kind: "public", id, name } });
export const runScope = (firmId: FirmId, runId: string, flowName: string, causes: string[] = []): Scope => ({
  firmId,
  actor: { kind: "run", id: runId, name: flowName },
  causes: causes.includes(runId) ? causes : [...causes, runId],
});
