import { expect, it } from "vitest";
import { isIn, places } from "./places.ts";

const placeOf = (path: string) => places.filter((place) => isIn(place, path)).map((place) => place.label);

it("a page lies in the place whose path it begins with", () => {
  expect(placeOf("/contacts/c1")).toEqual(["Contacts"]);
  expect(placeOf("/")).toEqual(["Today"]);
  expect(placeOf("/contactsheet")).toEqual([]);
});

it("the board lies in Matters, a run and a form in Flows, and what waits for approval in Today", () => {
  expect(placeOf("/pipeline/estate-planning")).toEqual(["Matters"]);
  expect(placeOf("/runs/r1")).toEqual(["Flows"]);
  expect(placeOf("/forms/f1")).toEqual(["Flows"]);
  expect(placeOf("/approvals/a1")).toEqual(["Today"]);
});
