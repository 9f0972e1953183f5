import type { StepId } from "../../../engine/definition/types.ts";
import type { Graph } from "../../../engine/graph/index.ts";
import { kinds } from "../../theme/kinds.tsx";
import type { Names } from "../words/names.ts";
import { summaryOf, titleOf } from "../words/step.ts";

export interface FoundStep {
  id: StepId;
  title: string;
  says: string;
  kind: Graph["nodes"][number]["step"]["kind"];
}

/** Steps by their title, by what they do and by the text they hold: titles that begin so come first. Without words, all of them from top to bottom. */
export function findSteps(graph: Graph, text: string, names: Names): FoundStep[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const all = graph.nodes
    .toSorted((a, b) => a.position.y - b.position.y || a.position.x - b.position.x)
    .map(({ id, step }) => ({ id, title: titleOf(step), says: summaryOf(step, names), kind: step.kind, step }));
  const fits = all.filter(({ title, says, kind, step }) => {
    const said = `${title} ${says} ${kinds[kind]?.label ?? ""} ${JSON.stringify(step)}`.toLowerCase();
    return words.every((word) => said.includes(word));
  });
  const rank = ({ title }: { title: string }) => {
    const lower = title.toLowerCase();
    if (words.length === 0) return 0;
    return lower.startsWith(words[0] ?? "") ? 0 : words.every((word) => lower.includes(word)) ? 1 : 2;
  };
  return fits.sort((a, b) => rank(a) - rank(b)).map(({ step: _step, ...found }) => found);
}
