import Type from "typebox";
import type { EffectKey, PersonFacts } from "../../engine/run/types.ts";
import { type Looking, lookAt, shown } from "../approvals/contents.ts";
import type { ApprovedMessage } from "../approvals/model.ts";
import { newId, operation, type Scope, withScope } from "../base/index.ts";
import { domainOf } from "../messages/addresses.ts";
import { findable, keyText, messageIdOf } from "../messages/index.ts";
import { MessageModel, type MessageRecord } from "../messages/model.ts";
import { beginningOf } from "../texts/index.ts";

/** What staff have said about a message before it leaves. */
export interface Said {
  /** It stands in the outbox as one that is to leave. */
  isPlanned?: boolean;
  /** It waits until they let it go. */
  ownHold?: { reason: string; by: string };
  /** It goes now: windows and limits of the firm's own don't keep it any longer. */
  pressed?: boolean;
  /** What it says instead. */
  change?: ApprovedMessage;
}

/** Read right before the message would leave. Within a scope. */
export async function saidOf(runId: string, key: EffectKey): Promise<Said> {
  const known = await MessageModel.findOne({ key: keyText({ runId, ...key }) }, { state: 1, ownHold: 1, pressed: 1, change: 1 }).lean();
  return {
    ...(known?.state === "planned" || known?.state === "held" ? { isPlanned: true } : {}),
    ...(known?.ownHold ? { ownHold: known.ownHold } : {}),
    ...(known?.pressed ? { pressed: true } : {}),
    ...(known?.change ? { change: known.change } : {}),
  };
}

export interface Planned {
  runId: string;
  flowKey: string;
  key: EffectKey;
  contactId: string;
  matterId?: string;
  purpose: "transactional" | "marketing";
  state: "planned" | "held";
  /** When it is asked for again; none while a hold without an end keeps it. */
  until?: string;
  reason: string;
}

/** Writes down a message that is to leave later, as it would stand now. What keeps it from being made now is its reason then. */
export async function planMessage(scope: Scope, planned: Planned): Promise<void> {
  const looking = await lookAt(scope, { runId: planned.runId, what: planned.key.step });
  const person = addressee(looking, planned.contactId);
  if (!person) return;
  const { channel, message, problem } = await shown(looking, person, undefined);
  const key = { runId: planned.runId, ...planned.key };
  const blank = {
    to: { name: String(person.name ?? ""), address: "" },
    from: { name: "", address: "" },
    subject: "",
    html: "",
    text: "",
    values: {},
    language: "en" as const,
    topic: "",
  };
  const { to, from, subject, html, text, values, language, topic, template } = { template: undefined, ...blank, ...message };
  await keepPlanned(scope, {
    record: {
      key: keyText(key),
      ...key,
      channel,
      purpose: planned.purpose,
      ...{ to, from, subject: subject || beginningOf(text), html, text, values, language },
      messageId: messageIdOf(scope.firmId, key, from.address ? domainOf(from.address) : "firmflow.invalid"),
      flowKey: planned.flowKey,
      contactId: planned.contactId,
      ...(planned.matterId ? { matterId: planned.matterId } : {}),
      ...(template ? { template } : {}),
      ...(topic ? { topic } : {}),
    },
    state: planned.state,
    reason: problem ? `${planned.reason} As things stand it could not be made: ${problem}` : planned.reason,
    ...(planned.until ? { until: planned.until } : {}),
  });
}

/** Who gets it, with what is known of them now. */
export const addressee = ({ facts }: Looking, contactId: string | undefined): PersonFacts | undefined =>
  Object.values(facts.people ?? {})
    .flat()
    .find((one) => one.id === contactId) ?? facts.contact;

const keepPlanned = operation({
  name: "outbox.plan",
  role: "staff",
  input: Type.Object({
    record: Type.Record(Type.String(), Type.Unknown()),
    state: Type.Enum(["planned", "held"]),
    reason: Type.String(),
    until: Type.Optional(Type.String()),
  }),
  run: async ({ record: raw, state, reason, until }) => {
    const record = raw as unknown as MessageRecord;
    const known = await MessageModel.findOne({ key: record.key }, { state: 1, change: 1 }).lean();
    if (known && !["planned", "held", "failed", "skipped"].includes(known.state)) return;
    const { subject, html, text, beginnings, ...others } = findable(record);
    // What somebody wrote instead stays.
    const says = known?.change ? {} : { subject, html, text, beginnings };
    const set = { ...others, ...says, state, reason, ...(until ? { plannedFor: new Date(until) } : {}) };
    if (known) await MessageModel.updateOne({ _id: known._id }, { $set: set, ...(until ? {} : { $unset: { plannedFor: 1 } }) });
    else await MessageModel.create([{ _id: newId("message"), ...set, ...says }]);
  },
});

/** A message that was planned and is not to leave after all, with why: not wanted any more, or for staff to put right. */
export const settlePlanned = operation({
  name: "outbox.settle",
  role: "staff",
  input: Type.Object({ key: Type.String(), state: Type.Enum(["skipped", "failed"]), reason: Type.String() }),
  run: async ({ key, state, reason }) => {
    const known = await MessageModel.findOne({ key }, { state: 1 }).lean();
    if (known?.state !== "planned" && known?.state !== "held") return;
    await MessageModel.updateOne({ _id: known._id }, { $set: { state, reason, surely: true }, $unset: { plannedFor: 1, pressed: 1 } });
  },
});

/** What says which message of which run it is. */
export type PlannedKey = EffectKey & { runId: string };

/** Messages whose flow ended, or went on, before they left are no longer planned; `whyOver` says which. Gives how many. */
export async function dropPlanned(
  scope: Scope,
  whyOver: (keys: PlannedKey[]) => Promise<(key: PlannedKey) => string | null>,
): Promise<number> {
  return await withScope(scope, async () => {
    const waiting = await MessageModel.find(
      { state: { $in: ["planned", "held"] }, runId: { $exists: true } },
      { key: 1, runId: 1, step: 1, visit: 1, part: 1 },
    )
      .limit(5_000)
      .lean();
    const keyed = waiting.map(({ key, runId = "", step = "", visit = 1, part = "" }) => ({ key, of: { runId, step, visit, part } }));
    const why = await whyOver(keyed.map((one) => one.of));
    const over = keyed.flatMap(({ key, of }) => ({ key, reason: why(of) })).filter((one) => one.reason !== null);
    for (const { key, reason } of over) await settlePlanned(scope, { key, state: "skipped", reason: reason ?? "" });
    return over.length;
  });
}
