import type { StepKindName } from "../../../engine/definition/types.ts";
import { kindOf, stepKindNames } from "../../../engine/steps/index.ts";
import { type Intent, intentLabels } from "../../theme/intents.ts";
import { kinds } from "../../theme/kinds.tsx";

export interface Section {
  intent: Intent;
  label: string;
  kinds: StepKindName[];
}

const order: Intent[] = ["tell", "ask", "wait", "decide", "record", "connect", "end"];
/** A join comes along with its parallel. */
const notOffered = new Set<StepKindName>(["join"]);

export const sections: Section[] = order.map((intent) => ({
  intent,
  label: intentLabels[intent],
  kinds: stepKindNames.filter((kind) => kinds[kind].intent === intent && !notOffered.has(kind)),
}));

/** Sections with only the kinds whose name or sentence holds what was typed. */
export function found(text: string): Section[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return sections;
  return sections
    .map((section) => ({
      ...section,
      kinds: section.kinds.filter((kind) => {
        const said = `${kinds[kind].label} ${kindOf(kind).label} ${section.label} ${kindOf(kind).about}`.toLowerCase();
        return words.every((word) => said.includes(word));
      }),
    }))
    .filter((section) => section.kinds.length > 0);
}

/** What Enter adds: the kind whose name fits best, so that "end" is not "Send email". */
export function bestMatch(text: string): StepKindName | undefined {
  const wanted = text.trim().toLowerCase();
  if (wanted === "") return undefined;
  const kindsFound = found(text).flatMap((section) => section.kinds);
  const label = (kind: StepKindName) => kinds[kind].label.toLowerCase();
  return (
    kindsFound.find((kind) => label(kind) === wanted) ??
    kindsFound.find((kind) => label(kind).startsWith(wanted)) ??
    kindsFound.find((kind) =>
      label(kind)
        .split(" ")
        .some((word) => word.startsWith(wanted)),
    ) ??
    kindsFound[0]
  );
}
