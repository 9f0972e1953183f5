import type { RequestStep } from "../../definition/types.ts";
import { answerOf, answerTypes, fitsByContent, isRequest } from "../answers.ts";
import type { Completion } from "../behaviour.ts";
import { journalData } from "../behaviour.ts";
import { issue, letGo } from "../effects.ts";
import { keepResult } from "../keeping.ts";
import type { Running } from "../running.ts";
import type { Ask, Kept } from "../state.ts";
import type { JsonObject, RunEvent } from "../types.ts";
import { dropReminders } from "./reminding.ts";

/** Answers: a request is completed by its own id (in scripts by what it asks for), or by staff on the client's behalf. */

/** Gives an event to the request it answers, open ones first. True when it answered one. */
export function hearAnswer(run: Running, event: RunEvent): boolean {
  const asks = [...run.state.asks.filter((ask) => !ask.gone), ...run.state.asks.filter((ask) => ask.gone)];
  for (const ask of asks) {
    const step = run.step(ask.step);
    if (!isRequest(step) || answerOf(step, event) === null) continue;
    const contactId = whoAnswered(run, ask, step, event);
    if (contactId === undefined) continue;
    takeAnswer(run, ask, step, contactId, event);
    return true;
  }
  keepEarly(run, event);
  return false;
}

function whoAnswered(run: Running, ask: Ask, step: RequestStep, event: RunEvent): string | undefined {
  const waiting = Object.entries(ask.to).filter(([, person]) => person.s === "open");
  if (event.requestId !== undefined) return waiting.find(([, person]) => person.r === event.requestId)?.[0];
  const withoutId = waiting.filter(([, person]) => person.r === undefined);
  if (!fitsByContent(run.definition, step, event)) return undefined;
  const named = event.contactId ?? event.data["contactId"] ?? event.data["contact"];
  if (named === undefined) return withoutId[0]?.[0];
  return withoutId.find(([contactId]) => contactId === named)?.[0];
}

/** An answer can be told before the effect that asked has reported its request's id: it waits here for it. */
function keepEarly(run: Running, event: RunEvent): void {
  if (event.requestId === undefined) return;
  const asking = run.state.asks.some((ask) => {
    const step = run.step(ask.step);
    return isRequest(step) && answerTypes(step).includes(event.type) && Object.values(ask.to).some((person) => person.s === "asked");
  });
  if (!asking) return;
  const early: Kept = { n: 0, id: event.id, t: event.type, at: event.at, r: event.requestId };
  const data = journalData(event.data);
  if (data) early.d = data;
  if (event.contactId) early.c = event.contactId;
  run.state.early = [...(run.state.early ?? []), early].slice(-20);
}

export function takeEarly(run: Running, ask: Ask, step: RequestStep, contactId: string): void {
  const requestId = ask.to[contactId]?.r;
  const early = run.state.early?.find((kept) => kept.r !== undefined && kept.r === requestId);
  if (!early) return;
  run.state.early = run.state.early?.filter((kept) => kept !== early);
  if (run.state.early?.length === 0) delete run.state.early;
  const event: RunEvent = { id: early.id, type: early.t, at: early.at, data: early.d ?? {}, requestId: early.r ?? "" };
  if (answerOf(step, event) !== null) takeAnswer(run, ask, step, contactId, event);
}

function takeAnswer(run: Running, ask: Ask, step: RequestStep, contactId: string, event: RunEvent): void {
  const person = ask.to[contactId];
  if (!person) return;
  const declined = answerOf(step, event) === "declined";
  writeAnswer(run, ask, contactId, event, declined);
  // One of those who are to sign: nobody else has yet, and what the step gives comes with the document's being signed.
  if (event.type === "document.partlySigned" && Object.values(ask.to).some(({ s }) => s === "open" || s === "asked")) return;
  if (event.type === "document.signed" && step.complete !== "any") othersSigned(run, ask, event);
  keepResult(run, ask.step, { ...given(step, event), answeredAt: run.at, contactId });
  const token = run.tokenById(ask.token);
  if (declined && token && step.kind === "requestSignature" && step.onDeclined) {
    ask.gone = true;
    closeOthers(run, ask, "Declined by one of those asked.");
    delete ask.token;
    token.planned = event.at;
    run.leave(token, "onDeclined");
    return;
  }
  if (declined && token) {
    run.attention(ask, "The client declined to sign. Speak with the client, then retry, skip, jump or cancel.");
    return;
  }
  answered(run, ask, step, event.at);
}

function writeAnswer(run: Running, ask: Ask, contactId: string, event: RunEvent, declined: boolean): void {
  const person = ask.to[contactId];
  if (!person) return;
  person.s = "done";
  dropReminders(ask, contactId);
  const answers = person.r ?? event.requestId;
  run.write("completed", ask, {
    ...(ask.gone ? { late: true } : {}),
    ...(declined ? { reason: "declined" } : {}),
    data: { contactId, ...(answers ? { requestId: answers } : {}), event: event.type, ...journalData(event.data) },
  });
}

/** A document is signed when everyone asked has: this event tells of all who were not told of before. */
function othersSigned(run: Running, ask: Ask, event: RunEvent): void {
  for (const [contactId, person] of Object.entries(ask.to)) if (person.s === "open") writeAnswer(run, ask, contactId, event, false);
}

/** What an answer gives as `steps.<id>.*`. */
function given(step: RequestStep, event: RunEvent): JsonObject {
  const { at, ...data } = event.data;
  if (step.kind !== "offerAppointment") return event.data;
  return { ...data, ...(at === undefined ? {} : { startsAt: at }), ...(event.occasionId ? { occasionId: event.occasionId } : {}) };
}

/** Leaves when enough have answered. */
export function answered(run: Running, ask: Ask, step: RequestStep, at: string = run.at): void {
  const people = Object.values(ask.to).filter((person) => person.s !== "off");
  const done = people.filter((person) => person.s === "done").length;
  if (done === 0 || (done < people.length && step.complete !== "any")) return;
  if (done < people.length && !ask.gone) closeOthers(run, ask, "Answered by another person.");
  const token = run.tokenById(ask.token);
  letGo(run, ask);
  run.state.asks = run.state.asks.filter((other) => other !== ask);
  if (!token) return;
  token.planned = at;
  delete token.before;
  delete token.from;
  run.leave(token);
}

/** The links of those who need not answer any more are closed. */
function closeOthers(run: Running, ask: Ask, reason: string): void {
  for (const [contactId, person] of Object.entries(ask.to)) {
    if (person.s !== "open" || person.r === undefined) continue;
    person.s = "off";
    issue(run, ask, { part: `close:${contactId}`, kind: "closeRequest", params: { contactId, requestId: person.r, reason } });
  }
}

/** Staff complete a request as the client would have (rule 15). */
export function completeAsk(run: Running, command: Completion, by: string): boolean {
  const ask =
    run.state.asks.find((one) => one.step === command.step && !one.gone) ?? run.state.asks.find((one) => one.step === command.step);
  const step = run.step(command.step);
  if (!ask || !isRequest(step)) return false;
  const open = Object.entries(ask.to).filter(([id, person]) => person.s !== "done" && (!command.contactId || id === command.contactId));
  if (open.length === 0) return false;
  for (const [contactId, person] of open) {
    person.s = "done";
    dropReminders(ask, contactId);
    const about = { contactId, how: command.how, ...(person.r ? { requestId: person.r } : {}) };
    run.write("completed", ask, { by, ...(ask.gone ? { late: true } : {}), data: { ...about, ...journalData(command.data) } });
    keepResult(run, ask.step, { ...command.data, how: command.how, answeredAt: run.at, contactId });
  }
  delete ask.att;
  answered(run, ask, step);
  return true;
}

/** An appointment that was made here moved or fell through: the dates counted from it follow. */
export function followAppointment(run: Running, event: RunEvent): void {
  if (event.type !== "occasion.moved" && event.type !== "occasion.cancelled") return;
  for (const [id, gave] of Object.entries(run.state.results)) {
    const step = run.step(id);
    if (step?.kind !== "offerAppointment") continue;
    const occasionId = event.occasionId ?? event.data["occasionId"];
    const same =
      gave["occasionId"] === undefined || occasionId === undefined
        ? fitsByContent(run.definition, step, event)
        : gave["occasionId"] === occasionId;
    if (!same) continue;
    if (event.type === "occasion.cancelled") gave["startsAt"] = null;
    else if (typeof event.data["at"] === "string") gave["startsAt"] = event.data["at"];
  }
}
