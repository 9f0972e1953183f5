import mongoose, { Schema } from "mongoose";
import type { Static, TSchema } from "typebox";
import { check } from "./check.ts";
import { clock } from "./clock.ts";
import { forbidden } from "./errors.ts";
import { atLeast, current, inTransactionScope, type Role, type Scope, withScope } from "./scope.ts";

export interface OperationSpec<I extends TSchema, O> {
  /** `contacts.create`: capability and verb. */
  name: string;
  /** The least role of staff or of an API key that may do this. */
  role: Role;
  /** A visitor without sign-in may do this (with a link or a form). Default no. */
  public?: boolean;
  input: I;
  run(input: Static<I>, scope: Scope): Promise<O>;
}
export type Operation<I extends TSchema, O> = ((scope: Scope, input: Static<I>) => Promise<O>) & { spec: OperationSpec<I, O> };

function allow(spec: { name: string; role: Role; public?: boolean }, scope: Scope): void {
  const { actor } = scope;
  if (actor.kind === "system" || actor.kind === "run") return;
  if (actor.kind === "public") {
    if (spec.public) return;
    throw forbidden("This needs a signed-in member of the firm.");
  }
  if (!atLeast(actor.role, spec.role)) throw forbidden(`This needs the role "${spec.role}" or higher; yours is "${actor.role}".`);
}

const receiptSchema = new Schema(
  { _id: String, answer: Schema.Types.Mixed, at: { type: Date, expires: 7 * 24 * 3600 } },
  { versionKey: false, collection: "receipts" },
);
const Receipt = mongoose.model("Receipt", receiptSchema);

/**
 * The one way to change anything: checks role and input, then runs in one transaction within the firm's scope. Called within another
 * operation it joins that one's transaction. With an idempotency key in the scope, a second call returns the first one's answer.
 * `run` may be tried again on a write conflict: it must do nothing outside the database.
 */
export function operation<I extends TSchema, O>(spec: OperationSpec<I, O>): Operation<I, O> {
  const call = async (scope: Scope, raw: Static<I>): Promise<O> => {
    allow(spec, scope);
    const input = check(spec.input, raw);
    const outer = current();
    if (outer?.inTransaction && outer.scope !== "allFirms" && outer.scope.firmId === scope.firmId)
      return inTransactionScope(scope, () => spec.run(input, scope));
    return inOneTransaction(scope, spec.name, () => spec.run(input, scope));
  };
  return Object.assign(call, { spec });
}

async function inOneTransaction<O>(scope: Scope, name: string, work: () => Promise<O>): Promise<O> {
  const key = scope.idempotencyKey ? `${scope.firmId}:${scope.actor.id}:${name}:${scope.idempotencyKey}` : null;
  const answered = key ? await Receipt.findById(key).lean() : null;
  if (answered) return answered.answer as O;
  let answer: O | undefined;
  try {
    await mongoose.connection.transaction(() =>
      inTransactionScope(scope, async () => {
        if (key) await Receipt.create([{ _id: key, at: clock.now(), answer: null }]);
        answer = await work();
        if (key) await Receipt.updateOne({ _id: key }, { $set: { answer: answer ?? null } });
      }),
    );
  } catch (error) {
    // The same key was used by a call that finished first: its answer is this one's.
    const first = key && isDuplicateKey(error) ? await Receipt.findById(key).lean() : null;
    if (first) return first.answer as O;
    throw error;
  }
  return answer as O;
}

export const isDuplicateKey = (error: unknown): boolean =>
  typeof error === "object" && error !== null && "code" in error && (error as { code: unknown }).code === 11000;

/** The one way to read for somebody: checks role and input and runs within the firm's scope, without a transaction. */
export function query<I extends TSchema, O>(spec: OperationSpec<I, O>): Operation<I, O> {
  const call = async (scope: Scope, raw: Static<I>): Promise<O> => {
    allow(spec, scope);
    const input = check(spec.input, raw);
    const outer = current();
    if (outer?.inTransaction) return inTransactionScope(scope, () => spec.run(input, scope));
    return withScope(scope, () => spec.run(input, scope));
  };
  return Object.assign(call, { spec });
}
