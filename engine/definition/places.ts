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
  const found: Found[] = [];
  for (const place of places) if (wanted.has(place.shape)) follow(value, place, 0, [], found);
  return found;
}

/** Most steps have few of their kind's fields: nothing is made for those that are not there. */
function follow(value: unknown, place: Place, depth: number, at: (string | number)[], found: Found[]): void {
  const segment = place.segments[depth];
  if (segment === undefined) {
    if (value !== undefined) found.push({ shape: place.shape, segments: at, value });
    return;
  }
  if (value === null || typeof value !== "object") return;
  if (segment !== "*") {
    if (Object.hasOwn(value, segment)) follow((value as Record<string, unknown>)[segment], place, depth + 1, [...at, segment], found);
  } else if (Array.isArray(value)) {
    value.forEach((entry, index) => {
      follow(entry, place, depth + 1, [...at, index], found);
    });
  }
}
