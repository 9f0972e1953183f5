import { IconArrowRight, IconFileImport, IconLayoutGrid, IconSquarePlus } from "@tabler/icons-react";
import { useRef } from "react";
import { useNavigate } from "react-router";
import { notifyLeftOut, notifyProblem } from "../components/notify.tsx";
import { Tile } from "../components/Tile.tsx";
import type { OpenFlow } from "./api/flows.ts";
import styles from "./EmptyCanvas.module.css";
import { readDrawingFile } from "./readFlowFile.ts";
import { useEditorStore } from "./store/context.tsx";

/** Three big choices where nothing is drawn yet. */
export default function EmptyCanvas({ flow }: { flow: OpenFlow }) {
  const store = useEditorStore();
  const navigate = useNavigate();
  const file = useRef<HTMLInputElement>(null);
  const fromFile = async (chosen: File | undefined) => {
    if (!chosen) return;
    try {
      const { graph, left } = await readDrawingFile(chosen);
      const { key, name } = flow.graph.settings;
      const { edit } = store.getState();
      edit(
        [
          { do: "setSettings", settings: { ...graph.settings, key, name } },
          {
            do: "paste",
            clipping: { nodes: graph.nodes, edges: graph.edges },
            ids: Object.fromEntries(graph.nodes.map(({ id }) => [id, id])),
            offset: { x: 0, y: 0 },
          },
          { do: "setStart", to: graph.start },
        ],
        { name: "open a file" },
      );
      notifyLeftOut(left);
    } catch (error) {
      notifyProblem(error);
    }
  };
  return (
    <div className={styles.choices}>
      <button type="button" onClick={() => navigate("/new-flow")}>
        <Tile icon={IconLayoutGrid} tone="ask" size="l" />
        <b>From a case type</b>
        <span>Start from a flow that ships: estate planning, criminal defense, a closing, nurture.</span>
        <IconArrowRight size={16} stroke={1.7} aria-hidden="true" />
      </button>
      <button
        type="button"
        onClick={() => store.getState().startAdding({ on: { from: null, outlet: "start" }, x: innerWidth / 2, y: innerHeight / 3 })}
      >
        <Tile icon={IconSquarePlus} tone="tell" size="l" />
        <b>From empty</b>
        <span>Choose the first step; what comes next follows from there.</span>
        <IconArrowRight size={16} stroke={1.7} aria-hidden="true" />
      </button>
      <button type="button" onClick={() => file.current?.click()}>
        <Tile icon={IconFileImport} tone="record" size="l" />
        <b>From a file</b>
        <span>A flow saved as a file, from another firm or from the command line.</span>
        <IconArrowRight size={16} stroke={1.7} aria-hidden="true" />
      </button>
      <input
        ref={file}
        type="file"
        accept=".json,application/json"
        hidden
        onChange={(event) => void fromFile(event.currentTarget.files?.[0])}
      />
    </div>
  );
}
