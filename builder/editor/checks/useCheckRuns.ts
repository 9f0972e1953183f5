import { useMemo, useState } from "react";
import type { CheckLine } from "../../../domain/flows/index.ts";
import type { Definition } from "../../../engine/definition/types.ts";
import { useFirm, useFirmDays } from "../api/firm.ts";
import { firmFactsOf } from "../preview/play.ts";
import { useNames } from "../words/names.ts";
import { type Check, useChecks } from "./api.ts";
import { agendaFor, type Difference, differences } from "./compare.ts";

export interface CheckRun {
  check: Check;
  /** What this definition gives now; null where it cannot be played through. */
  agenda: CheckLine[] | null;
  found: Difference[];
}

/** Every check of a flow, played through with a definition. */
export function useCheckRuns(flowKey: string, definition: Definition): CheckRun[] {
  const { data } = useChecks(flowKey);
  const { data: firm } = useFirm();
  const days = useFirmDays();
  const names = useNames();
  const around = JSON.stringify([days, firm]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the firm's days are made anew each time and compared by what they say
  return useMemo(() => {
    if (!firm) return [];
    return (data?.checks ?? []).map((check) => {
      const agenda = agendaFor(definition, check, { names, days, firm: firmFactsOf(firm, days) });
      return { check, agenda, found: agenda ? differences(check.agenda, agenda) : [] };
    });
  }, [data, definition, names, around]);
}

export const isDifferent = ({ agenda, found }: CheckRun): boolean => agenda === null || found.length > 0;

/** The checks before publishing. What differs must be read and said to be meant; when something else would differ it is asked again. */
export function useMeantChecks(flowKey: string, definition: Definition) {
  const runs = useCheckRuns(flowKey, definition);
  const differing = runs.filter(isDifferent);
  const [meantFor, setMeantFor] = useState("");
  const toBeMeant = JSON.stringify(differing.map(({ check, found }) => [check.id, found]));
  const meant = meantFor === toBeMeant;
  return { runs, meant, onMeant: (on: boolean) => setMeantFor(on ? toBeMeant : ""), unread: differing.length > 0 && !meant };
}
