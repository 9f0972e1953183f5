import type { NodeProps } from "@xyflow/react";
import { memo, useEffect, useRef, useState } from "react";
import { useEditor, useEditorStore } from "../store/context.tsx";
import type { FlowNode } from "./flowNodes.ts";
import styles from "./Note.module.css";
import { withNote } from "./notes.ts";

/** A note of the office on the canvas: it is for whoever draws, and does nothing. */
export const Note = memo(function Note({ id, selected, dragging }: NodeProps<FlowNode>) {
  const store = useEditorStore();
  const note = useEditor((state) => state.graph.notes?.find((one) => one.id === id));
  const readOnly = useEditor((state) => state.readOnly);
  const dim = useEditor((state) => state.lit !== null);
  const [text, setText] = useState(note?.text ?? "");
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => setText(note?.text ?? ""), [note?.text]);
  useEffect(() => {
    // A new note is there to be written.
    if (selected && note?.text === "") field.current?.focus();
  }, [selected, note?.text]);
  if (!note) return null;
  const keep = () => {
    if (text !== note.text) store.getState().edit({ do: "setNotes", notes: withNote(store.getState().graph, { ...note, text }) });
  };
  return (
    <div className={styles.note} data-selected={selected || undefined} data-dragging={dragging || undefined} data-dim={dim || undefined}>
      <div className={styles.grown} data-text={`${text}\u200b`}>
        <textarea
          ref={field}
          className={selected ? "nodrag nopan" : ""}
          aria-label="Note"
          placeholder="What whoever draws here should know"
          value={text}
          rows={1}
          maxLength={2000}
          tabIndex={selected ? 0 : -1}
          readOnly={readOnly || !selected}
          onChange={(event) => setText(event.currentTarget.value)}
          onBlur={keep}
          onKeyDown={(event) => {
            if (event.key === "Escape") event.currentTarget.blur();
          }}
        />
      </div>
    </div>
  );
});
