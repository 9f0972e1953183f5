/** Steps as text, for the clipboard: pasted into the same flow, into another, or by a colleague from a letter. Whatever is pasted is judged first. */
import { ID_PATTERN } from "../definition/defs.ts";
import { FORMAT } from "../definition/envelope.ts";
import type { Definition } from "../definition/types.ts";
import { upgrade } from "../definition/upgrade.ts";
import { isStepKind } from "../steps/index.ts";
import { CLIPPING_FORMAT } from "./clippingText.ts";
import { decompile } from "./decompile.ts";
import { unknownKinds } from "./leftOut.ts";
import { drawn, hasOutlet, isRecord } from "./nodes.ts";
import type { Clipping } from "./operations/types.ts";
import type { GraphEdge, GraphNode } from "./types.ts";

/** No flow is larger. */
const MOST_CHARACTERS = 512 * 1024;

/** What pasting gives: steps, with the kinds that had to be left out; or a sentence that says why there are none. */
export type Pasted = { clipping: Clipping; left: string[] } | { refused: string };

/** Reads what was copied from a flow, or a whole flow as it is saved to a file. Never throws; what is odd in a step is left for its problems to tell. */
export function readClipping(text: string): Pasted {
  if (text.length > MOST_CHARACTERS) return { refused: "This is larger than any flow, so it was not pasted." };
  const read = parsed(text);
  if (!isRecord(read) || typeof read["format"] !== "string") return { refused: NO_STEPS };
  const format = read["format"];
  if (format === CLIPPING_FORMAT) return stepsOf(read);
  const definition = upgrade(read);
  if (isRecord(definition) && definition["format"] === FORMAT) return flowOf(definition as unknown as Definition);
  return { refused: /^firmflow(-steps)?\//.test(format) ? NEWER : NO_STEPS };
}

const NO_STEPS = "These are no steps of a flow. Select steps on the canvas and copy them, then paste here.";
const NEWER = "This was copied from a newer Firmflow than this one. Reload this page, then copy it again.";

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function flowOf(definition: Definition): Pasted {
  const { nodes, edges } = decompile(definition);
  const steps = isRecord(definition.steps) ? Object.values(definition.steps) : [];
  return given({ nodes, edges }, unknownKinds(steps));
}

function stepsOf(read: Record<string, unknown>): Pasted {
  const listed: unknown[] = Array.isArray(read["nodes"]) ? read["nodes"] : [];
  const nodes = new Map(listed.flatMap(nodeOf).map((node) => [node.id, node]));
  const lines: unknown[] = Array.isArray(read["edges"]) ? read["edges"] : [];
  const edges = new Map(lines.flatMap((line) => edgeOf(line, nodes)).map((edge) => [`${edge.from} ${edge.outlet}`, edge]));
  const left = unknownKinds(listed.map((node) => (isRecord(node) ? node["step"] : undefined)));
  const beside: unknown[] = Array.isArray(read["notes"]) ? read["notes"] : [];
  const notes = new Map(beside.flatMap(noteOf).map((note) => [note.id, note]));
  for (const id of nodes.keys()) notes.delete(id);
  return given({ nodes: [...nodes.values()], edges: [...edges.values()], ...(notes.size > 0 ? { notes: [...notes.values()] } : {}) }, left);
}

function given(clipping: Clipping, left: string[]): Pasted {
  if (clipping.nodes.length + (clipping.notes?.length ?? 0) > 0) return { clipping, left };
  const unknown = left.length > 0 ? `This Firmflow knows no step of the kind ${left.map((kind) => `“${kind}”`).join(", ")}.` : NO_STEPS;
  return { refused: unknown };
}

function nodeOf(value: unknown): GraphNode[] {
  if (!isRecord(value) || typeof value["id"] !== "string" || !isId.test(value["id"])) return [];
  const { id, step, position } = value;
  if (!isRecord(step) || !isStepKind(step["kind"])) return [];
  return [{ id, step: drawn({ ...step, kind: step["kind"] }), position: placeOf(position) }];
}

/** As long as a note may be where it is written. */
const MOST_OF_A_NOTE = 2000;

function noteOf(value: unknown): NonNullable<Clipping["notes"]> {
  if (!isRecord(value) || typeof value["id"] !== "string" || typeof value["text"] !== "string" || !isId.test(value["id"])) return [];
  return [{ id: value["id"], text: value["text"].slice(0, MOST_OF_A_NOTE), position: placeOf(value["position"]) }];
}

function edgeOf(value: unknown, nodes: ReadonlyMap<string, GraphNode>): GraphEdge[] {
  if (!isRecord(value)) return [];
  const { from, outlet, to } = value;
  if (typeof from !== "string" || typeof outlet !== "string" || typeof to !== "string") return [];
  const node = nodes.get(from);
  return node && nodes.has(to) && hasOutlet(node, outlet) ? [{ from, outlet, to }] : [];
}

const isId = new RegExp(ID_PATTERN);
function placeOf(position: unknown): { x: number; y: number } {
  const at = isRecord(position) ? position : {};
  return { x: coordinate(at["x"]), y: coordinate(at["y"]) };
}

const FAR = 1_000_000;
const coordinate = (value: unknown): number =>
  typeof value === "number" && Number.isFinite(value) ? Math.max(-FAR, Math.min(FAR, Math.round(value))) : 0;
