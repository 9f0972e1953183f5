import { checkFormat, upgrade } from "../../engine/definition/index.ts";
import type { Definition } from "../../engine/definition/types.ts";
import { decompile, type Graph, leftOut, sound } from "../../engine/graph/index.ts";
import { ProblemError } from "../api/problem.ts";

/** A definition from a file someone chose; says in words what is wrong with one that is none. */
export async function readFlowFile(file: File): Promise<Definition> {
  if (file.size > 512 * 1024) throw refused("This file is larger than any flow: at most 512 KB are read.");
  let read: unknown;
  try {
    read = JSON.parse(await file.text());
  } catch {
    throw refused("This file is no JSON. Choose one that was saved with “Save as a file”.");
  }
  const definition = upgrade(read) as unknown;
  const isOne = definition !== null && typeof definition === "object" && "steps" in definition && "format" in definition;
  if (!isOne) throw refused("This file holds no flow. Choose one that was saved with “Save as a file”.");
  const why = checkFormat(definition.format);
  if (why) throw refused(why.message);
  return definition as Definition;
}

/** The drawing of it, with what could not be taken into it: it stays in the file. */
export async function readDrawingFile(file: File): Promise<{ graph: Graph; left: string[] }> {
  const definition = await readFlowFile(file);
  const graph = sound(decompile(definition));
  return { graph, left: leftOut(definition, graph) };
}

function refused(detail: string): ProblemError {
  return new ProblemError({ type: "urn:firmflow:problem:not-a-flow", title: "That file could not be used", status: 0, detail });
}
