import { compile, type Graph, type GraphEdge, type GraphNode } from "../../engine/graph/index.ts";

/** Milliseconds to compile and check a drawing of so many steps: the median of several, after warming up. */
export function compileMs(): { n100: number; n500: number; n1000: number } {
  return { n100: medianOf(100), n500: medianOf(500), n1000: medianOf(1000) };
}

function medianOf(count: number): number {
  const graph = drawingOf(count);
  const times: number[] = [];
  for (let round = 0; round < 15; round++) {
    const from = performance.now();
    const { problems } = compile(graph);
    times.push(performance.now() - from);
    if (problems.some((one) => one.severity === "error")) throw new Error(`The drawing to measure has problems: ${problems[0]?.message}`);
  }
  return Math.round((times.slice(5).sort((a, b) => a - b)[5] ?? 0) * 10) / 10;
}

/** Blocks of a wait, a mail with merge fields, and a branch that leads on either way. */
export function drawingOf(count: number): Graph {
  const nodes: GraphNode[] = [];
  const edges: GraphEdge[] = [];
  const blocks = Math.floor((count - 1) / 4);
  const first = (block: number) => (block < blocks ? `wait${block}` : "done");
  const add = (id: string, step: GraphNode["step"], outlets: Record<string, string>) => {
    nodes.push({ id, step, position: { x: 0, y: 0 } });
    for (const [outlet, to] of Object.entries(outlets)) edges.push({ from: id, outlet, to });
  };
  for (let block = 0; block < blocks; block++) {
    add(`wait${block}`, { kind: "wait", for: "P1D" }, { next: `mail${block}` });
    add(`mail${block}`, { kind: "sendEmail", template: "welcome", purpose: "transactional" }, { next: `ask${block}` });
    add(
      `ask${block}`,
      { kind: "branch", cases: [{ when: { "==": [{ var: "matter.stage" }, "hired"] } }] },
      { "cases/0": first(block + 1), otherwise: `task${block}` },
    );
    add(
      `task${block}`,
      { kind: "createTask", title: "Call {{ contact.firstName | default: 'them' }}", due: "P1D" },
      { next: first(block + 1) },
    );
  }
  add("done", { kind: "end", outcome: "completed" }, {});
  const settings = { key: "bench", name: "Bench", subject: "matter" as const, enrol: { on: [], again: "never" as const } };
  return { format: "firmflow-graph/1", settings, start: first(0), nodes, edges };
}
