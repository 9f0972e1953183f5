import type { ColumnField, Form, FormField } from "./types.ts";

/** A form as the public gets it: without the firm's own fields that answers go to. */
export function shownForm(form: Form): Form {
  return { ...form, groups: form.groups.map((group) => ({ ...group, fields: group.fields.map(shownField) })) };
}

function shownField(field: FormField): FormField {
  if (field.kind !== "table") return without(field);
  return { ...without(field), columns: field.columns.map((column: ColumnField) => without(column)) };
}

function without<F extends FormField>(field: F): F {
  const { saveTo: _where, ...rest } = field;
  return rest as F;
}
