import { describe, expect, it } from "vitest";
import { exampleDefinition } from "./example.ts";
import { type Upgrades, upgrade } from "./upgrade.ts";
import { validate } from "./validate.ts";

/** Two formats there might have been: first without `enrol`, then with the steps as a list. */
const upgrades: Upgrades = {
  "firmflow/a": ({ starts, ...rest }) => ({ ...rest, format: "firmflow/b", enrol: { on: starts, again: "never" } }),
  "firmflow/b": ({ steps, ...rest }) => ({
    ...rest,
    format: "firmflow/1",
    steps: Object.fromEntries((steps as { id: string }[]).map(({ id, ...step }) => [id, step])),
  }),
  "firmflow/circle": (definition) => ({ ...definition }),
  "firmflow/broken": () => null,
};
const { enrol, steps, ...rest } = exampleDefinition();
const listed = Object.entries(steps).map(([id, step]) => ({ id, ...step }));

describe("an older format", () => {
  it("is brought to the present one, from each to the one after it, and can then be carried out", () => {
    const oldest = { ...rest, format: "firmflow/a", starts: enrol.on, steps: listed };
    const today = { ...exampleDefinition(), enrol: { on: enrol.on, again: "never" } };
    expect(upgrade(oldest, upgrades)).toEqual(today);
    expect(upgrade({ ...rest, format: "firmflow/b", enrol: today.enrol, steps: listed }, upgrades)).toEqual(today);
    expect(validate(upgrade(oldest, upgrades)).filter((one) => one.severity === "error")).toEqual([]);
  });

  it("that comes to nothing, or goes in a circle, is refused and not carried out", () => {
    for (const format of ["firmflow/circle", "firmflow/broken"])
      expect(validate(upgrade({ ...exampleDefinition(), format }, upgrades)).some((one) => one.severity === "error")).toBe(true);
  });
});
