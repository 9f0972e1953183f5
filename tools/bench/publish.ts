import { createFlow, publishFlow, readFlow, saveDraft } from "../../domain/flows/index.ts";
import type { Graph } from "../../engine/graph/index.ts";
import { drawingOf } from "./compileTimes.ts";
import { benchFirm } from "./firm.ts";

const rounds = 20;

/** Milliseconds, for 95 of 100, to publish a drawing of a hundred steps as the next version; the first five warm up and do not count. */
export async function publishP95Ms(): Promise<number> {
  const { scope } = await benchFirm();
  const key = "bench";
  await createFlow(scope, { key, name: "Bench", subject: "matter", graph: drawingOf(100) });
  const took: number[] = [];
  for (let round = -5; round < rounds; round++) {
    const { draftRevision: revision, graph } = await readFlow(scope, { key });
    await saveDraft(scope, { key, revision, graph: waitingFor(graph, round + 10) });
    const from = performance.now();
    await publishFlow(scope, { key });
    if (round >= 0) took.push(performance.now() - from);
  }
  return Math.round(took.sort((a, b) => a - b)[Math.floor(rounds * 0.95)] ?? 0);
}

/** Each version differs from the one before. */
function waitingFor(graph: Graph, days: number): Graph {
  const nodes = graph.nodes.map((node) => (node.step.kind === "wait" ? { ...node, step: { ...node.step, for: `P${days}D` } } : node));
  return { ...graph, nodes };
}
