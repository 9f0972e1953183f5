/** A flow played through for somebody imagined, by the engine's own simulator. Pure; nothing is sent. */
import type { Definition, StepId } from "../../../engine/definition/types.ts";
import type { FirmFacts, JsonObject } from "../../../engine/run/index.ts";
import { type AfterBooking, type DateMove, happeningsOf, type Simulation, simulateClient } from "../../../engine/simulate/index.ts";
import type { FirmDays } from "../panel/arriving.ts";
import { type Answers, answersFor, askingSteps, delayOf, delaysOf, type SampleFacts } from "./sampleFacts.ts";

export type Booked = Record<StepId, AfterBooking>;

/** Who is imagined, from when on, and what they do. */
export interface Sample {
  facts: SampleFacts;
  starts: Date;
  answers: Answers;
  booked: Booked;
  /** Of steps that wait for whichever of several things comes first: which does. */
  happens?: Readonly<Record<StepId, number>>;
  /** After how many days staff do what they are asked; null never. */
  staff?: number | null;
  /** Dates that are changed on the way. */
  moves: readonly DateMove[];
}

/** On the next day, unless it is said otherwise. */
export const usualStaff = 1;

/** The firm as the simulator reads it. */
export const firmFactsOf = (firm: object | undefined, days: FirmDays): FirmFacts =>
  ({ ...firm, zone: days.zone, holidays: days.holidays.map(({ date }) => date) }) as unknown as JsonObject & FirmFacts;

/** Null for a drawing half done, which may be nonsense to the simulator: then there is nothing to show yet. */
export function playSample(definition: Definition, sample: Sample, firm: FirmFacts): Simulation | null {
  const { facts, starts, answers, booked, happens = {}, staff = usualStaff, moves } = sample;
  try {
    return simulateClient(
      definition,
      structuredClone(facts),
      firm,
      starts.toISOString(),
      {
        delays: { ...delaysOf(allAnswers(definition, answers)), "*": null },
      },
      { booked, happens, staff: delayOf(staff), happenings: happeningsOf(moves) },
    );
  } catch {
    return null;
  }
}

/** What was not said of a step: it is answered on the next day. Of steps that are gone nothing is kept. */
export function allAnswers(definition: Definition, answers: Answers): Answers {
  const asks = askingSteps(definition);
  // Of one step each of several people may have their own: `assets/spouse`.
  const said = Object.entries(answers).filter(([key]) => asks.includes(key.split("/")[0] ?? ""));
  return { ...answersFor("everything", asks), ...Object.fromEntries(said) };
}
