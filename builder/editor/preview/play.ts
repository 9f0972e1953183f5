/** A flow played through for somebody imagined, by the engine's own simulator. Pure; nothing is sent. */
import type { Definition, StepId } from "../../../engine/definition/types.ts";
import type { FirmFacts, JsonObject } from "../../../engine/run/index.ts";
import { type AfterBooking, type DateMove, happeningsOf, type Simulation, simulateClient } from "../../../engine/simulate/index.ts";
import type { FirmDays } from "../panel/arriving.ts";
import { type Answers, answersFor, askingSteps, delaysOf, type SampleFacts } from "./sampleFacts.ts";

export type Booked = Record<StepId, AfterBooking>;

/** Who is imagined, from when on, and what they do. */
export interface Sample {
  facts: SampleFacts;
  starts: Date;
  answers: Answers;
  booked: Booked;
  /** Dates that are changed on the way. */
  moves: readonly DateMove[];
}

/** The firm as the simulator reads it. */
export const firmFactsOf = (firm: object | undefined, days: FirmDays): FirmFacts =>
  ({ ...firm, zone: days.zone, holidays: days.holidays.map(({ date }) => date) }) as unknown as JsonObject & FirmFacts;

/** Null for a drawing half done, which may be nonsense to the simulator: then there is nothing to show yet. */
export function playSample(definition: Definition, { facts, starts, answers, booked, moves }: Sample, firm: FirmFacts): Simulation | null {
  try {
    return simulateClient(
      definition,
      structuredClone(facts),
      firm,
      starts.toISOString(),
      {
        delays: { ...delaysOf(allAnswers(definition, answers)), "*": null },
      },
      { booked, happenings: happeningsOf(moves) },
    );
  } catch {
    return null;
  }
}

/** What was not said of a step: it is answered on the next day. Of steps that are gone nothing is kept. */
export function allAnswers(definition: Definition, answers: Answers): Answers {
  const asks = askingSteps(definition);
  const said = asks.flatMap((id): [StepId, number | null][] => (Object.hasOwn(answers, id) ? [[id, answers[id] ?? null]] : []));
  return { ...answersFor("everything", asks), ...Object.fromEntries(said) };
}
