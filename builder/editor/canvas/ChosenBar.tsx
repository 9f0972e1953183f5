import { ActionIcon, Button } from "@mantine/core";
import { IconClipboardCopy, IconCopy, IconCut, IconTrash, IconX } from "@tabler/icons-react";
import { useEditor, useEditorStore } from "../store/context.tsx";
import type { CanvasActs } from "./acts.ts";
import styles from "./ChosenBar.module.css";

/** Below the canvas while several are chosen: what can be done with all of them. One alone has its panel. A default export, fetched when needed. */
export default function ChosenBar({ words, acts }: { words: string; acts: CanvasActs }) {
  const store = useEditorStore();
  const readOnly = useEditor((state) => state.readOnly);
  // The list of problems lies where the bar would.
  const above = useEditor((state) => state.aside === "problems");
  return (
    <section className={styles.bar} data-above={above || undefined} aria-label="What is chosen">
      <b>{words}</b>
      <Button size="xs" variant="subtle" leftSection={<IconClipboardCopy size={15} stroke={1.7} />} onClick={acts.copy}>
        Copy
      </Button>
      {!readOnly && (
        <>
          <Button size="xs" variant="subtle" leftSection={<IconCut size={15} stroke={1.7} />} onClick={acts.cut}>
            Cut
          </Button>
          <Button size="xs" variant="subtle" leftSection={<IconCopy size={15} stroke={1.7} />} onClick={acts.duplicate}>
            Duplicate
          </Button>
          <Button
            size="xs"
            variant="subtle"
            color="attention"
            leftSection={<IconTrash size={15} stroke={1.7} />}
            onClick={() => acts.remove()}
          >
            Delete
          </Button>
        </>
      )}
      <ActionIcon variant="subtle" color="gray" size={28} aria-label="Choose nothing" onClick={() => store.getState().select([])}>
        <IconX size={16} stroke={1.7} />
      </ActionIcon>
    </section>
  );
}
