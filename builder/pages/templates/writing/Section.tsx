import { ActionIcon, Menu, TextInput } from "@mantine/core";
import { IconDots, IconGripVertical } from "@tabler/icons-react";
import type { KeyboardEvent } from "react";
import type { Block } from "../../../../domain/messages/index.ts";
import { blockWords } from "../blockText.ts";
import { useWriting } from "./context.ts";
import { Part } from "./Parts.tsx";
import styles from "./Writing.module.css";

interface SectionProps {
  block: Block;
  number: number;
  of: number;
  problem: string | undefined;
  onChange: (block: Block, by?: string) => void;
  onMove: (by: number) => void;
  onTakeOut: () => void;
  onTwice: () => void;
  /** Another part hovers over it, to stand here. */
  over: boolean;
  onDragStart: () => void;
  onDragOver: () => void;
  onDrop: () => void;
  onDragEnd: () => void;
}

/** One part with its handle: dragged, or moved with Alt and the arrows from wherever one writes in it. */
export function Section(props: SectionProps) {
  const { block, number, of, problem, over, onChange, onMove, onTakeOut, onTwice, onDragStart, onDragOver, onDrop, onDragEnd } = props;
  const { mayWrite } = useWriting();
  const name = blockWords[block.type].label;
  const keys = (event: KeyboardEvent) => {
    const up = event.key === "ArrowUp";
    const target = event.target as HTMLElement;
    const alt = event.altKey || target.dataset["handle"] !== undefined;
    if (!mayWrite || !alt || (!up && event.key !== "ArrowDown")) return;
    event.preventDefault();
    event.stopPropagation();
    onMove(up ? -1 : 1);
    // A part that was moved in the page has lost what was in hand.
    requestAnimationFrame(() => target.focus());
  };
  return (
    <section
      className={styles.section}
      aria-label={`${number}. ${name}`}
      onKeyDown={keys}
      data-over={over || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        onDragOver();
      }}
      onDrop={(event) => {
        event.preventDefault();
        onDrop();
      }}
    >
      {mayWrite && (
        <div className={styles.handles}>
          <button
            type="button"
            className={styles.handle}
            data-handle
            draggable
            aria-label={`Move ${name}, ${number} of ${of}: drag it, or use the arrow keys`}
            onDragStart={(event) => {
              event.dataTransfer.effectAllowed = "move";
              event.dataTransfer.setData("text/plain", name);
              onDragStart();
            }}
            onDragEnd={onDragEnd}
          >
            <IconGripVertical size={16} stroke={1.7} />
          </button>
          <Menu position="bottom-start">
            <Menu.Target>
              <ActionIcon variant="subtle" size={26} aria-label={`More about ${name}, ${number} of ${of}`}>
                <IconDots size={16} stroke={1.7} />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item disabled={number === 1} onClick={() => onMove(-1)}>
                Move up
              </Menu.Item>
              <Menu.Item disabled={number === of} onClick={() => onMove(1)}>
                Move down
              </Menu.Item>
              {block.type === "text" && (
                <Menu.Item onClick={() => onChange({ ...block, quiet: !block.quiet }, "")}>
                  {block.quiet ? "In full ink" : "In grey"}
                </Menu.Item>
              )}
              <Menu.Item onClick={() => onChange(withCondition(block, block.if === undefined ? "matter.caseType" : undefined), "")}>
                {block.if === undefined ? "Only if …" : "Always"}
              </Menu.Item>
              <Menu.Item onClick={onTwice}>Once more below</Menu.Item>
              <Menu.Item color="attention" onClick={onTakeOut}>
                Take out
              </Menu.Item>
            </Menu.Dropdown>
          </Menu>
        </div>
      )}
      {block.if !== undefined && (
        <TextInput
          size="xs"
          label="Only if"
          className={styles.onlyIf}
          readOnly={!mayWrite}
          value={block.if}
          onChange={(event) => onChange({ ...block, if: event.currentTarget.value })}
        />
      )}
      <Part block={block} onChange={onChange} />
      {problem && (
        <p className={styles.problem} role="alert">
          {problem}
        </p>
      )}
    </section>
  );
}

function withCondition(block: Block, condition: string | undefined): Block {
  const { if: _before, ...rest } = block;
  return condition === undefined ? (rest as Block) : ({ ...rest, if: condition } as Block);
}
