/** Where in a step of each kind durations, conditions, texts and references stand: read off the description, so nothing is listed twice. */
import type { FieldSchema, Shape } from "../steps/fields.ts";
import { kindOf } from "../steps/index.ts";
import { shapes } from "./defs.ts";
import type { StepKindName } from "./types.ts";

export interface Place {
  shape: Shape;
  /** `*` stands for every entry of a list. */
  segments: string[];
}
export interface Found {
  shape: Shape;
  segments: (string | number)[];
  value: unknown;
}

const known = new Map<StepKindName, Place[]>();

export function placesOf(kind: StepKindName): Place[] {
  const places =
    known.get(kind) ?? Object.entries(kindOf(kind).fields).flatMap(([name, schema]) => placesIn(schema as FieldSchema, [name]));
  known.set(kind, places);
  return places;
}

export function placesIn(schema: FieldSchema, segments: string[]): Place[] {
  const ref = schema["$ref"];
  if (typeof ref === "string") {
    const shape = ref.split("/").at(-1) as Shape;
    return [{ shape, segments }, ...placesIn(shapes[shape], segments)];
  }
  const properties = Object.entries((schema["properties"] ?? {}) as Record<string, FieldSchema>);
  const items = schema["items"] as FieldSchema | undefined;
  return [
    ...properties.flatMap(([name, inner]) => placesIn(inner, [...segments, name])),
    ...(items ? placesIn(items, [...segments, "*"]) : []),
  ];
}

/** The values found at places of these shapes. */
export function find(value: unknown, places: Place[], wanted: ReadonlySet<Shape>): Found[] {
  return places.filter((place) => wanted.has(place.shape)).flatMap((place) => follow(value, place, 0, []));
}

function follow(value: unknown, place: Place, depth: number, at: (string | number)[]): Found[] {
  const segment = place.segments[depth];
  if (segment === undefined) return value === undefined ? [] : [{ shape: place.shape, segments: at, value }];
  if (value === null || typeof value !== "object") return [];
  if (segment === "*") return Array.isArray(value) ? value.flatMap((entry, index) => follow(entry, place, depth + 1, [...at, index])) : [];
  return Object.hasOwn(value, segment) ? follow((value as Record<string, unknown>)[segment], place, depth + 1, [...at, segment]) : [];
}
