import { expect, it } from "vitest";
import { ProblemError } from "../../api/problem.ts";
import { createUnder, keyFrom } from "./create.ts";

it("a flow's key is made of its name", () => {
  expect(keyFrom("Estate planning: onboarding")).toBe("estate-planning-onboarding");
  expect(keyFrom("Bienvenida a Peña")).toBe("bienvenida-a-pena");
  expect(keyFrom("2027!")).toBe("flow-2027");
});

it("a key that is taken gets a number", async () => {
  const taken = new Set(["welcome", "welcome-2"]);
  const create = async (key: string) => {
    if (taken.has(key)) throw new ProblemError({ type: "urn:firmflow:problem:flow-exists", title: "Taken", status: 409, detail: "" });
  };
  expect(await createUnder("welcome", create)).toBe("welcome-3");
});
