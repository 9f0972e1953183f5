import { expect, it } from "vitest";
import { renderText } from "../../../engine/conditions/index.ts";
import type { FieldChoice } from "../api/fields.ts";
import { foundFields, mergeFieldOf } from "./foundFields.ts";

const field = (path: string, label: string, group: string, type: FieldChoice["type"] = "text"): FieldChoice => ({
  path,
  label,
  group,
  type,
});
const fields = [
  field("contact.firstName", "First name", "Contact"),
  field("staff.firstName", "First name", "Assignee"),
  field("contact.tags", "Tags", "Contact", "list"),
  field("matter.id", "Id", "Matter"),
];
const paths = (text: string) => foundFields(fields, text).map(({ path }) => path);

it("a field is found by its name, or by whose it is; lists and ids are not offered for a text", () => {
  expect(paths("")).toEqual(["contact.firstName", "staff.firstName"]);
  expect(paths("assignee first")).toEqual(["staff.firstName"]);
  expect(paths("tags")).toEqual([]);
});

it("a date that is put in reads as people say it, never as it is stored", () => {
  const facts = { occasion: { at: "2026-12-10T15:00:00.000Z" }, matter: { closingDate: "2026-12-18" }, firm: { zone: "America/New_York" } };
  const said = (path: string, type: FieldChoice["type"]) =>
    renderText(mergeFieldOf({ path, type }), facts as never, { zone: "America/New_York" }).text;
  expect(said("occasion.at", "dateTime")).toBe("Thu, Dec 10, 10:00 am EST");
  expect(said("matter.closingDate", "date")).toBe("Fri, Dec 18");
});
