import { createHash } from "node:crypto";
import type { Step } from "../../engine/definition/types.ts";
import { channelOf, type Facts, flowZone, isOtherwise, type RunState, recipientsOf, withRunFacts } from "../../engine/run/index.ts";
import type { PersonFacts } from "../../engine/run/types.ts";
import { DomainError, notFound, type Scope, type Stored, withScope } from "../base/index.ts";
import { type Published, versionOf } from "../flows/index.ts";
import { RunModel, type RunRecord, readRunFacts } from "../runs/index.ts";
import { documentOf, type ShownDocument } from "./document.ts";
import { composedMail, composedText } from "./messages.ts";
import type { ApprovalRecord, ApprovedMessage } from "./model.ts";

/** One message as it would leave now, or why it could not. */
export interface ShownMessage {
  person: PersonFacts;
  channel: ApprovedMessage["channel"];
  message?: ApprovedMessage;
  problem?: string;
}
/** All that one step would send or make. */
export interface Contents {
  messages: ShownMessage[];
  document?: ShownDocument;
  /** The same as long as the same would leave. */
  hash: string;
}
/** A step of a run, with the facts as they are now. */
export interface Looking {
  scope: Scope;
  run: Stored<RunRecord>;
  version: Published;
  step: Step;
  stepId: string;
  facts: Facts;
  zone: string;
}

/** What would leave if it were approved now. Reads, changes nothing. */
export async function contentsOf(scope: Scope, approval: ApprovalRecord): Promise<Contents> {
  const looking = await lookAt(scope, approval);
  const document = await documentOf(looking);
  const messages: ShownMessage[] = [];
  for (const person of peopleOf(looking)) messages.push(await shown(looking, person, document?.name));
  return { messages, ...(document ? { document } : {}), hash: hashOf(messages, document) };
}

export async function lookAt(scope: Scope, { runId, what }: Pick<ApprovalRecord, "runId" | "what">): Promise<Looking> {
  return await withScope(scope, async () => {
    const run = (await RunModel.findById(runId).lean()) as Stored<RunRecord> | null;
    if (!run) throw notFound("The run this is about");
    const version = await versionOf(run.flowKey, run.version);
    const step = Object.hasOwn(version.definition.steps, what) ? version.definition.steps[what] : undefined;
    if (!step) throw notFound("The step this is about");
    const read = await readRunFacts(scope, run);
    const state = run.advanced ? (JSON.parse(run.advanced) as { state: RunState }).state : null;
    const facts = state ? withRunFacts(state, read) : read;
    return { scope, run, version, step, stepId: what, facts, zone: flowZone(version.definition, facts) };
  });
}

function peopleOf({ step, facts }: Looking): PersonFacts[] {
  switch (step.kind) {
    case "sendEmail":
    case "sendText":
    case "requestForm":
    case "requestFiles":
    case "requestSignature":
    case "offerAppointment":
      return recipientsOf(step.to, facts);
    default:
      return [];
  }
}

/** What one step would send to one person now, or why it could not. */
export async function shown(looking: Looking, person: PersonFacts, title: string | undefined): Promise<ShownMessage> {
  const { step, facts } = looking;
  const channel = isOtherwise(step, person, facts.firm) ? "letter" : channelOf(step, person, facts.firm);
  try {
    const message = channel === "text" ? await composedText(looking, person) : await composedMail(looking, person, title);
    return { person, channel, message };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return { person, channel, problem: error.message };
  }
}

function hashOf(messages: ShownMessage[], document: ShownDocument | undefined): string {
  const said = messages.map(({ person, channel, message }) => [
    person.id,
    channel,
    message && [message.to, message.subject, message.html, message.text, message.template ?? null],
  ]);
  return createHash("sha256")
    .update(JSON.stringify([said, document?.hash ?? null]))
    .digest("hex");
}
