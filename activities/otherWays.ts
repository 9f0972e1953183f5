import { clock, invalidField } from "../domain/base/index.ts";
import { letterPdf } from "../domain/documents/index.ts";
import { keepFile } from "../domain/files/index.ts";
import {
  asLetterTo,
  type Composed,
  composeMail,
  keyText,
  letterToPost,
  literally,
  messageIdOf,
  nameOfPerson,
  postalAddressOf,
  recordUnsent,
  waitsForStaff,
} from "../domain/messages/index.ts";
import { performOnce } from "../domain/runs/index.ts";
import { createTask, hurryLetter } from "../domain/tasks/index.ts";
import { deliverText } from "../domain/texts/index.ts";
import { type EffectResult, flowZone, hasAddress, type JsonObject, personById } from "../engine/run/index.ts";
import type { PersonFacts } from "../engine/run/types.ts";
import { approvedMessage } from "./approved.ts";
import type { Carrying } from "./carryOut.ts";
import { type Mail, messageOf, sendOnce } from "./sending.ts";

/** Whoever has no email address, where the firm reaches them otherwise: theirs is a text, else a letter that staff print and post. */
export function withoutEmail({ facts }: Carrying, contactId: string): PersonFacts | null {
  const person = personById(contactId, facts);
  return facts.firm?.otherWays === true && person && !hasAddress(person, "email") ? person : null;
}

/** Carriers split and may drop longer ones; such a message is a letter. */
const longestText = 900;

/** A mail as a text, where it is short enough to be one; else as a letter. As it was approved, where that was asked for. */
export async function mailOtherwise(carrying: Carrying, person: PersonFacts, mail: Mail, gives: JsonObject = {}): Promise<EffectResult> {
  const composed = await asLetter(carrying, person, mail);
  const words = wordsOf(composed);
  const texted = hasAddress(person, "text") && person.noTexts !== true;
  const message = { purpose: "transactional" as const, contactId: person.id };
  if (texted && words.length <= longestText)
    return await sendOnce(carrying, message, gives, (beforeLeaving) =>
      deliverText(carrying.scope, { ...messageOf(carrying), ...message, says: { text: literally(words) }, beforeLeaving }),
    );
  return await printLetter(carrying, person, { composed, link: linkOf(mail) }, gives);
}

/** The letter's words as the mail would have had them. */
async function asLetter(carrying: Carrying, person: PersonFacts, mail: Mail): Promise<Composed> {
  const { scope, facts, version } = carrying;
  const approved = await approvedMessage(carrying, person.id, "letter");
  return await composeMail(scope, {
    ...mail,
    purpose: "transactional",
    facts: facts as unknown as Record<string, unknown>,
    zone: flowZone(version.definition, facts),
    recipient: asLetterTo(person),
    ...(approved ? { approved } : {}),
  });
}

const wordsOf = ({ text }: Composed) => text.split(/\n--\n/)[0]?.trim() ?? text;

function linkOf({ links }: Mail): string | undefined {
  const request = links?.["request"];
  return typeof request === "string" ? request : undefined;
}

/** The letter among the person's files and the task to post it, once. */
async function printLetter(
  carrying: Carrying,
  person: PersonFacts,
  { composed, link }: { composed: Composed; link: string | undefined },
  gives: JsonObject,
): Promise<EffectResult> {
  const { scope, run, effect, subject, facts } = carrying;
  const matterId = subject.matterId ?? facts.matter?.["id"];
  const about = { contactId: person.id, ...(typeof matterId === "string" ? { matterId } : {}) };
  const name = nameOfPerson(person);
  if (!name) throw invalidField("/contact/lastName", "A letter needs a name to go to. Add it on the person's page.");
  const place = { ...about, to: { name, address: postalAddressOf(person) } };
  if (effect.kind === "remind") {
    const waiting = await letterToPost({ runId: run._id, step: effect.key.step, contactId: person.id });
    if (waiting) return await hurryInstead(carrying, { composed, place, waiting });
  }
  const letter = { subject: composed.subject, text: wordsOf(composed), person, language: composed.language, ...(link ? { link } : {}) };
  const content = await letterPdf(scope, letter);
  const file = await keepFile(scope, { name: `${composed.subject}, ${name}.pdf`, type: "application/pdf", content, ...about });
  const letterMessageId = await tellOutbox(carrying, composed, { ...place, state: "toPost", reason: waitsForStaff });
  return await performOnce(scope, {
    runId: run._id,
    key: effect.key,
    kind: effect.kind,
    act: async () => {
      const task = await createTask(scope, {
        title: `Print and post “${composed.subject}” to ${name}`.slice(0, 300),
        notes: `${name} has no email address${person.noTexts || !hasAddress(person, "text") ? " and can't be texted" : ""}.`,
        letterFileId: file.fileId,
        letterMessageId,
        runId: run._id,
        step: effect.key.step,
        visit: effect.key.visit,
        ...about,
      });
      return { status: "done", at: clock.now().toISOString(), data: { ...gives, letter: file.fileId, taskId: task.id } };
    },
  });
}

interface Place {
  contactId: string;
  matterId?: string;
  to: { name: string; address: string };
}

/** Nobody is reminded of a letter that still lies on a desk: this one is left out, and the task of that one is due at once. */
async function hurryInstead(
  carrying: Carrying,
  { composed, place, waiting }: { composed: Composed; place: Place; waiting: string },
): Promise<EffectResult> {
  const { scope, run, effect } = carrying;
  const reason = "The letter before it has not been posted yet: its task is due now instead.";
  await tellOutbox(carrying, composed, { ...place, state: "skipped", reason });
  return await performOnce(scope, {
    runId: run._id,
    key: effect.key,
    kind: effect.kind,
    act: async () => {
      await hurryLetter({ runId: run._id, messageId: waiting }, "A reminder of it would be due by now.");
      return { status: "skipped", at: clock.now().toISOString(), reason };
    },
  });
}

/** What the letter says stands among all messages, and no mail of it is planned any more. Gives its id there. */
async function tellOutbox(
  { scope, run, effect }: Carrying,
  { subject, html, text, from, values, language, template }: Composed,
  { state, reason, ...place }: Place & { state: "toPost" | "skipped"; reason: string },
): Promise<string> {
  const key = { runId: run._id, ...effect.key };
  return await recordUnsent(scope, {
    state,
    reason,
    record: {
      key: keyText(key),
      ...key,
      ...place,
      ...{ subject, html, text, from, values, language },
      ...(template ? { template } : {}),
      channel: "letter",
      purpose: "transactional",
      messageId: messageIdOf(scope.firmId, key, "firmflow.invalid"),
      flowKey: run.flowKey,
    },
  });
}
