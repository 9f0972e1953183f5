import { useEffect } from "react";
import { merge } from "../../../engine/graph/index.ts";
import { useFirmZone, useMe } from "../../api/me.ts";
import { notifyUndo } from "../../components/notify.tsx";
import { whenParts } from "../../components/when.ts";
import type { OpenFlow } from "../api/flows.ts";
import { useEditorStore } from "../store/context.tsx";
import { forgetUnsaved, readUnsaved } from "./unsaved.ts";

/** What this person drew and could not save is put back when they open the flow again, beside what others did since. */
export function useUnsaved(flow: OpenFlow): void {
  const store = useEditorStore();
  const { data: me } = useMe();
  const zone = useFirmZone();
  const who = me?.staff.id;
  useEffect(() => {
    if (!who || store.getState().readOnly) return;
    const unsaved = readUnsaved(localStorage, who, flow.key);
    if (!unsaved) return;
    forgetUnsaved(localStorage, who, flow.key);
    const { graph } = merge(unsaved.base, unsaved.graph, flow.graph);
    if (graph === flow.graph) return;
    store.getState().replace(graph, "put back what was not saved");
    const { day, time } = whenParts(new Date(unsaved.at), { zone, now: new Date(), showZone: false });
    notifyUndo({
      message: `Your changes of ${day === "Today" ? time : `${day}, ${time}`} had not been saved. They are back.`,
      seconds: 20,
      onUndo: store.getState().undo,
    });
  }, [who, flow, store, zone]);
}
