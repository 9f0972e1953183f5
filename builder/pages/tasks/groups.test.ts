import { describe, expect, it } from "vitest";
import { groupTasks } from "./groups.ts";

describe("tasks by when they are due", () => {
  it("put what is late first and what has no date last", () => {
    const now = new Date(2026, 10, 23, 16, 40);
    const at = (day: number, hour: number) => new Date(2026, 10, day, hour).toISOString();
    const groups = groupTasks([{ due: at(23, 17) }, {}, { due: at(23, 9) }, { due: at(25, 9) }, { due: at(40, 9) }], now);
    expect(groups.map((group) => [group.name, group.tasks.length])).toEqual([
      ["Overdue", 1],
      ["Today", 1],
      ["The next seven days", 1],
      ["Later", 1],
      ["No date", 1],
    ]);
  });
  it("keep what is done apart", () => {
    expect(groupTasks([{ due: "2020-01-01T00:00:00Z", doneAt: "2020-01-01T00:00:00Z" }], new Date()).map((group) => group.name)).toEqual([
      "Done",
    ]);
  });
});
