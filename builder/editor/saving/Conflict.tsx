import { Button } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import type { Clash, Graph } from "../../../engine/graph/index.ts";
import { isStepKind, kindOf } from "../../../engine/steps/index.ts";
import { useEditor, useEditorStore } from "../store/context.tsx";
import { and, capital, spaced } from "../words/lists.ts";
import { titleOf } from "../words/step.ts";
import styles from "./Conflict.module.css";

interface ConflictProps {
  clash: { who: string; clashes: Clash[]; theirs: Graph };
  onSettle: (theirs: Graph | null) => Promise<void>;
}

const mostTold = 4;

/** Two people changed the very same. All else of both is in the drawing already; nothing is saved until the person chose. */
export function Conflict({ clash: { who, clashes, theirs }, onSettle }: ConflictProps) {
  const store = useEditorStore();
  const index = useEditor((state) => state.index);
  const words = ({ step, field }: Clash) => {
    const node = step === null ? undefined : index.get(step)?.node;
    if (!node) return capital(spaced(field) || "the flow");
    if (field === "") return `“${titleOf(node.step)}”, which one of you deleted`;
    const schema = isStepKind(node.step.kind) ? (kindOf(node.step.kind).fields[field] as { title?: string } | undefined) : undefined;
    return `“${titleOf(node.step)}”: ${field === "name" ? "title" : (schema?.title ?? spaced(field)).toLowerCase()}`;
  };
  const first = clashes.find((clash) => clash.step !== null)?.step;
  const told = clashes.slice(0, mostTold).map(words);
  const more = clashes.length - told.length;
  return (
    <div className={styles.conflict} role="alert">
      <IconAlertTriangle size={18} stroke={1.8} aria-hidden="true" />
      <p>
        <b>
          You and {who} changed the same: {and(more > 0 ? [...told, `${more} more`] : told)}.
        </b>{" "}
        Everything else of both is kept. What you see is yours; it is not saved yet.
      </p>
      {first && (
        <Button size="xs" variant="subtle" onClick={() => store.getState().goTo(first)}>
          Look
        </Button>
      )}
      <Button size="xs" onClick={() => void onSettle(theirs)}>
        Take {who}’s
      </Button>
      <Button size="xs" variant="filled" onClick={() => void onSettle(null)}>
        Keep mine
      </Button>
    </div>
  );
}
