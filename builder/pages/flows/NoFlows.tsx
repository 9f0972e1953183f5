import { IconFileImport, IconLayoutGrid, IconRoute, IconSquarePlus } from "@tabler/icons-react";
import { EmptyState } from "../../components/EmptyState.tsx";
import { Tile } from "../../components/Tile.tsx";
import styles from "./Flows.module.css";

/** Three big choices for the first flow. */
export function NoFlows({ mayEdit, onEmpty, onFile }: { mayEdit: boolean; onEmpty: () => void; onFile: () => void }) {
  return (
    <div>
      <EmptyState icon={IconRoute} title="No flows yet">
        A flow does for you what you would do for every client: welcome them, ask for their papers, remind them, book the meeting.
      </EmptyState>
      {mayEdit && (
        <div className={styles.choices}>
          <button type="button" onClick={() => document.getElementById("case-types")?.scrollIntoView({ block: "start" })}>
            <Tile icon={IconLayoutGrid} tone="ask" size="l" />
            <b>From a case type</b>
            <span>Estate planning, criminal defense, a closing: drawn, written and tried.</span>
          </button>
          <button type="button" onClick={onEmpty}>
            <Tile icon={IconSquarePlus} tone="tell" size="l" />
            <b>From empty</b>
            <span>An empty page, and steps to put on it.</span>
          </button>
          <button type="button" onClick={onFile}>
            <Tile icon={IconFileImport} tone="record" size="l" />
            <b>From a file</b>
            <span>A flow that was saved as a file.</span>
          </button>
        </div>
      )}
    </div>
  );
}
