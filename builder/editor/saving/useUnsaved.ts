import { useEffect } from "react";
import { merge } from "../../../engine/graph/index.ts";
import { useFirmZone, useMe } from "../../api/me.ts";
import { notifyUndo } from "../../components/notify.tsx";
import { forgetUnsaved, readUnsaved } from "../../saving/unsaved.ts";
import { keptWords } from "../../saving/words.ts";
import type { OpenFlow } from "../api/flows.ts";
import { useEditorStore } from "../store/context.tsx";
import { isDrawing, type UnsavedDrawing } from "./drawing.ts";

/** What this person drew and could not save is put back when they open the flow again, beside what others did since. */
export function useUnsaved(flow: OpenFlow): void {
  const store = useEditorStore();
  const { data: me } = useMe();
  const zone = useFirmZone();
  const who = me?.staff.id;
  useEffect(() => {
    if (!who || store.getState().readOnly) return;
    const unsaved = readUnsaved<UnsavedDrawing>(localStorage, who, flow.key, isDrawing);
    if (!unsaved) return;
    forgetUnsaved(localStorage, who, flow.key);
    const { graph } = merge(unsaved.base, unsaved.graph, flow.graph);
    if (graph === flow.graph) return;
    store.getState().replace(graph, "put back what was not saved");
    notifyUndo({ message: keptWords(unsaved, zone), seconds: 20, onUndo: store.getState().undo });
  }, [who, flow, store, zone]);
}
