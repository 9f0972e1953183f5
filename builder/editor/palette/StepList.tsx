import { TextInput } from "@mantine/core";
import { IconGripVertical, IconSearch } from "@tabler/icons-react";
import { type KeyboardEvent, useRef, useState } from "react";
import type { StepKindName } from "../../../engine/definition/types.ts";
import { kindOf } from "../../../engine/steps/index.ts";
import { KindTile } from "../../components/Tile.tsx";
import { IntentMark } from "../../theme/EdgeShape.tsx";
import { kinds } from "../../theme/kinds.tsx";
import { dragType } from "../canvas/dragType.ts";
import styles from "./Palette.module.css";
import { bestMatch, found } from "./sections.ts";

export interface StepListProps {
  onChoose: (kind: StepKindName) => void;
  /** Steps can be dragged onto the canvas. */
  drags?: boolean;
  autoFocus?: boolean;
}

/** Every kind of step by what it is for, with a search. Arrow keys move, Enter adds. */
export function StepList({ onChoose, drags = false, autoFocus = false }: StepListProps) {
  const [text, setText] = useState("");
  const list = useRef<HTMLDivElement>(null);
  const shown = found(text);
  const move = (event: KeyboardEvent<HTMLElement>) => {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    const items = [...(list.current?.querySelectorAll<HTMLElement>("input, button") ?? [])];
    const at = items.indexOf(document.activeElement as HTMLElement);
    const next = items[at + (event.key === "ArrowDown" ? 1 : -1)];
    if (!next) return;
    event.preventDefault();
    next.focus();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: arrow keys move between the buttons inside
    <div ref={list} className={styles.list} onKeyDown={move}>
      <TextInput
        className={styles.find ?? ""}
        size="sm"
        placeholder="Find a step"
        aria-label="Find a step"
        value={text}
        data-autofocus={autoFocus || undefined}
        {...(drags ? { "data-palette-find": "" } : {})}
        leftSection={<IconSearch size={15} stroke={1.7} aria-hidden="true" />}
        rightSection={drags ? <kbd className={styles.kbd}>/</kbd> : null}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          const best = bestMatch(text);
          if (event.key === "Enter" && best) {
            event.preventDefault();
            onChoose(best);
            setText("");
          }
          if (event.key === "Escape" && text) {
            event.stopPropagation();
            setText("");
          }
        }}
      />
      <div className={styles.sections}>
        {shown.map((section) => (
          <section key={section.intent} aria-label={section.label}>
            <h2 className={styles.heading} style={{ "--of": `var(--${section.intent})` } as React.CSSProperties}>
              <IntentMark intent={section.intent} />
              {section.label}
            </h2>
            {section.kinds.map((kind) => (
              <button
                key={kind}
                type="button"
                className={styles.item}
                title={kindOf(kind).about}
                draggable={drags}
                onDragStart={(event) => {
                  event.dataTransfer.setData(dragType, kind);
                  event.dataTransfer.effectAllowed = "copy";
                }}
                onClick={() => onChoose(kind)}
              >
                <KindTile kind={kind} size="s" />
                <span>{kinds[kind].label}</span>
                {drags && <IconGripVertical className={styles.grip ?? ""} size={15} stroke={1.7} aria-hidden="true" />}
              </button>
            ))}
          </section>
        ))}
        {shown.length === 0 && <p className={styles.none}>No step is called that. Try what it should do: “email”, “form”, “wait”.</p>}
      </div>
    </div>
  );
}
