/**
 * A drawing as everybody who reads one relies on it: every step has a kind and a place, every trigger, goal and exit is one. Files written by
 * hand and what is sent to the API may hold anything; what has not the shape of what it should be is left out, the rest stays. Whether it makes
 * sense is not asked here: that its problems say. Pure; a drawing that is sound comes back as the very same.
 */
import { isRecord } from "./nodes.ts";
import type { Graph, GraphEdge, GraphNode } from "./types.ts";

type Settings = Graph["settings"];

export function sound(graph: Graph): Graph {
  const settings = soundSettings(graph.settings);
  const nodes = onlySound(graph.nodes, isNode, placed);
  const edges = onlySound(graph.edges, isEdge);
  const notes = graph.notes === undefined ? undefined : onlySound(graph.notes, isNote, placed);
  const start = typeof graph.start === "string" && graph.start !== "" ? graph.start : null;
  const same =
    settings === graph.settings && nodes === graph.nodes && edges === graph.edges && notes === graph.notes && start === graph.start;
  if (same) return graph;
  return { ...graph, settings, nodes, edges, start, ...(notes === undefined ? {} : { notes }) };
}

/** The entries that are what they should be, each mended where it can be; the very same list where all are. */
function onlySound<T>(list: T[], fits: (one: unknown) => boolean, mend: (one: T) => T = (one) => one): T[] {
  if (!Array.isArray(list)) return [];
  const kept = list.filter(fits).map(mend);
  return kept.length === list.length && kept.every((one, index) => one === list[index]) ? list : kept;
}

const isText = (value: unknown): value is string => typeof value === "string";
const isTextIfAny = (value: unknown): boolean => value === undefined || isText(value);
const isConditionIfAny = (value: unknown): boolean => value === undefined || isRecord(value);

const isNode = (one: unknown): boolean => isRecord(one) && isText(one["id"]) && isRecord(one["step"]) && isText(one["step"]["kind"]);
const isEdge = (one: unknown): boolean =>
  isRecord(one) && (["from", "outlet", "to"] satisfies (keyof GraphEdge)[]).every((end) => isText(one[end]));
const isNote = (one: unknown): boolean => isRecord(one) && isText(one["id"]) && isText(one["text"]);

function placed<T extends { position: GraphNode["position"] }>(one: T): T {
  const at: unknown = one.position;
  const [x, y] = isRecord(at) ? [at["x"], at["y"]] : [undefined, undefined];
  return isNumber(x) && isNumber(y) ? one : { ...one, position: { x: isNumber(x) ? x : 0, y: isNumber(y) ? y : 0 } };
}

const isNumber = (value: unknown): value is number => typeof value === "number" && Number.isFinite(value);

/** What each setting has to look like; what is needed and does not is put in its place, what is not needed is left out. */
function soundSettings(settings: Settings): Settings {
  const given: Record<string, unknown> = isRecord(settings) ? settings : {};
  const enrol = soundEnrol(given["enrol"]);
  const goals = listIfAny(given["goals"], isGoal);
  const exits = listIfAny(given["exits"], isExit);
  const caseTypes = listIfAny(given["caseTypes"], isText);
  const checked: Record<string, unknown> = {
    key: isText(given["key"]) ? given["key"] : "",
    name: isText(given["name"]) ? given["name"] : isText(given["key"]) ? given["key"] : "",
    subject: ["contact", "matter", "occasion"].includes(String(given["subject"])) ? given["subject"] : "matter",
    enrol,
    goals,
    exits,
    caseTypes,
    window: isWindow(given["window"]) ? given["window"] : undefined,
    clock: isRecord(given["clock"]) && isText(given["clock"]["zone"]) ? given["clock"] : undefined,
  };
  const wrong = Object.entries(checked).filter(([name, value]) => value !== given[name]);
  if (wrong.length === 0 && settings === given) return settings;
  const mended = Object.entries({ ...given, ...Object.fromEntries(wrong) }).filter(([, value]) => value !== undefined);
  return Object.fromEntries(mended) as unknown as Settings;
}

function listIfAny(value: unknown, fits: (one: unknown) => boolean): unknown[] | undefined {
  return Array.isArray(value) ? onlySound(value, fits) : undefined;
}

function soundEnrol(value: unknown): Settings["enrol"] {
  const given: Record<string, unknown> = isRecord(value) ? value : {};
  const on = onlySound(Array.isArray(given["on"]) ? given["on"] : [], isTrigger) as Settings["enrol"]["on"];
  const again = isAgain(given["again"]) ? given["again"] : "never";
  const isSound = on === given["on"] && again === given["again"] && isConditionIfAny(given["where"]);
  if (isSound) return value as Settings["enrol"];
  const { where, ...rest } = given;
  return { ...rest, on, again: again as Settings["enrol"]["again"], ...(isRecord(where) ? { where } : {}) };
}

const isAgain = (value: unknown): boolean =>
  value === "never" || value === "afterEnd" || value === "always" || (isRecord(value) && isText(value["after"]));

function isTrigger(one: unknown): boolean {
  if (!isRecord(one)) return false;
  if ("event" in one) return isText(one["event"]) && isConditionIfAny(one["where"]);
  if ("field" in one) return isText(one["field"]) && ["before", "after", "at", "every"].every((name) => isTextIfAny(one[name]));
  return "schedule" in one ? isText(one["schedule"]) : isRecord(one["becomes"]);
}

const isGoal = (one: unknown): boolean =>
  isRecord(one) && ["id", "on", "then"].every((name) => isText(one[name])) && isTextIfAny(one["name"]) && isConditionIfAny(one["where"]);

function isExit(one: unknown): boolean {
  if (!isRecord(one) || !isText(one["id"]) || !isTextIfAny(one["name"])) return false;
  return "on" in one ? isText(one["on"]) && isConditionIfAny(one["where"]) : isRecord(one["when"]);
}

const isWindow = (value: unknown): boolean =>
  isRecord(value) && Array.isArray(value["days"]) && value["days"].every(isText) && isText(value["from"]) && isText(value["to"]);
