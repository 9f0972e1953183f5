import { Button } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { type DragEvent, type ReactNode, useState } from "react";
import { api } from "../../api/client.ts";
import { Money } from "../../components/Money.tsx";
import styles from "./Board.module.css";
import { type BoardData, type Card, type Column, cardsIn } from "./board.ts";

interface Props {
  column: Column;
  board: BoardData;
  /** A card is held over it. */
  over: boolean;
  onDragOver: (event: DragEvent) => void;
  onDragLeave: () => void;
  onDrop: (event: DragEvent) => void;
  more: { assignee: string | null } | undefined;
  children: (card: Card) => ReactNode;
}
interface Page {
  cards: Card[];
  next?: string;
}

/** One stage: its heading, the cards that have been in it longest, and the others when asked for. */
export function StageColumn({ column, board, over, more, onDragOver, onDragLeave, onDrop, children }: Props) {
  const [wanted, setWanted] = useState(false);
  const pages = useInfiniteQuery({
    queryKey: ["board", "cards", board.caseType, column.id, more?.assignee],
    enabled: wanted && more !== undefined,
    initialPageParam: "",
    queryFn: ({ pageParam }) =>
      api.get<Page>("/api/matters/board/cards", {
        ...{ caseType: board.caseType, stage: column.id, assignee: more?.assignee, cursor: pageParam },
        limit: pageParam ? 50 : 100,
      }),
    getNextPageParam: (page) => page.next,
  });
  const fetched = more && wanted ? (pages.data?.pages.map((page) => page.cards) ?? []) : [];
  const cards = cardsIn(column, board, fetched);
  const others = (column.count - cards.length).toLocaleString("en-US");
  const count = column.count.toLocaleString("en-US");
  return (
    <section
      className={styles.column}
      aria-label={`${column.name}, ${count}`}
      data-over={over || undefined}
      onDragOver={onDragOver}
      onDragLeave={onDragLeave}
      onDrop={onDrop}
    >
      <h2 className={styles.heading}>
        {column.name} <span>{count}</span>
        <b>
          <Money dollars={column.value} />
        </b>
      </h2>
      <ul className={styles.cards}>
        {cards.map(children)}
        {more && column.count > cards.length && (
          <li className={styles.more}>
            <Button
              size="xs"
              fullWidth
              loading={wanted && pages.isFetching}
              onClick={() => (wanted ? void pages.fetchNextPage() : setWanted(true))}
              aria-label={`Show more of ${column.name}: ${others} are not shown`}
            >
              Show more of {others}
            </Button>
          </li>
        )}
      </ul>
    </section>
  );
}
