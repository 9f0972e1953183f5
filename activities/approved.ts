import { type ApprovedMessage, approvedFor } from "../domain/approvals/index.ts";
import type { Carrying } from "./carryOut.ts";
import { permanent } from "./errors.ts";

/** What was approved for this step, if an approval is asked for before it at all. A reminder was not what was looked at. */
async function approvedHere({ scope, run, effect, version }: Carrying) {
  const { step } = effect.key;
  const isAsked = Object.values(version.definition.steps).some((one) => one.kind === "approve" && one.what === step);
  return isAsked && effect.kind !== "remind" ? await approvedFor(scope, { runId: run._id, step }) : null;
}

/** The message somebody approved for this person; it leaves as it was approved. Nothing leaves to whom it was not approved for. */
export async function approvedMessage(carrying: Carrying, contactId: string, channel: ApprovedMessage["channel"]) {
  const { change } = carrying.said;
  if (change && change.channel === channel && change.contactId === contactId) return change;
  const messages = (await approvedHere(carrying))?.messages ?? [];
  const found = messages.find((one) => one.contactId === contactId && one.channel === channel);
  if (messages.length > 0 && !found)
    throw permanent("This was approved for other people, or to go another way. Jump back to the approval, or skip this step.");
  return found;
}

export async function approvedDocument(carrying: Carrying) {
  const document = (await approvedHere(carrying))?.document;
  return document ? { approved: document } : {};
}
