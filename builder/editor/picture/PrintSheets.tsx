import { useEffect, useState } from "react";
import { createPortal, flushSync } from "react-dom";
import { FOOTER } from "../canvas/flowNodes.ts";
import { useEditorStore } from "../store/context.tsx";
import { type Box, boxesOf } from "../store/indexGraph.ts";
import type { Numbers } from "../watch/numbers.ts";
import { useNames } from "../words/names.ts";
import { boxOfGraph, FlowPicture } from "./FlowPicture.tsx";
import styles from "./PrintSheets.module.css";
import { layOnPaper } from "./pages.ts";
import { paperColours } from "./paper.ts";

interface PrintSheetsProps {
  /** "Draft, version 7 is live", or whose numbers are in it. */
  state: string;
}

/** What is printed of a flow, however printing is asked for: clean pages with its drawing, in place of the screen. Drawn only then. */
export default function PrintSheets(props: PrintSheetsProps) {
  const [printing, setPrinting] = useState(false);
  useEffect(() => {
    const begin = () => flushSync(() => setPrinting(true));
    const end = () => setPrinting(false);
    window.addEventListener("beforeprint", begin);
    window.addEventListener("afterprint", end);
    return () => {
      window.removeEventListener("beforeprint", begin);
      window.removeEventListener("afterprint", end);
    };
  }, []);
  return printing ? createPortal(<Sheets {...props} />, document.body) : null;
}

function Sheets({ state }: PrintSheetsProps) {
  const { graph, numbers } = useEditorStore().getState();
  const names = useNames();
  const box = boxOfGraph(graph, numbers);
  const { landscape, scale, pages } = layOnPaper(box, withFooters(boxesOf(graph), numbers));
  const today = new Intl.DateTimeFormat("en-US", { dateStyle: "long" }).format(new Date());
  return (
    <div className={styles.sheets} style={paperColours()}>
      <style>{`@page { size: letter ${landscape ? "landscape" : "portrait"}; margin: 14mm; }`}</style>
      {pages.map(({ y, height }, index) => (
        <section key={y} className={styles.sheet}>
          <header className={styles.heading}>
            <b>{graph.settings.name}</b>
            <span>
              {state} · {today}
              {pages.length > 1 && ` · page ${index + 1} of ${pages.length}`}
            </span>
          </header>
          <FlowPicture graph={graph} names={names} part={{ ...box, y, height }} scale={scale} numbers={numbers} />
        </section>
      ))}
    </div>
  );
}

/** Of a step with numbers the part that holds them is not cut off either. */
const withFooters = (boxes: readonly Box[], numbers: Numbers | null): Box[] =>
  boxes.map((box) => (numbers?.steps.has(box.id) ? { ...box, height: box.height + FOOTER } : box));
