/**
 * The way out of a problem, where there is one that can be pressed: edits of the drawing, proposed by what is wrong. Pure. A fix never
 * chooses for a person between several that would do; it only does what anybody would.
 */
import { outletPointer } from "../definition/outletPaths.ts";
import { RECORDS } from "../definition/records.ts";
import type { ValidateOptions } from "../definition/settings.ts";
import type { Problem, SendWindow, StepId, Weekday } from "../definition/types.ts";
import { outletsOf } from "../steps/index.ts";
import { edgesByStep } from "./definitionOf.ts";
import { meetingOf } from "./meeting.ts";
import { isRecord, outletsOfNode, undrawn } from "./nodes.ts";
import type { Operation } from "./operations/types.ts";
import { CARD, GAP } from "./sizes.ts";
import type { Graph, GraphNode } from "./types.ts";

export interface Fix {
  /** What pressing it does: "Connect to the end". */
  name: string;
  operations: Operation[];
}

export interface FixContext {
  /** What the firm has, as the check was given it. */
  known?: ValidateOptions["known"];
  /** A new step's id, for a fix that adds one. */
  newId: (kind: "end") => StepId;
}

type Propose = (graph: Graph, problem: Problem, context: FixContext) => Fix[];

/** The fixes there are for a problem, the likeliest first. */
export function fixesFor(graph: Graph, problem: Problem, context: FixContext): Fix[] {
  return (Object.hasOwn(proposals, problem.code) ? proposals[problem.code] : undefined)?.(graph, problem, context) ?? [];
}

const proposals: Record<string, Propose> = {
  missingOutlet: connectOn,
  unknownStep: connectOn,
  missingStart: startSomewhere,
  unreachable: (graph, problem) => [...leadHere(graph, problem.step), ...deleteIt(graph, problem, "Delete this step")],
  unknownKind: (graph, problem) => deleteIt(graph, problem, "Delete this step"),
  doubleEdge: keepFirstLine,
  unknownOutlet: (graph, problem) => removeStrayLines(graph, problem.step),
  outletNeverTaken: removeWay,
  missingField: (graph, problem, context) => [...chooseOnly(graph, problem, context), ...usualValue(graph, problem)],
  unknownRecord: (graph, problem, context) => [...chooseOnly(graph, problem, context), ...withoutRecord(graph, problem)],
  reminderAfterGivingUp: dropLateReminders,
  weightsSumToZero: (graph, problem) => equalArms(graph, problem.step),
  windowWithoutDays: (graph, problem) => changeWindow(graph, problem, "Monday to Friday", (window) => ({ ...window, days: weekdays })),
  doubleName: (graph, problem) =>
    changeWindow(graph, problem, "Name each day once", (window) => ({ ...window, days: [...new Set(window.days)] })),
  windowBackwards: (graph, problem) => changeWindow(graph, problem, "From 9 to 5", (window) => ({ ...window, from: "09:00", to: "17:00" })),
  exitOnOptingOut: removeExit,
};

const weekdays: Weekday[] = ["mon", "tue", "wed", "thu", "fri"];

const nodeOf = (graph: Graph, id: StepId | null): GraphNode | undefined => graph.nodes.find((node) => node.id === id);

/** The segments of a problem's path below its step: `/steps/assets/remind/1` is `remind`, `1`. */
function fieldsOf({ path }: Problem): string[] {
  const [, root, , ...rest] = path.split("/");
  return root === "steps" ? rest.map((one) => one.replaceAll("~1", "/").replaceAll("~0", "~")) : [];
}

/** A way that leads nowhere leads to where its branches meet, back to its repeat, or to the end: to the one there is, or a new one. */
function connectOn(graph: Graph, { step, path }: Problem, { newId }: FixContext): Fix[] {
  const node = nodeOf(graph, step);
  const outlet = node && outletsOfNode(graph, node.id).find(({ name }) => outletPointer(node.id, name) === path);
  if (!node || !outlet) return [];
  const on = { from: node.id, outlet: outlet.name };
  const meeting = meetingOf(graph, node.id);
  if (meeting) {
    const name = nodeOf(graph, meeting)?.step.kind === "repeat" ? "Lead back to the repeat" : "Lead to where the ways meet";
    return [{ name, operations: [{ do: "connect", ...on, to: meeting }] }];
  }
  const ends = graph.nodes.filter((one) => one.step.kind === "end");
  const [only] = ends;
  if (only && ends.length === 1) return [{ name: "Connect to the end", operations: [{ do: "connect", ...on, to: only.id }] }];
  const position = freePlaceBelow(graph, node);
  return [
    {
      name: "End here",
      operations: [{ do: "addStep", id: newId("end"), step: { kind: "end", outcome: "completed" }, position, on }],
    },
  ];
}

function freePlaceBelow(graph: Graph, { position }: GraphNode): { x: number; y: number } {
  let y = position.y + CARD.height + GAP;
  const taken = () =>
    graph.nodes.some((one) => Math.abs(one.position.x - position.x) < CARD.width && Math.abs(one.position.y - y) < CARD.height);
  while (taken()) y += CARD.height + GAP;
  return { x: position.x, y };
}

/** The flow starts with the one step that nothing leads to. */
function startSomewhere(graph: Graph): Fix[] {
  const led = new Set(graph.edges.map((edge) => edge.to));
  const firsts = graph.nodes.filter((node) => !led.has(node.id) && node.step.kind !== "end");
  const [first] = firsts;
  return first && firsts.length === 1 ? [{ name: "Start with the first step", operations: [{ do: "setStart", to: first.id }] }] : [];
}

/** Where exactly one way of the flow leads nowhere, it leads here. */
function leadHere(graph: Graph, id: StepId | null): Fix[] {
  if (id === null) return [];
  const open = openWays(graph).filter((way) => way.from !== id);
  const [only] = open;
  if (!only || open.length > 1) return [];
  return [{ name: "Lead the open way here", operations: [{ do: "connect", ...only, to: id }] }];
}

const waysKnown = new WeakMap<Graph, { from: StepId; outlet: string }[]>();

/** Every way that must lead somewhere and does not. Asked once for each problem of a drawing: worked out once. */
function openWays(graph: Graph): { from: StepId; outlet: string }[] {
  const known = waysKnown.get(graph);
  if (known) return known;
  const from = edgesByStep(graph.edges);
  const ways = graph.nodes.flatMap((node) =>
    outletsOf(undrawn(node, from.get(node.id) ?? [])).flatMap(({ name, to, required }) =>
      to === null && required ? [{ from: node.id, outlet: name }] : [],
    ),
  );
  waysKnown.set(graph, ways);
  return ways;
}

function deleteIt(graph: Graph, { step }: Problem, name: string): Fix[] {
  return step !== null && nodeOf(graph, step) ? [{ name, operations: [{ do: "deleteStep", id: step, closeGap: true }] }] : [];
}

/** Of several lines that begin at the same way the first stays. */
function keepFirstLine(graph: Graph, { step }: Problem): Fix[] {
  const double = graph.edges.find(
    (edge, index) =>
      edge.from === step && graph.edges.findIndex((other) => other.from === edge.from && other.outlet === edge.outlet) < index,
  );
  const first = double && graph.edges.find((edge) => edge.from === double.from && edge.outlet === double.outlet);
  return first ? [{ name: "Keep the first line", operations: [{ do: "connect", ...first }] }] : [];
}

function removeStrayLines(graph: Graph, step: StepId | null): Fix[] {
  if (step === null) return [];
  const ways = new Set(outletsOfNode(graph, step).map(({ name }) => name));
  const stray = [...new Set(graph.edges.filter((edge) => edge.from === step && !ways.has(edge.outlet)).map((edge) => edge.outlet))];
  const operations = stray.map((outlet): Operation => ({ do: "disconnect", from: step, outlet }));
  return operations.length > 0 ? [{ name: "Remove this line", operations }] : [];
}

function removeWay(_graph: Graph, problem: Problem): Fix[] {
  const [outlet] = fieldsOf(problem);
  return outlet && problem.step ? [{ name: "Remove this line", operations: [{ do: "disconnect", from: problem.step, outlet }] }] : [];
}

/** The firm has only one of what is to be chosen. */
function chooseOnly(graph: Graph, problem: Problem, { known }: FixContext): Fix[] {
  const node = nodeOf(graph, problem.step);
  const [field] = fieldsOf(problem);
  const record = node && field !== undefined ? RECORDS[node.step.kind]?.find(([name]) => name === field) : undefined;
  if (!node || !record) return [];
  const [name, sort, what] = record;
  const keys = [...(known?.[sort] ?? [])];
  const [only] = keys;
  if (only === undefined || keys.length > 1 || node.step[name] === only) return [];
  return [
    { name: `Choose the only ${what.replace(" template", "")}`, operations: [{ do: "updateStep", id: node.id, fields: { [name]: only } }] },
  ];
}

/** A request whose own email is gone takes the usual one. */
function withoutRecord(graph: Graph, problem: Problem): Fix[] {
  const node = nodeOf(graph, problem.step);
  const [field] = fieldsOf(problem);
  if (!node || field !== "template" || node.step.kind === "sendEmail" || node.step.kind === "makeDocument") return [];
  return [{ name: "Use the usual email", operations: [{ do: "updateStep", id: node.id, fields: { template: undefined } }] }];
}

/** What nearly everybody would write there. */
function usualValue(graph: Graph, problem: Problem): Fix[] {
  const node = nodeOf(graph, problem.step);
  const [field = ""] = fieldsOf(problem);
  const usual: Record<string, [string, unknown]> = {
    "end outcome": ["Call it completed", "completed"],
    "sendEmail purpose": ["It is for the case", "transactional"],
    "sendText purpose": ["It is for the case", "transactional"],
    "notifyStaff to": ["Tell the assignee", "assignee"],
    "makeDocument as": ["As PDF", "pdf"],
  };
  const found = node && usual[`${node.step.kind} ${field}`];
  return node && found ? [{ name: found[0], operations: [{ do: "updateStep", id: node.id, fields: { [field]: found[1] } }] }] : [];
}

/** Every reminder that comes too late is told as a problem of its own: this one goes. */
function dropLateReminders(graph: Graph, problem: Problem): Fix[] {
  const node = nodeOf(graph, problem.step);
  const [, index] = fieldsOf(problem);
  const remind: unknown = node?.step["remind"];
  if (!node || !Array.isArray(remind) || !(Number(index) < remind.length)) return [];
  const left = remind.toSpliced(Number(index), 1);
  return [
    {
      name: "Remove this reminder",
      operations: [{ do: "updateStep", id: node.id, fields: { remind: left.length > 0 ? left : undefined } }],
    },
  ];
}

function equalArms(graph: Graph, id: StepId | null): Fix[] {
  const node = nodeOf(graph, id);
  const arms: unknown = node?.step["arms"];
  if (!node || !Array.isArray(arms)) return [];
  const fields = { arms: arms.map((arm: unknown) => (isRecord(arm) ? { ...arm, weight: 50 } : arm)) };
  return [{ name: "Make the shares equal", operations: [{ do: "updateStep", id: node.id, fields }] }];
}

/** Of a step, or of the flow as a whole. */
function changeWindow(graph: Graph, problem: Problem, name: string, change: (window: SendWindow) => SendWindow): Fix[] {
  const node = nodeOf(graph, problem.step);
  const window = (node ? node.step["window"] : graph.settings.window) as SendWindow | undefined;
  if (!isRecord(window) || !problem.path.includes("/window")) return [];
  const next = change(window);
  return [
    {
      name,
      operations: [node ? { do: "updateStep", id: node.id, fields: { window: next } } : { do: "setSettings", settings: { window: next } }],
    },
  ];
}

function removeExit(graph: Graph, { path }: Problem): Fix[] {
  const index = Number(/^\/exits\/(\d+)/.exec(path)?.[1] ?? Number.NaN);
  const exits = graph.settings.exits ?? [];
  if (!(index < exits.length)) return [];
  const left = exits.toSpliced(index, 1);
  return [
    { name: "Remove this exit", operations: [{ do: "setSettings", settings: { exits: left.length > 0 ? left : undefined } as never }] },
  ];
}
