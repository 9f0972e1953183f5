import Type, { type Static } from "typebox";

/**
 * What a document says, as data. Texts are Liquid over the facts with `**bold**` and `*italic*`. Clauses number themselves (1, 1.1 …);
 * a part whose `if` does not hold is left out and the rest moves up.
 */
const closed = { additionalProperties: false } as const;
const text = Type.String({ minLength: 1, maxLength: 8_000 });
const label = Type.String({ minLength: 1, maxLength: 300, pattern: "^[^\\r\\n]*$" });
const when = Type.Optional(Type.String({ minLength: 1, maxLength: 300, pattern: "^[^\\r\\n{}%]*$" }));
const row = Type.Array(Type.String({ maxLength: 500 }), { minItems: 1, maxItems: 6 });
const table = Type.Object({ head: row, rows: Type.Array(row, { minItems: 1, maxItems: 60 }) }, closed);
export type TableBlock = Static<typeof table>;
const item = Type.Union([text, Type.Object({ text, if: when }, closed)]);

export const DocumentBlock = Type.Union([
  Type.Object({ type: Type.Literal("text"), text, if: when }, closed),
  Type.Object({ type: Type.Literal("heading"), text: label, if: when }, closed),
  Type.Object({ type: Type.Literal("list"), items: Type.Array(text, { minItems: 1, maxItems: 60 }), if: when }, closed),
  Type.Object(
    {
      type: Type.Literal("clause"),
      title: label,
      items: Type.Array(item, { maxItems: 60, default: [] }),
      table: Type.Optional(table),
      if: when,
    },
    closed,
  ),
  Type.Object({ type: Type.Literal("table"), table, if: when }, closed),
  Type.Object(
    {
      type: Type.Literal("signatures"),
      people: Type.Array(Type.Object({ name: label, role: Type.Optional(label), if: when }, closed), { minItems: 1, maxItems: 8 }),
      if: when,
    },
    closed,
  ),
  Type.Object({ type: Type.Literal("pageBreak"), if: when }, closed),
]);
export type DocumentBlock = Static<typeof DocumentBlock>;

export const DocumentVariant = Type.Object(
  {
    title: label,
    subtitle: Type.Optional(label),
    /** Lines beside the date at the top left; the person's name and address unless told. */
    addressee: Type.Optional(Type.Array(label, { maxItems: 6 })),
    /** Below the date at the top right, such as `Matter {{ matter.number }}`. */
    reference: Type.Optional(label),
    body: Type.Array(DocumentBlock, { minItems: 1, maxItems: 200 }),
  },
  closed,
);
export type DocumentVariant = Static<typeof DocumentVariant>;

export const DocumentContent = Type.Object(
  {
    name: label,
    /** Liquid; the document's name and the person's unless told. */
    fileAs: Type.Optional(label),
    variants: Type.Optional(Type.Partial(Type.Object({ en: DocumentVariant, es: DocumentVariant }, closed), closed)),
    /** An uploaded Word file with merge fields in it, for `docx`. */
    wordFileId: Type.Optional(Type.String({ minLength: 1, maxLength: 60 })),
  },
  closed,
);
export type DocumentContent = Static<typeof DocumentContent>;
