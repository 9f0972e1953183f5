import { expect, it } from "vitest";
import { firmModel } from "./model.ts";

it("two different records do not go by one name: the second would be read by the first one's fields", () => {
  const note = { text: { type: String, required: true } };
  const first = firmModel("TestRecord", note);
  expect(firmModel("TestRecord", note)).toBe(first);
  expect(() => firmModel("TestRecord", { title: String })).toThrow("There is another model “TestRecord” already.");
});
