import Type, { type Static } from "typebox";

/**
 * What a message says, as data: blocks in order. Texts are Liquid over the facts, with `**bold**`, `*italic*`, `[label](address)`;
 * an empty line makes a paragraph. A button's or link's address is Liquid too: `{{ links.request }}`.
 */
const closed = { additionalProperties: false } as const;
const text = Type.String({ minLength: 1, maxLength: 8_000 });
const label = Type.String({ minLength: 1, maxLength: 120, pattern: "^[^\\r\\n]*$" });
const address = Type.String({ minLength: 1, maxLength: 500 });
/** A Liquid condition (`contact.spouseName` or `matter.caseType == "estate-planning"`): the block stands only where it holds. */
const when = Type.Optional(Type.String({ minLength: 1, maxLength: 300, pattern: "^[^\\r\\n{}%]*$" }));

export const Block = Type.Union([
  Type.Object({ type: Type.Literal("heading"), text: label, if: when }, closed),
  Type.Object({ type: Type.Literal("text"), text, quiet: Type.Optional(Type.Boolean()), if: when }, closed),
  Type.Object({ type: Type.Literal("list"), items: Type.Array(text, { minItems: 1, maxItems: 30 }), if: when }, closed),
  Type.Object(
    {
      type: Type.Literal("steps"),
      items: Type.Array(Type.Object({ title: label, text: Type.Optional(text) }, closed), { minItems: 1, maxItems: 12 }),
      if: when,
    },
    closed,
  ),
  Type.Object(
    {
      type: Type.Literal("card"),
      title: label,
      text: Type.Optional(text),
      rows: Type.Array(text, { maxItems: 12, default: [] }),
      if: when,
    },
    closed,
  ),
  Type.Object({ type: Type.Literal("note"), text, if: when }, closed),
  Type.Object({ type: Type.Literal("button"), label, to: address, if: when }, closed),
  /** A picture of the firm's files, which travels inside the message; its words are for whoever does not see it. */
  Type.Object(
    {
      type: Type.Literal("image"),
      file: Type.String({ pattern: "^[A-Za-z0-9_]{1,60}$" }),
      alt: Type.String({ minLength: 1, maxLength: 300, pattern: "^[^\\r\\n]*$" }),
      /** Of the letter's 520 pixels; all of them without it. */
      width: Type.Optional(Type.Integer({ minimum: 40, maximum: 520 })),
      to: Type.Optional(address),
      if: when,
    },
    closed,
  ),
  Type.Object({ type: Type.Literal("divider"), if: when }, closed),
  Type.Object({ type: Type.Literal("signature"), if: when }, closed),
]);
export type Block = Static<typeof Block>;

export const Variant = Type.Object(
  {
    subject: Type.String({ minLength: 1, maxLength: 300, pattern: "^[^\\r\\n]*$" }),
    preheader: Type.Optional(Type.String({ maxLength: 300, pattern: "^[^\\r\\n]*$" })),
    body: Type.Array(Block, { minItems: 1, maxItems: 60 }),
    /** The plain-text part as somebody wrote it, Liquid too; made from the body without it. The firm's lines and the way out follow either. */
    plain: Type.Optional(Type.String({ minLength: 1, maxLength: 20_000 })),
  },
  closed,
);
export type Variant = Static<typeof Variant>;

export const languages = ["en", "es"] as const;
export type Language = (typeof languages)[number];

export const MessageContent = Type.Object(
  {
    name: label,
    purpose: Type.Enum(["transactional", "marketing"]),
    /** What a marketing message is about, as the preference page lists it. */
    topic: Type.Optional(
      Type.Object({ key: Type.String({ pattern: "^[a-z][a-z0-9-]*$", maxLength: 40 }), name: label, nameEs: Type.Optional(label) }, closed),
    ),
    /** The first one given stands in for a language that is missing. */
    variants: Type.Partial(Type.Object({ en: Variant, es: Variant }, closed), closed),
  },
  closed,
);
export type MessageContent = Static<typeof MessageContent>;
