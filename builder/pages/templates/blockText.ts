import type { DocumentBlock } from "../../../domain/documents/index.ts";
import type { Block } from "../../../domain/messages/index.ts";

export type AnyBlock = Block | DocumentBlock;
export type BlockType = AnyBlock["type"];

/** A block as its editor shows it: a line, an address and a text, each absent where the block has none. */
export interface BlockFields {
  title?: string;
  address?: string;
  text?: string;
}
export interface BlockWords {
  label: string;
  title?: string;
  text?: string;
  /** How to write the text. */
  hint?: string;
}

export const blockWords: Record<BlockType, BlockWords> = {
  heading: { label: "Heading", title: "Heading" },
  text: { label: "Text", text: "Text", hint: "**bold**, *italic*, [label](address); an empty line begins a paragraph" },
  list: { label: "List", text: "Points", hint: "One a line" },
  steps: { label: "Numbered steps", text: "Steps", hint: "One a line: title | explanation" },
  card: { label: "Card with a date", title: "First line", text: "Lines below", hint: "One a line" },
  note: { label: "Note", text: "Note" },
  button: { label: "Button", title: "Label" },
  signature: { label: "Who signs" },
  image: { label: "Picture" },
  divider: { label: "Line across" },
  clause: {
    label: "Numbered clause",
    title: "Title",
    text: "Sub-clauses",
    hint: "One a line; [if matter.x] before one that is not always there",
  },
  table: { label: "Table", text: "Rows", hint: "Cells with | between them; the first line is the head" },
  signatures: { label: "Signature lines", text: "Who signs", hint: "One a line: name | role" },
  pageBreak: { label: "New page" },
};
export const messageBlocks: BlockType[] = ["text", "button", "list", "steps", "card", "note", "heading", "image", "divider", "signature"];
export const documentBlocks: BlockType[] = ["clause", "text", "list", "table", "heading", "signatures", "pageBreak"];

const joined = (...cells: (string | undefined)[]) => cells.filter((cell) => cell !== undefined).join(" | ");
const lines = (text: string) => text.split("\n").filter((one) => one.trim());
const cells = (line: string) => line.split("|").map((cell) => cell.trim());

export function fieldsOf(block: AnyBlock): BlockFields {
  switch (block.type) {
    case "heading":
      return { title: block.text };
    case "text":
    case "note":
      return { text: block.text };
    case "list":
      return { text: block.items.join("\n") };
    case "steps":
      return { text: block.items.map((item) => joined(item.title, item.text)).join("\n") };
    case "card":
      return { title: block.title, text: block.rows.join("\n") };
    case "button":
      return { title: block.label, address: block.to };
    case "clause":
      return {
        title: block.title,
        text: block.items
          .map((item) => (typeof item === "string" ? item : item.if ? `[if ${item.if}] ${item.text}` : item.text))
          .join("\n"),
      };
    case "table":
      return { text: [block.table.head, ...block.table.rows].map((row) => row.join(" | ")).join("\n") };
    case "signatures":
      return { text: block.people.map((person) => joined(person.name, person.role)).join("\n") };
    case "signature":
    case "image":
    case "divider":
    case "pageBreak":
      return {};
  }
}

/** The block with what was written into its fields. */
export function withFields(block: AnyBlock, { title = "", address = "", text = "" }: BlockFields): AnyBlock {
  switch (block.type) {
    case "heading":
      return { ...block, text: title };
    case "text":
    case "note":
      return { ...block, text };
    case "list":
      return { ...block, items: text.split("\n") };
    case "steps":
      return { ...block, items: text.split("\n").map(stepOf) };
    case "card":
      return { ...block, title, rows: text === "" ? [] : text.split("\n") };
    case "button":
      return { ...block, label: title, to: address };
    case "clause":
      return { ...block, title, items: text === "" ? [] : text.split("\n").map(itemOf) };
    case "table": {
      const [head = [""], ...rows] = text.split("\n").map(cells);
      return { ...block, table: { head, rows } };
    }
    case "signatures":
      return { ...block, people: text.split("\n").map(personOf) };
    case "signature":
    case "image":
    case "divider":
    case "pageBreak":
      return block;
  }
}

const stepOf = (line: string) => {
  const [title = "", ...rest] = line.split(" | ");
  return rest.length ? { title, text: rest.join(" | ") } : { title };
};
const personOf = (line: string) => {
  const [name = "", ...rest] = line.split(" | ");
  return rest.length ? { name, role: rest.join(" | ") } : { name };
};
const itemOf = (line: string) => {
  const found = /^\[if ([^\]]+)\] (.*)$/.exec(line);
  return found ? { if: found[1] ?? "", text: found[2] ?? "" } : line;
};

/** As it is stored: lines left empty while writing are gone. */
export function tidied(block: AnyBlock): AnyBlock {
  const fields = fieldsOf(block);
  if (block.type === "text" || block.type === "note" || fields.text === undefined) return block;
  return withFields(block, { ...fields, text: lines(fields.text).join("\n") });
}

export function newBlock(type: BlockType): AnyBlock {
  const made: { [K in BlockType]: Extract<AnyBlock, { type: K }> } = {
    heading: { type: "heading", text: "" },
    text: { type: "text", text: "" },
    list: { type: "list", items: [""] },
    steps: { type: "steps", items: [{ title: "" }] },
    card: { type: "card", title: "{{ occasion.at | when: firm.zone }}", rows: [] },
    note: { type: "note", text: "" },
    button: { type: "button", label: "", to: "{{ links.request }}" },
    signature: { type: "signature" },
    image: { type: "image", file: "", alt: "" },
    divider: { type: "divider" },
    clause: { type: "clause", title: "", items: [""] },
    table: { type: "table", table: { head: [""], rows: [[""]] } },
    signatures: { type: "signatures", people: [{ name: "{{ contact.name }}", role: "Client" }] },
    pageBreak: { type: "pageBreak" },
  };
  return made[type];
}
