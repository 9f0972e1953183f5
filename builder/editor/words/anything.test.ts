import { expect, it } from "vitest";
import type { StepKindName } from "../../../engine/definition/types.ts";
import { compile, emptyGraph, fixesFor, type Graph, outletsOfNode } from "../../../engine/graph/index.ts";
import { kindOf, stepKindNames } from "../../../engine/steps/index.ts";
import { findSteps } from "../canvas/findSteps.ts";
import { layTabs } from "../canvas/tabs.ts";
import { arriving } from "../panel/arriving.ts";
import { messageOf } from "../panel/messageOf.ts";
import { shortProblem } from "../problems/words.ts";
import { indexGraph } from "../store/indexGraph.ts";
import { plainNames } from "./names.ts";
import { sentenceOf } from "./sentence.ts";
import { summaryOf, titleOf } from "./step.ts";

const junk: unknown[] = [null, 7, "x", [null], [{}], { a: { b: 1 } }];
/** Checking takes longest: it is tried with what is oddest. */
const checked = new Set<unknown>(junk.slice(-2));

const drawing = (step: object): Graph => ({
  ...emptyGraph("k", "K"),
  start: "it",
  nodes: [{ id: "it", step: step as Graph["nodes"][number]["step"], position: { x: 0, y: 0 } }],
});

/** Every kind with every field of it holding anything. */
function* steps(): Generator<{ step: Record<string, unknown> & { kind: StepKindName }; value: unknown }> {
  for (const kind of stepKindNames)
    for (const field of [...Object.keys(kindOf(kind).fields), "name"])
      for (const value of junk) yield { step: { ...(kindOf(kind).fresh() as object), kind, [field]: value }, value };
}

it("a step that holds anything is drawn, found, told and checked, and nothing falls over", () => {
  const firm = { zone: "America/New_York", holidays: [] };
  for (const { step, value } of steps()) {
    const graph = drawing(step);
    const shown = () => [
      ...[titleOf(step), summaryOf(step, plainNames), sentenceOf(indexGraph(graph), "it", plainNames), messageOf(step)],
      ...[findSteps(graph, "x", plainNames), layTabs(outletsOfNode(graph, "it")), arriving(step, 0, firm)],
      checked.has(value) &&
        compile(graph).problems.map((problem) => [shortProblem(problem, step.kind), fixesFor(graph, problem, { newId: () => "end-1" })]),
    ];
    expect(shown, JSON.stringify(step)).not.toThrow();
  }
});
