import { describe, expect, it } from "vitest";
import { type BoardData, beside, type Card, moved } from "./board.ts";

const card = (id: string, stage: string, value: number) => ({ id, stage, value, title: id }) as unknown as Card;
const board: BoardData = {
  caseType: "estate-planning",
  name: "Estate planning",
  columns: [
    { id: "lead", name: "New lead", state: "open", count: 2, value: 500, cards: [card("a", "lead", 200), card("b", "lead", 300)] },
    { id: "hired", name: "Hired", state: "won", count: 0, value: 0, cards: [] },
  ],
};

describe("moving a card", () => {
  it("takes its count and worth along", () => {
    const after = moved(board, "a", "hired");
    expect(after.columns.map(({ count, value, cards }) => [count, value, cards.map((one) => one.id)])).toEqual([
      [1, 300, ["b"]],
      [1, 200, ["a"]],
    ]);
  });
  it("to where it stands changes nothing", () => expect(moved(board, "a", "lead")).toEqual(board));
  it("that is not on the board changes nothing", () => expect(moved(board, "z", "hired")).toBe(board));
  it("by keyboard goes to the stage beside, and no further than the last", () => {
    expect(beside(board, "lead", 1)?.id).toBe("hired");
    expect(beside(board, "hired", 1)).toBeUndefined();
  });
});
