/** What could not be saved is kept on this computer, for whoever drew it, until it is: a closed laptop or an ended session loses nothing. */
import type { Graph } from "../../../engine/graph/index.ts";

export interface Unsaved {
  /** The drawing as it was last saved, which the changes are to. */
  base: Graph;
  graph: Graph;
  /** When it was kept: an instant of ISO 8601. */
  at: string;
}

type Place = Pick<Storage, "getItem" | "setItem" | "removeItem">;

const nameOf = (who: string, flowKey: string) => `firmflow-unsaved ${who} ${flowKey}`;

/** Where there is no room, or storing is forbidden, nothing is kept: the drawing is still on the screen. */
export function keepUnsaved(place: Place, who: string, flowKey: string, unsaved: Unsaved): void {
  try {
    place.setItem(nameOf(who, flowKey), JSON.stringify(unsaved));
  } catch {
    // Nothing more can be done here.
  }
}

export function forgetUnsaved(place: Place, who: string, flowKey: string): void {
  try {
    place.removeItem(nameOf(who, flowKey));
  } catch {
    // It was never kept.
  }
}

/** What is not as it was kept (another program's, half written) is as good as nothing. */
export function readUnsaved(place: Place, who: string, flowKey: string): Unsaved | null {
  try {
    const read = JSON.parse(place.getItem(nameOf(who, flowKey)) ?? "null") as Partial<Unsaved> | null;
    return read && isGraph(read.base) && isGraph(read.graph) && typeof read.at === "string" ? (read as Unsaved) : null;
  } catch {
    return null;
  }
}

const isGraph = (value: Graph | undefined): boolean =>
  value?.format === "firmflow-graph/1" && Array.isArray(value.nodes) && Array.isArray(value.edges) && typeof value.settings === "object";
