import type { BoardCard } from "../../../domain/matters/index.ts";
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
  /** How many matters of each case type are not lost. */
  totals: Record<string, number>;
  month: { since: string; won: number; lost: number };
}

/** Whose card it is: where the title only adds the case type the board is of, the person's name says more. */
export function nameOf({ title, contactName }: Pick<Card, "title" | "contactName">, board: Pick<BoardData, "name">): string {
  return contactName && title.endsWith(`: ${board.name.toLowerCase()}`) ? contactName : title;
}

/** The cards of a board that need somebody. */
export interface Stuck {
  columns: Column[];
  /** Not all could be looked at. */
  mayBeMore: boolean;
}

/** What the open stages are worth together. */
export const openValue = (board: BoardData): number =>
  board.columns.reduce((sum, column) => sum + (column.state === "open" ? column.value : 0), 0);

/** The board with a card in another stage, at its end: there it is the newest. */
export function moved<Shown extends Pick<BoardData, "columns">>(board: Shown, matterId: string, to: string): Shown {
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

/** Every card of a stage that was fetched in pages, each once, without those that have just been moved elsewhere. */
export function cardsIn(column: Column, board: BoardData, pages: Card[][]): Card[] {
  const elsewhere = new Set(board.columns.flatMap((one) => (one.id === column.id ? [] : one.cards.map((card) => card.id))));
  const all = new Map([...pages.flat(), ...column.cards].map((card) => [card.id, card]));
  return [...all.values()].filter((card) => !elsewhere.has(card.id));
}

/** The stage beside a stage, for moving a card by keyboard. */
export function beside(board: BoardData, stage: string, by: 1 | -1): Column | undefined {
  const at = board.columns.findIndex((column) => column.id === stage);
  return at < 0 ? undefined : board.columns[at + by];
}
