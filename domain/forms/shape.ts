import Type, { type TSchema } from "typebox";
import { FORM_FORMAT, type Form } from "../../engine/forms/index.ts";

/** The shape of a form as it is stored; what it can't say (unique keys, conditions) `checkForm` of `engine/forms` says. */
const closed = { additionalProperties: false } as const;
const text = (max: number) =>
  Type.Union([
    Type.String({ maxLength: max }),
    Type.Object({ en: Type.String({ maxLength: max }), es: Type.Optional(Type.String({ maxLength: max })) }, closed),
  ]);
const key = Type.String({ pattern: "^[A-Za-z][A-Za-z0-9_]{0,59}$" });
const condition = Type.Record(Type.String(), Type.Unknown(), { maxProperties: 1 });
const flag = Type.Optional(Type.Boolean());

const base = {
  key,
  label: text(400),
  hint: Type.Optional(text(1_000)),
  required: flag,
  when: Type.Optional(condition),
  notSure: flag,
  saveTo: Type.Optional(Type.String({ maxLength: 130 })),
  sensitive: flag,
  half: flag,
};
const option = Type.Object(
  { value: Type.String({ minLength: 1, maxLength: 100 }), label: text(200), hint: Type.Optional(text(300)) },
  closed,
);
const options = Type.Array(option, { minItems: 1, maxItems: 200 });
const many = Type.Optional(Type.Integer({ minimum: 0, maximum: 100 }));
const field = <K extends string>(kind: K, more: Record<string, TSchema> = {}) =>
  Type.Object({ kind: Type.Literal(kind), ...base, ...more }, closed);

const columns = [
  field("text", {
    lines: Type.Optional(Type.Integer({ minimum: 1, maximum: 30 })),
    max: Type.Optional(Type.Integer({ minimum: 1, maximum: 20_000 })),
    autocomplete: Type.Optional(Type.String({ maxLength: 60 })),
  }),
  field("email"),
  field("phone"),
  field("number", { min: Type.Optional(Type.Number()), max: Type.Optional(Type.Number()), whole: flag }),
  field("money", { max: Type.Optional(Type.Number()) }),
  field("date", { only: Type.Optional(Type.Union([Type.Literal("past"), Type.Literal("future")])) }),
  field("choice", { options, list: flag }),
  field("choices", { options }),
  field("yesNo"),
  field("address"),
  field("file", { max: Type.Optional(Type.Integer({ minimum: 1, maximum: 20 })) }),
];
const anyField = Type.Union([
  ...columns,
  field("consent", { channel: Type.Union([Type.Literal("text"), Type.Literal("email")]) }),
  field("table", {
    columns: Type.Array(Type.Union(columns), { minItems: 1, maxItems: 30 }),
    row: text(80),
    add: Type.Optional(text(120)),
    min: many,
    max: many,
    total: Type.Optional(key),
  }),
]);
const note = Type.Object(
  {
    tone: Type.Union([Type.Literal("shield"), Type.Literal("lock"), Type.Literal("info")]),
    title: Type.Optional(text(300)),
    text: text(2_000),
  },
  closed,
);
const group = Type.Object(
  {
    key,
    title: text(200),
    intro: Type.Optional(text(2_000)),
    when: Type.Optional(condition),
    mustAnswer: flag,
    fields: Type.Array(anyField, { maxItems: 100 }),
    notes: Type.Optional(Type.Array(note, { maxItems: 10 })),
  },
  closed,
);
const shape = Type.Object(
  {
    format: Type.Literal(FORM_FORMAT),
    title: text(200),
    intro: Type.Optional(text(2_000)),
    minutes: Type.Optional(Type.Integer({ minimum: 1, maximum: 240 })),
    groups: Type.Array(group, { minItems: 1, maxItems: 40 }),
    done: Type.Optional(Type.Object({ title: text(200), text: Type.Optional(text(2_000)) }, closed)),
    intake: Type.Optional(
      Type.Object(
        {
          caseType: Type.Optional(Type.String({ maxLength: 60 })),
          urgent: Type.Optional(Type.Object({ text: text(300), phone: Type.Optional(Type.String({ maxLength: 40 })) }, closed)),
        },
        closed,
      ),
    ),
  },
  closed,
);
export const FormShape = Type.Unsafe<Form>(shape);
