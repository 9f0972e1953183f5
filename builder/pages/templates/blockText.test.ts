import { describe, expect, it } from "vitest";
import { type AnyBlock, type BlockType, blockWords, fieldsOf, newBlock, tidied, withFields } from "./blockText.ts";

const samples: AnyBlock[] = [
  { type: "heading", text: "What to bring" },
  { type: "text", text: "Dear {{ contact.firstName }},\n\nHello", quiet: true },
  { type: "list", items: ["one", "two"], if: "matter.x" },
  { type: "steps", items: [{ title: "Form", text: "About 20 minutes" }, { title: "Meeting" }] },
  { type: "card", title: "{{ occasion.at | when }}", text: "Room 4", rows: ["Court", "Lodge Street"] },
  { type: "button", label: "Start", to: "{{ links.request }}" },
  {
    type: "clause",
    title: "Our fee",
    items: ["Fixed at {{ matter.value | money }}.", { text: "A discount.", if: "matter.discount" }],
    table: { head: ["Due"], rows: [["Now"]] },
  },
  { type: "table", table: { head: ["Due", "Amount"], rows: [["First half", "$1,600"]] } },
  { type: "signatures", people: [{ name: "{{ contact.name }}", role: "Client" }, { name: "Elena Ruiz" }] },
  { type: "pageBreak" },
];

describe("a block in its editor", () => {
  it.each(samples)("of type $type is the same after it was shown and not changed", (block) => {
    expect(withFields(block, fieldsOf(block))).toEqual(block);
  });
  it("loses the lines left empty when it is saved", () => {
    expect(tidied({ type: "list", items: ["one", "", " "] })).toEqual({ type: "list", items: ["one"] });
  });
  it.each(Object.keys(blockWords) as BlockType[])("can be added as %s", (type) => {
    expect(newBlock(type).type).toBe(type);
  });
});
