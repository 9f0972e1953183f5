import type { StepId } from "../definition/types.ts";
import { outletsOf } from "../steps/index.ts";
import { isRequest } from "./answers.ts";
import { type Completion, journalData } from "./behaviour.ts";
import { inFlight, issue, letGo } from "./effects.ts";
import { endRun } from "./ends.ts";
import { holdRun } from "./holds.ts";
import { behaviourOf } from "./kinds/index.ts";
import { act, reissue } from "./moves.ts";
import { dropRegion, framesOf } from "./regions.ts";
import { completeAsk } from "./requests/answering.ts";
import { afterAsking, askWanted } from "./requests/asking.ts";
import type { Running } from "./running.ts";
import type { Ask, Tok } from "./state.ts";
import { reaskPart, resume } from "./timers.ts";
import type { Command } from "./types.ts";
import { countVisit } from "./visits.ts";

/** What staff may tell a run (rules 10, 11, 15). A command that fits nothing changes nothing: `whyNot` says so beforehand. */
export function obey(run: Running, command: Command, by: string): void {
  switch (command.do) {
    case "hold":
      holdRun(run, command.reason, by, command.until);
      break;
    case "resume":
      if (run.held) resume(run, by);
      break;
    case "retry":
      retry(run, by, command.token);
      break;
    case "skip":
      skip(run, by, command.token, command.outlet);
      break;
    case "jump":
      jump(run, by, command.to, command.token);
      break;
    case "complete":
      complete(run, command, by);
      break;
    case "cancel":
      run.write("stopped", null, { by, reason: command.reason });
      endRun(run, "cancelled");
      break;
    default:
      command satisfies never;
  }
}

/** A request that needs staff is named like this where a token's id is asked for. */
export function askId(ask: Ask): string {
  return `${ask.step}.${ask.visit}`;
}

/** Tokens that need staff: the named one, or all of them. */
function needing(run: Running, id: string | undefined): Tok[] {
  return run.state.tokens.filter((token) => token.att !== undefined && (id === undefined || token.id === id));
}

function asksNeeding(run: Running, id: string | undefined): Ask[] {
  return run.state.asks.filter((ask) => ask.att !== undefined && (id === undefined || ask.token === id || askId(ask) === id));
}

function retry(run: Running, by: string, id: string | undefined): void {
  for (const token of needing(run, id)) {
    delete token.att;
    token.planned = run.at;
    const failed = Object.entries(token.fx ?? {}).filter(([, fx]) => fx.s === "failed");
    const anew = failed.length === 0 && !inFlight(token) && wasDone(run, token);
    if (anew) delete token.fx;
    // What surely did not happen is tried again under its key; else it might happen twice, so it is a new visit (rule 10, rule 2).
    if (anew || failed.some(([, fx]) => !fx.surely)) token.visit = countVisit(run.definition, run.state, token.step);
    run.write("retried", token, { by });
    if (failed.length === 0 && !inFlight(token)) act(run, token);
    for (const [part, fx] of failed) {
      Object.assign(fx, { v: fx.surely ? fx.v : token.visit, p: run.at });
      reissue(run, token, part);
    }
  }
  for (const ask of asksNeeding(run, id)) retryAsk(run, ask, by);
}

/** Whether this visit already did something, so that doing it once more is another visit. */
function wasDone(run: Running, token: Tok): boolean {
  const asked = run.state.asks.some((ask) => ask.step === token.step && ask.visit === token.visit);
  return asked || Object.keys(token.fx ?? {}).length > 0;
}

function retryAsk(run: Running, ask: Ask, by: string): void {
  const step = run.step(ask.step);
  if (!isRequest(step)) return;
  delete ask.att;
  const failed = Object.entries(ask.fx ?? {}).filter(([, fx]) => fx.s === "failed");
  const visit = failed.some(([, fx]) => !fx.surely) ? countVisit(run.definition, run.state, ask.step) : ask.visit;
  run.write("retried", { step: ask.step, visit }, { by });
  for (const [part, fx] of failed) {
    Object.assign(fx, { v: fx.surely ? fx.v : visit, p: run.at });
    reaskPart(run, ask, part);
  }
  // Somebody declined: they are asked once more.
  if (failed.length > 0) return;
  for (const [contactId, person] of Object.entries(ask.to)) {
    if (person.s !== "done" && !person.g) continue;
    const again = countVisit(run.definition, run.state, ask.step);
    ask.to[contactId] = { s: "asked" };
    issue(run, ask, { ...askWanted(run, step, ask, contactId), visit: again, planned: run.at });
  }
}

function skip(run: Running, by: string, id: string | undefined, outlet: string | undefined): void {
  for (const ask of asksNeeding(run, id)) skipFailed(run, ask, by, outlet);
  for (const token of skippable(run, id)) {
    run.write("skipped", token, { by, reason: "Skipped by staff." });
    goOn(run, token, outlet ?? usualOutlet(run, token));
  }
}

/** Those that need staff; with an id, whichever is named; without, also the only token there is. */
function skippable(run: Running, id: string | undefined): Tok[] {
  const { tokens, asks } = run.state;
  if (id !== undefined) return tokens.filter((token) => token.id === id && !asks.some((ask) => ask.token === id && ask.att));
  const stuck = needing(run, undefined);
  return stuck.length > 0 || tokens.length !== 1 || asks.some((ask) => ask.token === tokens[0]?.id && ask.att) ? stuck : tokens;
}

/** Those who could not be asked are left out; the others are waited for as before. */
function skipFailed(run: Running, ask: Ask, by: string, outlet: string | undefined): void {
  const step = run.step(ask.step);
  if (!isRequest(step)) return;
  delete ask.att;
  run.write("skipped", ask, { by, reason: "Skipped by staff." });
  for (const [part, fx] of Object.entries(ask.fx ?? {})) {
    if (fx.s !== "failed") continue;
    delete ask.fx?.[part];
    const person = part.startsWith("ask:") ? ask.to[part.slice(4)] : undefined;
    if (person) person.s = "off";
  }
  const token = run.tokenById(ask.token);
  const open = Object.values(ask.to).some((person) => person.s === "open" || person.s === "asked");
  if (token) token.planned = run.at;
  if (token && (outlet !== undefined || !open)) {
    leaveBehind(run, token);
    run.leave(token, outlet ?? "next");
  } else afterAsking(run, ask, step);
}

function usualOutlet(run: Running, token: Tok): string {
  const step = run.step(token.step);
  const ways = step ? outletsOf(step).filter((way) => way.to !== null) : [];
  return (ways.find((way) => way.name === "next") ?? ways.find((way) => way.name === "otherwise") ?? ways[0])?.name ?? "next";
}

function jump(run: Running, by: string, to: StepId, id: string | undefined): void {
  const token = jumpable(run, id);
  if (!token || !run.step(to)) return;
  const regions = framesOf(run.definition, to);
  const path = token.path ?? [];
  // Into a region only from within it; out of one, and the whole region is left.
  if (regions.some((region, depth) => path[depth]?.s !== region.step || (region.branch !== null && path[depth]?.b !== region.branch)))
    return;
  run.write("jumped", token, { by, to });
  leaveBehind(run, token);
  if (path.length > regions.length) dropRegion(run, path.slice(0, regions.length + 1), token);
  token.path = path.slice(0, regions.length);
  token.planned = run.at;
  delete token.before;
  delete token.from;
  run.send(token, to);
}

function jumpable(run: Running, id: string | undefined): Tok | undefined {
  const { tokens, asks } = run.state;
  if (id !== undefined) return tokens.find((token) => token.id === id);
  return (
    needing(run, undefined)[0] ??
    tokens.find((token) => asks.some((ask) => ask.token === token.id && ask.att)) ??
    (tokens.length === 1 ? tokens[0] : undefined)
  );
}

/** What a token leaves undone: effects in flight finish by themselves, its request takes late answers. */
export function leaveBehind(run: Running, token: Tok): void {
  letGo(run, token);
  for (const ask of run.state.asks) {
    if (ask.token !== token.id) continue;
    letGo(run, ask);
    ask.gone = true;
    delete ask.token;
    delete ask.att;
  }
}

function complete(run: Running, command: Completion, by: string): void {
  if (completeAsk(run, command, by)) return;
  for (const token of run.state.tokens.filter((one) => one.step === command.step)) {
    const step = run.step(token.step);
    if (step && behaviourOf(step)?.complete?.(run, token, step, command, by)) return;
    if (token.att === undefined) continue;
    doneByHand(run, token, command, by);
    return;
  }
}

/** What the flow could not do, staff did themselves: it goes on as if it had (rule 10). */
function doneByHand(run: Running, token: Tok, { how, data }: Completion, by: string): void {
  run.write("completed", token, { by, data: { how, ...journalData(data) } });
  goOn(run, token, usualOutlet(run, token));
}

function goOn(run: Running, token: Tok, outlet: string): void {
  leaveBehind(run, token);
  token.planned = run.at;
  run.leave(token, outlet);
}
