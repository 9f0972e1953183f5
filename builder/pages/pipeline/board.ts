import type { BoardCard } from "../../../domain/matters/board.ts";
import type { Wire } from "../../api/wire.ts";

export type Card = Wire<BoardCard>;
export interface Column {
  id: string;
  name: string;
  state: "open" | "won" | "lost";
  count: number;
  value: number;
  cards: Card[];
}
export interface BoardData {
  caseType: string;
  name: string;
  columns: Column[];
}

/** The board with a card in another stage, at its end: there it is the newest. */
export function moved(board: BoardData, matterId: string, to: string): BoardData {
  const card = board.columns.flatMap((column) => column.cards).find((one) => one.id === matterId);
  if (!card) return board;
  const worth = card.value ?? 0;
  return {
    ...board,
    columns: board.columns.map((column) => {
      const has = column.cards.some((one) => one.id === matterId);
      if (has === (column.id === to)) return column;
      if (has)
        return {
          ...column,
          count: column.count - 1,
          value: column.value - worth,
          cards: column.cards.filter((one) => one.id !== matterId),
        };
      if (column.id !== to) return column;
      return { ...column, count: column.count + 1, value: column.value + worth, cards: [...column.cards, { ...card, stage: to }] };
    }),
  };
}

/** The stage beside a stage, for moving a card by keyboard. */
export function beside(board: BoardData, stage: string, by: 1 | -1): Column | undefined {
  const at = board.columns.findIndex((column) => column.id === stage);
  return at < 0 ? undefined : board.columns[at + by];
}
