/** A kept preview beside what the flow would do now: pure, line by line. */
import type { CheckLine, FlowCheckBody } from "../../../domain/flows/index.ts";
import type { Definition } from "../../../engine/definition/types.ts";
import type { FirmFacts } from "../../../engine/run/index.ts";
import type { FirmDays } from "../panel/arriving.ts";
import { type AgendaLine, agendaOf } from "../preview/agendaLines.ts";
import { playSample, usualStaff } from "../preview/play.ts";
import type { SampleFacts } from "../preview/sampleFacts.ts";
import type { Names } from "../words/names.ts";

export interface Difference {
  /** It does not happen any more, it did not before, or it does at another time. */
  sort: "gone" | "new" | "moved";
  line: CheckLine;
  /** Of what moved: when it was. */
  was?: string;
}

export interface Around {
  names: Names;
  days: FirmDays;
  firm: FirmFacts;
}

/** As lines are kept: what a person would notice, in the words of that day. */
export function keptLines(lines: readonly AgendaLine[]): CheckLine[] {
  return lines.map(({ at, step, sort, what, more, who, person, template, text }) => {
    const carried = template ?? text?.slice(0, 2000);
    return {
      at,
      step,
      sort,
      what: what.slice(0, 300),
      who,
      ...(more ? { more: more.slice(0, 600) } : {}),
      ...(person ? { person } : {}),
      ...(carried ? { carried } : {}),
    };
  });
}

export type Tried = Pick<FlowCheckBody, "starts" | "facts" | "answers" | "booked" | "happens" | "staff" | "moves">;

/** The agenda a flow gives for what a check imagines; null while the drawing cannot be played through. */
export function agendaFor(
  definition: Definition,
  { starts, facts, answers, booked, happens = {}, staff = usualStaff, moves = [] }: Tried,
  { names, days, firm }: Around,
): CheckLine[] | null {
  const sample = { facts: facts as unknown as SampleFacts, starts: new Date(starts), answers, booked, happens, staff, moves };
  const played = playSample(definition, sample, firm);
  return played && keptLines(agendaOf(played.journal, { definition, facts: sample.facts, names, firm: days, moves }));
}

/**
 * What is not as it was. Lines belong together by step, by what happens there and to whom, and by what leaves, in their order: a step that
 * was only renamed is no difference. In the order of time.
 */
export function differences(before: readonly CheckLine[], after: readonly CheckLine[]): Difference[] {
  const old = Map.groupBy(before, identity);
  const found: Difference[] = [];
  for (const [name, lines] of Map.groupBy(after, identity)) {
    const were = old.get(name) ?? [];
    old.delete(name);
    for (const [index, line] of lines.entries()) {
      const was = were[index];
      if (!was) found.push({ sort: "new", line });
      else if (was.at !== line.at) found.push({ sort: "moved", line, was: was.at });
    }
    for (const line of were.slice(lines.length)) found.push({ sort: "gone", line });
  }
  for (const lines of old.values()) for (const line of lines) found.push({ sort: "gone", line });
  return found.sort((a, b) => a.line.at.localeCompare(b.line.at));
}

const identity = ({ step, sort, person, carried }: CheckLine): string => JSON.stringify([step, sort, person ?? "", carried ?? ""]);
