import { describe, expect, it } from "vitest";
import { type BoardData, beside, type Card, cardsIn, moved, nameOf, openValue } from "./board.ts";

const card = (id: string, stage: string, value: number) => ({ id, stage, value, title: id }) as unknown as Card;
const board: BoardData = {
  caseType: "estate-planning",
  name: "Estate planning",
  totals: { "estate-planning": 2 },
  month: { since: "2026-11-01T04:00:00.000Z", won: 0, lost: 0 },
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

describe("a board", () => {
  it("calls a card by its person where the title only adds the case type, and by its title where that says more", () => {
    expect(nameOf({ title: "Brandt: estate planning", contactName: "Walter Brandt" }, board)).toBe("Walter Brandt");
    expect(nameOf({ title: "The Okafors: estate plan", contactName: "Ngozi Okafor" }, board)).toBe("The Okafors: estate plan");
  });
  it("shows each card of a stage once, however its pages shift, and not one that was just moved on", () => {
    const [lead] = board.columns;
    if (!lead) throw new Error("no stage");
    const pages = [
      [card("a", "lead", 1), card("b", "lead", 1)],
      [card("b", "lead", 1), card("c", "lead", 1)],
    ];
    expect(cardsIn(lead, board, pages).map((one) => one.id)).toEqual(["a", "b", "c"]);
    const after = moved(board, "a", "hired");
    expect(cardsIn(after.columns[0] ?? lead, after, pages).map((one) => one.id)).toEqual(["b", "c"]);
  });
  it("is worth what its open stages are worth", () => expect(openValue(board)).toBe(500));
});
