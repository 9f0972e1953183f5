import Type from "typebox";

/** Shapes that inputs of many operations share. What needs words of its own is checked by `values.ts` instead of a pattern here. */
export const closed = { additionalProperties: false } as const;
export const id = Type.String({ minLength: 1, maxLength: 60 });
export const optionalId = Type.Optional(id);
/** One line of text; its line breaks are refused in words by `oneLine`. */
export const line = (max: number) => Type.String({ minLength: 1, maxLength: max });
/** As `line`, but an empty one or null clears the field. */
export const clearable = (max: number) => Type.Optional(Type.Union([Type.String({ maxLength: max }), Type.Null()]));
export const text = (max: number) => Type.String({ maxLength: max });
/** A key that stands in definitions and conditions: `estate-planning`, `hired`, `closingDate`. */
export const key = Type.String({ pattern: "^[A-Za-z][A-Za-z0-9_-]*$", maxLength: 60 });
/** One of a list of words. */
export const oneOf = <const T extends string>(values: readonly T[], options: { default?: T } = {}) =>
  Type.Unsafe<T>({ type: "string", enum: [...values], ...options });
/** An instant (ISO 8601 with an offset). */
export const instant = Type.String({ maxLength: 40 });
/** A day, `YYYY-MM-DD`. */
export const day = Type.String({ maxLength: 10 });
export const page = {
  cursor: Type.Optional(Type.String({ maxLength: 400 })),
  limit: Type.Integer({ minimum: 1, maximum: 200, default: 50 }),
};
export const customFields = Type.Unsafe<Record<string, unknown>>({ type: "object", propertyNames: key, maxProperties: 200 });
