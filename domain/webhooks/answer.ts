import type { Json, JsonObject } from "../../engine/run/types.ts";
import { invalidField } from "../base/index.ts";

/** What of an answer goes into a run's variables: they are part of its state, which stays small. */
const mostBytes = 2_000;

/** `{"vars.order": "/order/number"}` over an answer: the variables as `{order: 17}`. What a pointer does not find is null. */
export function savedFrom(body: string, save: Record<string, string>): JsonObject {
  const pointers = Object.entries(save);
  if (pointers.length === 0) return {};
  const answer = parsed(body);
  const vars: JsonObject = {};
  for (const [path, pointer] of pointers) put(vars, path.split(".").slice(1), valueAt(answer, pointer));
  if (JSON.stringify(vars).length > mostBytes)
    throw invalidField("/save", `What is kept of the answer is larger than ${mostBytes} characters. Keep less of it in the step.`);
  return vars;
}

function parsed(body: string): Json {
  try {
    return JSON.parse(body) as Json;
  } catch {
    throw invalidField(
      "/save",
      "The other system's answer is not JSON, so nothing of it can be kept. Correct the step, or the other system.",
    );
  }
}

/** RFC 6901, over own properties only. */
export function valueAt(value: Json, pointer: string): Json {
  let at: Json | undefined = value;
  for (const part of pointer.split("/").slice(1)) {
    const name = part.replaceAll("~1", "/").replaceAll("~0", "~");
    if (at === null || typeof at !== "object" || !Object.hasOwn(at, name)) return null;
    at = (at as JsonObject)[name];
  }
  return at ?? null;
}

const inherited: ReadonlySet<string> = new Set(["__proto__", "constructor", "prototype"]);

function put(into: JsonObject, path: string[], value: Json): void {
  const [name, ...rest] = path;
  if (name === undefined || name === "" || inherited.has(name)) return;
  if (rest.length === 0) {
    into[name] = value;
    return;
  }
  const inner = into[name];
  const next: JsonObject = inner !== null && typeof inner === "object" && !Array.isArray(inner) ? inner : {};
  into[name] = next;
  put(next, rest, value);
}
