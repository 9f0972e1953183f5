import { Menu, UnstyledButton } from "@mantine/core";
import { IconAlertTriangle, IconArrowsHorizontal, IconCheck, IconClock, IconRoute } from "@tabler/icons-react";
import { type DragEvent, type KeyboardEvent, useEffect, useRef, useState } from "react";
import { Link } from "react-router";
import { Money } from "../../components/Money.tsx";
import { PersonAvatar } from "../../components/PersonAvatar.tsx";
import { When } from "../../components/When.tsx";
import styles from "./Board.module.css";
import { type BoardData, beside, type Card, type Column, nameOf } from "./board.ts";
import type { Move } from "./Pipeline.tsx";
import { StageColumn } from "./StageColumn.tsx";

interface BoardProps {
  board: BoardData;
  mayMove: boolean;
  /** Whose cards more are fetched of; left out, no more are offered. */
  more?: { assignee: string | null };
  onMove: (move: Move) => void;
}

/** Stages side by side. A card is dragged, or moved with Alt and an arrow key, or by its menu. */
export function Board({ board, mayMove, more, onMove }: BoardProps) {
  const [dragged, setDragged] = useState<Card | null>(null);
  const [over, setOver] = useState<string | null>(null);
  const columns = useRef<HTMLElement>(null);
  const followed = useRef<string | null>(null);
  // Moved by a key, a card is drawn anew in another column: the focus goes along, for the next key.
  useEffect(() => {
    const link = followed.current && columns.current?.querySelector<HTMLElement>(`[data-card="${followed.current}"] a`);
    if (!board || !link) return;
    followed.current = null;
    link.focus();
  }, [board]);
  const move = (card: Card, to: Column) =>
    to.id !== card.stage && onMove({ matterId: card.id, title: card.title, from: card.stage, to: to.id, toName: to.name });
  const drop = (column: Column) => (event: DragEvent) => {
    event.preventDefault();
    setOver(null);
    if (dragged) move(dragged, column);
    setDragged(null);
  };
  return (
    <section ref={columns} className={styles.board} aria-label={`Stages of ${board.name}`}>
      {board.columns.map((column) => (
        <StageColumn
          key={column.id}
          column={column}
          board={board}
          over={over === column.id && dragged?.stage !== column.id}
          onDragOver={(event) => {
            if (!dragged) return;
            event.preventDefault();
            setOver(column.id);
          }}
          onDragLeave={() => setOver(null)}
          onDrop={drop(column)}
          more={more}
        >
          {(card) => (
            <BoardCardView
              key={card.id}
              card={card}
              board={board}
              mayMove={mayMove}
              dragging={dragged?.id === card.id}
              onDrag={setDragged}
              onMove={(to, byKey) => {
                followed.current = byKey ? card.id : null;
                move(card, to);
              }}
            />
          )}
        </StageColumn>
      ))}
    </section>
  );
}

interface CardProps {
  card: Card;
  board: BoardData;
  mayMove: boolean;
  dragging: boolean;
  onDrag: (card: Card | null) => void;
  onMove: (to: Column, byKey?: boolean) => void;
}

function BoardCardView({ card, board, mayMove, dragging, onDrag, onMove }: CardProps) {
  const byKey = (event: KeyboardEvent) => {
    if (!event.altKey || (event.key !== "ArrowRight" && event.key !== "ArrowLeft")) return;
    const to = beside(board, card.stage, event.key === "ArrowRight" ? 1 : -1);
    if (!to || !mayMove) return;
    event.preventDefault();
    onMove(to, true);
  };
  return (
    <li
      className={styles.card}
      data-card={card.id}
      data-dragging={dragging || undefined}
      draggable={mayMove}
      onDragStart={(event) => {
        event.dataTransfer.effectAllowed = "move";
        onDrag(card);
      }}
      onDragEnd={() => onDrag(null)}
    >
      <div className={styles.top}>
        <Link to={`/matters/${card.id}`} onKeyDown={byKey} aria-keyshortcuts="Alt+ArrowRight Alt+ArrowLeft">
          {nameOf(card, board)}
        </Link>
        {card.value !== undefined && (
          <span>
            <Money dollars={card.value} />
          </span>
        )}
      </div>
      <p className={styles.detail}>
        {card.number}
        {card.source && ` · ${card.source}`}
      </p>
      <div className={styles.line} data-state={card.line?.state ?? "plain"}>
        <LineIcon state={card.line?.state} />
        <span>
          {card.line ? card.line.words : "Nothing planned"}
          {card.line?.at && (
            <>
              {" · "}
              <When at={card.line.at} showZone={false} />
            </>
          )}
        </span>
        {card.assigneeName && (
          <span title={card.assigneeName}>
            <span className="visually-hidden">{card.assigneeName}</span>
            <PersonAvatar name={card.assigneeName} size="s" />
          </span>
        )}
        {mayMove && <MoveMenu card={card} board={board} onMove={onMove} />}
      </div>
    </li>
  );
}

function LineIcon({ state }: { state: "attention" | "waiting" | "done" | "plain" | undefined }) {
  const Icon = { attention: IconAlertTriangle, waiting: IconClock, done: IconCheck, plain: IconRoute }[state ?? "plain"];
  return <Icon size={15} stroke={1.8} aria-hidden="true" />;
}

function MoveMenu({ card, board, onMove }: Pick<CardProps, "card" | "board" | "onMove">) {
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <UnstyledButton className={styles.menu} aria-label={`Move ${card.title} to another stage`}>
          <IconArrowsHorizontal size={15} stroke={1.8} aria-hidden="true" />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>Move to</Menu.Label>
        {board.columns
          .filter((column) => column.id !== card.stage)
          .map((column) => (
            <Menu.Item key={column.id} onClick={() => onMove(column, true)}>
              {column.name}
            </Menu.Item>
          ))}
      </Menu.Dropdown>
    </Menu>
  );
}
