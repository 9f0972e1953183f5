import { checkFormat, upgrade } from "../../engine/definition/index.ts";
import type { Definition } from "../../engine/definition/types.ts";
import { type Graph, upgradeGraph } from "../../engine/graph/index.ts";
import { conflict } from "../base/index.ts";

/** A version's definition as it was kept, by whichever Firmflow: brought to the present format; one of a newer Firmflow is refused with a sentence. */
export function readDefinition(kept: string): Definition {
  const read = upgrade(JSON.parse(kept)) as Definition;
  refuseFormat(read.format);
  return read;
}

/** The same for a drawing. */
export function readDrawing(kept: string): Graph {
  const read = upgradeGraph(JSON.parse(kept) as Graph);
  refuseFormat(read.format.replace("firmflow-graph/", "firmflow/"));
  return read;
}

function refuseFormat(format: string): void {
  const why = checkFormat(format);
  if (why) throw conflict(why.code === "newerFormat" ? "newer-format" : "unknown-format", why.message);
}
