import type { Definition } from "../../engine/definition/types.ts";
import type { Facts, Instant, JournalEntry, JsonObject } from "../../engine/run/index.ts";
import { type Happening as Scripted, simulate } from "../../engine/simulate/index.ts";
import { answerEvent } from "./answers.ts";
import type { Case, Happening } from "./script.ts";
import { spanDays } from "./script.ts";

/** Why a mail does not leave when a script says that a step fails: what the mail server of the tests answers, as the product tells it. */
export const refusal = "The mail server refused the message: 554 5.7.1 not this one";

/** Why nothing may leave. */
export const kept = "Bereavement.";

/** When the real run began and its commands were taken: the server's clock is its own. */
export interface Told {
  /** As published: arms are chosen by its key. */
  definition: Definition;
  start: Instant;
  facts: Facts;
  moments: Map<Happening, Instant>;
}

export const dayAfter = (start: Instant, days: number) => new Date(Date.parse(start) + days * 86_400_000).toISOString().slice(0, 10);
export const endOf = (start: Instant) => new Date(Date.parse(start) + spanDays * 86_400_000).toISOString();

/** The same case in the simulator, from the same facts. */
export function imagined({ happenings }: Case, { definition, start, facts, moments }: Told): JournalEntry[] {
  const { firm, ...rest } = facts;
  return simulate(definition, {
    start,
    firm: firm as JsonObject,
    facts: rest as unknown as JsonObject,
    happenings: happenings.flatMap((one) => {
      const at = moments.get(one);
      return at === undefined ? [] : scripted(definition, one, at, { start, facts });
    }),
    until: endOf(start),
  }).journal;
}

function scripted(definition: Definition, happening: Happening, at: Instant, { start, facts }: Pick<Told, "start" | "facts">): Scripted[] {
  switch (happening.sort) {
    case "event":
      return [{ at, event: happening.type, data: happening.data }];
    case "set":
      return [{ at, set: { [happening.path]: happening.value === "other" ? otherAddress(facts) : happening.value } }];
    case "closing":
      return [{ at, set: { "matter.closingDate": happening.days === null ? null : dayAfter(start, happening.days) } }];
    case "answer": {
      const contactId = personOf(facts, happening.who);
      const event = answerEvent(definition, happening, at);
      return event && contactId ? [{ at, event: event.type, data: event.data, contactId }] : [];
    }
    case "task":
      return [{ at, event: "task.completed", data: { step: happening.step, outcome: happening.outcome } }];
    case "fail":
      return [{ at, fail: happening.step, reason: refusal }];
    case "keepBack":
      return [{ at, hold: { reason: kept } }];
    case "letGo":
      return [{ at, hold: null }];
    case "command":
      return [{ at, command: happening.do === "hold" ? { do: "hold", reason: "On hold." } : { do: happening.do } }];
    case "jump":
      return [{ at, command: { do: "jump", to: happening.to } }];
    case "complete":
      return [{ at, command: { do: "complete", step: happening.step, how: "phone" } }];
    default:
      return happening satisfies never;
  }
}

export function personOf(facts: Facts, who: "client" | "spouse"): string | undefined {
  return who === "client" ? facts.contact?.id : facts.people?.["spouse"]?.[0]?.id;
}

export const otherAddress = (facts: Facts) => `other.${String(facts.contact?.email)}`.replace(/^other\.other\./, "other.");

/** What the two stories are compared by: all of a line but ids, names and the real time. */
export function comparable(journal: Pick<JournalEntry, "at" | "what">[], until: Instant): Record<string, unknown>[] {
  const names = ["at", "what", "step", "visit", "reason", "until", "to", "outcome", "late"] as const;
  return journal
    .map((line) => {
      const plain = JSON.parse(JSON.stringify(line)) as Record<string, unknown>;
      return Object.fromEntries(names.flatMap((name) => (plain[name] === undefined ? [] : [[name, plain[name]]])));
    })
    .filter((line) => String(line["at"]) <= until);
}

/** The real clock goes on while an effect is carried out: what a run's own change leads to is counted from so much later. */
const lag = 10_000;

/** The imagined lines, with moments that differ from the real ones by no more than that taken as the same. */
export function sameMoments(imagined: Record<string, unknown>[], real: Record<string, unknown>[]): Record<string, unknown>[] {
  const near = (one: unknown, other: unknown) =>
    typeof one === "string" && typeof other === "string" && Math.abs(Date.parse(one) - Date.parse(other)) <= lag;
  return imagined.map((line, index) => {
    const beside = real[index] ?? {};
    const moments = ["at", "until"].filter((name) => near(line[name], beside[name])).map((name) => [name, beside[name]]);
    return { ...line, ...Object.fromEntries(moments) };
  });
}
