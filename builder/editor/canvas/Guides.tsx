import { useStore, ViewportPortal } from "@xyflow/react";
import styles from "./Canvas.module.css";

/** Long enough to be seen across any drawing. */
const FAR = 40_000;

/** While a step is moved: the column or row it has fallen in line with. */
export function Guides({ x, y }: { x?: number; y?: number }) {
  const zoom = useStore((state) => (x === undefined && y === undefined ? 1 : state.transform[2]));
  const thin = 1 / zoom;
  return (
    <ViewportPortal>
      {x !== undefined && <div className={styles.guide} style={{ left: x, top: -FAR, width: thin, height: 2 * FAR }} />}
      {y !== undefined && <div className={styles.guide} style={{ left: -FAR, top: y, width: 2 * FAR, height: thin }} />}
    </ViewportPortal>
  );
}
