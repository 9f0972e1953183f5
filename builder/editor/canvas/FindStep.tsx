import { IconSearch } from "@tabler/icons-react";
import { type KeyboardEvent, useId, useState } from "react";
import { KindTile } from "../../components/Tile.tsx";
import { useEditor, useEditorStore } from "../store/context.tsx";
import { useNames } from "../words/names.ts";
import styles from "./FindStep.module.css";
import { findSteps } from "./findSteps.ts";

const mostShown = 8;

/** Ctrl F: type a few letters, Enter goes to the step. Large flows are walked by it. */
export function FindStep() {
  const open = useEditor((state) => state.finding);
  return open ? <Box /> : null;
}

function Box() {
  const store = useEditorStore();
  const graph = useEditor((state) => state.graph);
  const names = useNames();
  const [text, setText] = useState("");
  const [at, setAt] = useState(0);
  const list = useId();
  const steps = findSteps(graph, text, names);
  const shown = steps.slice(0, mostShown);
  const close = () => store.getState().find(false);
  const go = (index: number) => {
    const step = shown[index];
    if (!step) return;
    close();
    store.getState().goTo(step.id);
    document.querySelector<HTMLElement>("[data-canvas]")?.focus({ preventScroll: true });
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.key === "Escape") close();
    else if (event.key === "Enter") go(at);
    else if (event.key === "ArrowDown") setAt(Math.min(at + 1, shown.length - 1));
    else if (event.key === "ArrowUp") setAt(Math.max(at - 1, 0));
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <search className={styles.find}>
      <label className={styles.field}>
        <IconSearch size={16} stroke={1.7} aria-hidden="true" />
        <input
          // biome-ignore lint/a11y/noAutofocus: it was opened to be typed in
          autoFocus
          role="combobox"
          aria-label="Find a step of this flow"
          aria-expanded="true"
          aria-controls={list}
          aria-activedescendant={shown[at] ? `${list}-${at}` : undefined}
          placeholder="Find a step of this flow"
          value={text}
          onChange={(event) => {
            setText(event.currentTarget.value);
            setAt(0);
          }}
          onKeyDown={onKey}
          onBlur={(event) => {
            if (!event.currentTarget.closest("search")?.contains(event.relatedTarget)) close();
          }}
        />
        <span className={styles.count} role="status">
          {steps.length === 0 ? "none" : steps.length}
        </span>
      </label>
      <div id={list} role="listbox" aria-label="Steps found">
        {shown.map((step, index) => (
          <button
            key={step.id}
            type="button"
            id={`${list}-${index}`}
            role="option"
            aria-selected={index === at}
            tabIndex={-1}
            className={styles.step}
            onPointerMove={() => setAt(index)}
            onClick={() => go(index)}
          >
            <KindTile kind={step.kind} size="s" />
            <b>{step.title}</b>
            <span>{step.says}</span>
          </button>
        ))}
      </div>
    </search>
  );
}
