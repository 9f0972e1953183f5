/** What comes next in a run, as far as it is known now. Pure. */
import type { Definition, Step } from "../definition/types.ts";
import { outletsOf } from "../steps/index.ts";
import type { Position } from "./types.ts";

type Place = Pick<Position, "step" | "state"> & { until?: string };

export interface Ahead {
  at?: string;
  words: string;
}

const asking = new Set<Step["kind"]>(["requestForm", "requestFiles", "requestSignature", "offerAppointment"]);

/** For one place where the run stands, soonest first: what is planned, and what happens when nothing comes. */
export function aheadOf(steps: Definition["steps"], place: Place, titleOf: (step: Step) => string, wakeAt?: string): Ahead[] {
  const step = Object.hasOwn(steps, place.step) ? steps[place.step] : undefined;
  if (!step || place.state === "attention") return [];
  // Until then nothing falls due, however it was planned.
  if (place.state === "held") return place.until ? [{ at: place.until, words: "The hold ends by itself" }] : [];
  const to = (outlet: string): string | undefined => {
    const target = outletsOf(step).find((way) => way.name === outlet)?.to;
    const next = target && Object.hasOwn(steps, target) ? steps[target] : undefined;
    return next && titleOf(next);
  };
  const ahead: Ahead[] = [];
  const reminds = asking.has(step.kind) && "remind" in step && (step.remind?.length ?? 0) > 0;
  if (reminds && wakeAt && (!place.until || wakeAt < place.until)) ahead.push({ at: wakeAt, words: "Reminder" });
  const next = to("next");
  if (asking.has(step.kind) && next) ahead.push({ words: `When it is done: ${next}` });
  if (step.kind === "createTask" && next) ahead.push({ words: `When it is done: ${next}` });
  if (step.kind === "approve") {
    if (next) ahead.push({ words: `If approved: ${next}` });
    const otherwise = to("onRejected");
    if (otherwise) ahead.push({ words: `If not: ${otherwise}` });
  }
  if (step.kind === "waitForEvent" || step.kind === "waitUntil") {
    if (next) ahead.push({ words: `When it happens: ${next}` });
  }
  if (place.until) {
    const late = to("onGiveUp") ?? to("onTimeout") ?? next;
    const how = step.kind === "wait" ? "Then" : "If nothing comes by then";
    ahead.push({ at: place.until, words: late ? `${how}: ${late}` : step.kind === "wait" ? "Goes on" : "It is given up" });
  } else if (wakeAt && step.kind === "wait") ahead.push({ at: wakeAt, words: next ? `Then: ${next}` : "Goes on" });
  return ahead;
}

/** The ways out of a step that lead somewhere, for leaving it out. */
export function waysOn(
  steps: Definition["steps"],
  id: string,
  titleOf: (step: Step) => string,
): { outlet: string; label: string; to: string }[] {
  const step = Object.hasOwn(steps, id) ? steps[id] : undefined;
  if (!step) return [];
  return outletsOf(step).flatMap(({ name, label, to }) => {
    const target = to !== null && Object.hasOwn(steps, to) ? steps[to] : undefined;
    return target ? [{ outlet: name, label, to: titleOf(target) }] : [];
  });
}

/** Whether doing a step (again) reaches a client. */
export function reachesClient(step: Step | undefined): boolean {
  return step !== undefined && (asking.has(step.kind) || step.kind === "sendEmail" || step.kind === "sendText");
}
