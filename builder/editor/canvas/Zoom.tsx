import { IconMaximize, IconMinus, IconPlus, IconSearch } from "@tabler/icons-react";
import { useReactFlow, useStore } from "@xyflow/react";
import { useEditorStore } from "../store/context.tsx";
import styles from "./Zoom.module.css";

const quick = { duration: 120 };

export function Zoom() {
  const zoom = useStore((state) => Math.round(state.transform[2] * 100));
  const flow = useReactFlow();
  const store = useEditorStore();
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches ? {} : quick;
  return (
    <fieldset className={styles.zoom} aria-label="Zoom">
      <button type="button" aria-label="Closer" onClick={() => void flow.zoomIn(calm)}>
        <IconPlus size={15} stroke={1.7} />
      </button>
      <button type="button" aria-label={`${zoom}%: back to full size`} onClick={() => void flow.zoomTo(1, calm)}>
        {zoom}%
      </button>
      <button type="button" aria-label="Farther" onClick={() => void flow.zoomOut(calm)}>
        <IconMinus size={15} stroke={1.7} />
      </button>
      <button type="button" aria-label="Show all of it" onClick={() => void flow.fitView({ ...calm, padding: 0.12, maxZoom: 1 })}>
        <IconMaximize size={15} stroke={1.7} />
      </button>
      <button type="button" aria-label="Find a step (Ctrl F)" title="Find a step (Ctrl F)" onClick={() => store.getState().find(true)}>
        <IconSearch size={15} stroke={1.7} />
      </button>
    </fieldset>
  );
}
