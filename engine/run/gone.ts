import { after, instantOf, msOf } from "../time/index.ts";
import { isRequest } from "./answers.ts";
import { answered } from "./requests/answering.ts";
import { dropReminders } from "./requests/reminding.ts";
import type { Running } from "./running.ts";
import type { Ask } from "./state.ts";
import { resume } from "./timers.ts";
import type { RunEvent } from "./types.ts";

/**
 * A person was deleted, or restored, in the middle of a run (rule 17). The run says so at once rather than at its next message. One about that
 * person stands still, to go on when they are restored and to end when they are not; one about a matter no longer waits for their answer.
 */

const waitsFor = "P30D";
const nobodyLeft = "Everybody this was asked of has been deleted. Complete it as they would have, skip it, or jump to another step.";

/** Every open run of the person hears this, whatever its flow listens for. */
export function tellsOfPresence({ type, data }: Pick<RunEvent, "type" | "data">): boolean {
  return type === "contact.changed" && (data["deleted"] === true || data["restored"] === true);
}

export function followPerson(run: Running, event: RunEvent): void {
  const { contactId } = event;
  if (contactId === undefined || !tellsOfPresence(event)) return;
  const name = typeof event.data["name"] === "string" && event.data["name"] !== "" ? event.data["name"] : "A person";
  const { subject } = run.state;
  const isAboutThem = subject.kind === "contact" && subject.contactId === contactId;
  if (event.data["deleted"] === true) isAboutThem ? standStill(run, name) : leaveOut(run, contactId, name);
  else if (isAboutThem) goOn(run, name);
  else takeBack(run, contactId, name);
}

function standStill(run: Running, name: string): void {
  const { hold } = run.state;
  if (hold?.gone) return;
  const until = instantOf(after(msOf(run.at), waitsFor, run.zone()) ?? msOf(run.at));
  const reason = `${name} was deleted. Restored within 30 days, they go on from here; otherwise this ends.`;
  run.state.hold = { ...(hold ?? { reason, since: run.at, by: "" }), until, gone: hold ? { until: hold.until ?? null } : {} };
  run.write("held", null, { reason, until });
}

/** Restored. What staff had held before stays held. */
function goOn(run: Running, name: string): void {
  const { hold } = run.state;
  if (!hold?.gone) return;
  const { gone, until: _until, ...theirs } = hold;
  if (gone.until === undefined) resume(run, undefined, `${name} was restored.`);
  else {
    run.state.hold = { ...theirs, ...(gone.until === null ? {} : { until: gone.until }) };
    run.write("held", null, { reason: hold.reason, until: gone.until ?? undefined });
  }
}

function leaveOut(run: Running, contactId: string, name: string): void {
  const asks = run.state.asks.filter((ask) => !ask.gone && ask.to[contactId]?.s === "open");
  if (asks.length === 0) run.write("skipped", null, { reason: `${name} was deleted: nothing goes to them any more.`, data: { contactId } });
  for (const ask of asks) {
    Object.assign(ask.to[contactId] ?? {}, { s: "off", g: true });
    dropReminders(ask, contactId);
    run.write("skipped", ask, { reason: `${name} was deleted: their answer is not waited for any more.`, data: { contactId } });
    whoIsLeft(run, ask);
  }
}

/** The others are waited for as before; where there are none, staff say what becomes of it. */
function whoIsLeft(run: Running, ask: Ask): void {
  const step = run.step(ask.step);
  const nobody = Object.values(ask.to).every((person) => person.s === "off");
  if (nobody && run.tokenById(ask.token)) run.attention(ask, nobodyLeft);
  else if (!nobody && isRequest(step)) answered(run, ask, step);
}

function takeBack(run: Running, contactId: string, name: string): void {
  for (const ask of run.state.asks) {
    const person = ask.to[contactId];
    if (!person?.g) continue;
    delete person.g;
    person.s = "open";
    if (ask.att === nobodyLeft) delete ask.att;
    run.write("resumed", ask, { reason: `${name} was restored.`, data: { contactId } });
  }
}
