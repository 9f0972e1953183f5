import { renderText } from "../engine/conditions/index.ts";
import { flowZone } from "../engine/run/index.ts";
import type { Carrying } from "./carryOut.ts";
import { permanent } from "./errors.ts";

/** A step's text with its merge fields filled in for staff; what is missing is named, for it would read as if it were not there. */
export function textOf(carrying: Carrying, name: string): string {
  const { params, facts, version } = carrying;
  const source = params[name];
  if (typeof source !== "string") return "";
  const { text, error, missing } = renderText(source, facts, { zone: flowZone(version.definition, facts) });
  if (error) throw permanent(`The text of this step could not be filled in: ${error} Correct it, then retry, or skip the step.`);
  if (missing.length) throw permanent(`There is no value for ${missing.map((path) => `“${path}”`).join(", ")}. Enter it, then retry.`);
  return text;
}
