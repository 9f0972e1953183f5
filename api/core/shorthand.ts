import Type, { type TProperties } from "typebox";

/** What many entries of the route table say alike. */
export const closed = { additionalProperties: false } as const;
export const idText = Type.String({ minLength: 1, maxLength: 60 });
export const idParams = <const Name extends string>(name: Name) => Type.Object({ [name]: idText } as Record<Name, typeof idText>, closed);
export const body = <P extends TProperties>(properties: P) => Type.Object(properties, closed);
/** Any JSON: its shape is the domain's type of the same name. */
export const anything = Type.Unknown();
