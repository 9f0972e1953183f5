import type { RequestStep } from "../../definition/types.ts";
import { after, instantOf, laterOf, msOf } from "../../time/index.ts";
import { isRequest } from "../answers.ts";
import { inFlight, issue, type Wanted } from "../effects.ts";
import { keepResult } from "../keeping.ts";
import { nobody, recipientsOf } from "../recipients.ts";
import type { Running } from "../running.ts";
import type { Ask, Asked, Fx, Tok } from "../state.ts";
import type { EffectKey, EffectResult, JournalEntry, JsonObject } from "../types.ts";
import { answered, takeEarly } from "./answering.ts";

/** Asking: each person has a request of their own. The request outlives its token where nobody waits for it, or where an answer comes late. */

/** Fields of a step that are ways on, not part of what is asked. */
const waysOn: ReadonlySet<string> = new Set([
  "kind",
  "name",
  "next",
  "onGiveUp",
  "onError",
  "onDeclined",
  "remind",
  "giveUpAfter",
  "to",
  "late",
]);

export function arriveAsking(run: Running, token: Tok, step: RequestStep): void {
  const people = recipientsOf(step.to, run.given);
  if (people.length === 0) {
    run.attention(token, nobody(step.to));
    return;
  }
  const ask: Ask = {
    step: token.step,
    visit: token.visit,
    planned: token.planned,
    token: token.id,
    to: Object.fromEntries(people.map((person): [string, Asked] => [person.id, { s: "asked" }])),
    ...(token.before ? { before: token.before } : {}),
  };
  run.state.asks.push(ask);
  for (const person of people) issue(run, ask, askWanted(run, step, ask, person.id));
  goOnWithoutAnswer(run, ask, step);
}

export function askWanted(run: Running, step: RequestStep, ask: Ask, contactId: string): Wanted {
  return {
    part: `ask:${contactId}`,
    kind: step.kind,
    purpose: "transactional",
    visit: ask.fx?.[`ask:${contactId}`]?.v ?? ask.visit,
    params: { ...asked(run, step, ask), contactId },
  };
}

/** What is asked for, without the ways on. A signature names everyone asked and the asking, which is one document however often it is sent. */
function asked(run: Running, step: RequestStep, ask: Ask): JsonObject {
  const params = Object.fromEntries(Object.entries(step).filter(([name]) => !waysOn.has(name))) as JsonObject;
  if (step.kind !== "requestSignature") return params;
  const documentId = run.state.results[step.document]?.["documentId"];
  const signing = { ...params, signers: Object.keys(ask.to), asking: ask.visit };
  return documentId === undefined ? signing : { ...signing, documentId };
}

/** With `waitFor: false` the token goes on as soon as nothing is under way. */
function goOnWithoutAnswer(run: Running, ask: Ask, step: RequestStep): void {
  const token = run.tokenById(ask.token);
  if (step.waitFor !== false || !token || inFlight(ask)) return;
  delete ask.token;
  run.leave(token);
}

/** Journals what a request's effect did; false when it is none of a request's. */
export function journalAsk(run: Running, key: EffectKey, fx: Fx, extra: Pick<JournalEntry, "data" | "uncertain">): boolean {
  if (fx.kind === "closeRequest") return true;
  if (fx.kind === "remind") {
    run.write("reminded", key, extra);
    return true;
  }
  const step = run.step(key.step);
  if (!isRequest(step)) return false;
  const until = after(msOf(run.at), step.giveUpAfter, run.zone());
  run.write("requested", key, { ...extra, ...(until === null ? {} : { until: instantOf(until) }) });
  return true;
}

/** After an effect of a request was reported (and journaled). */
export function askResult(run: Running, ask: Ask, part: string, result: EffectResult): void {
  const step = run.step(ask.step);
  if (!isRequest(step)) return;
  const [what, ...rest] = part.split(":");
  if (what === "ask") askedResult(run, ask, step, rest.join(":"), result);
  else if (what === "remind" && result.status === "failed") run.attention(ask, result.reason);
  else if (what === "remind" || what === "close") delete ask.fx?.[part];
}

function askedResult(run: Running, ask: Ask, step: RequestStep, contactId: string, result: EffectResult): void {
  const person = ask.to[contactId];
  if (!person) return;
  if (result.status === "done") {
    const requestId = result.data?.["requestId"];
    Object.assign(person, { s: "open", a: run.at }, typeof requestId === "string" ? { r: requestId } : {});
    const giveUp = after(msOf(run.at), step.giveUpAfter, run.zone());
    if (giveUp !== null) ask.giveUp = laterOf(ask.giveUp ?? instantOf(giveUp), instantOf(giveUp));
    keepResult(run, ask.step, result.data);
    takeEarly(run, ask, step, contactId);
  } else if (result.status === "skipped") person.s = "off";
  afterAsking(run, ask, step);
}

/** Once everybody's first message is settled: on by `onError`, to staff, or on without waiting. */
export function afterAsking(run: Running, ask: Ask, step: RequestStep): void {
  if (inFlight(ask) || !run.state.asks.includes(ask)) return;
  const failed = Object.entries(ask.fx ?? {}).find(([part, fx]) => part.startsWith("ask:") && fx.s === "failed");
  const token = run.tokenById(ask.token);
  if (failed && token && step.onError) {
    ask.gone = true;
    delete ask.token;
    run.leave(token, "onError");
  } else if (failed) {
    if (!ask.att) run.attention(ask, failed[1].r ?? "It could not be sent.");
  } else if (Object.values(ask.to).every((person) => person.s === "off")) {
    run.state.asks = run.state.asks.filter((other) => other !== ask);
    if (token) run.leave(token);
  } else {
    goOnWithoutAnswer(run, ask, step);
    answered(run, ask, step);
  }
}
