import { holds } from "./conditions.ts";
import { type Around, dataOf } from "./text.ts";
import type { Answers, ColumnField, Form, FormField, FormGroup, FormPeople, Row, TableField } from "./types.ts";

export interface VisibleGroup {
  group: FormGroup;
  fields: FormField[];
}

/**
 * The groups and fields that are shown for these answers. A hidden field's answer does not count for what comes after it, so that
 * changing "married" back to "no" also hides what only a spouse's answers had opened.
 */
export function visibleFields(form: Form, answers: Answers, people: FormPeople = {}): VisibleGroup[] {
  const counted: Answers = {};
  const shown: VisibleGroup[] = [];
  for (const group of form.groups) {
    if (!holds(group.when, dataOf({ answers: counted, people }))) continue;
    const fields = group.fields.filter((field) => {
      if (!holds(field.when, dataOf({ answers: counted, people }))) return false;
      const answer = answers[field.key];
      if (answer !== undefined) counted[field.key] = answer;
      return true;
    });
    if (fields.length || group.notes?.length) shown.push({ group, fields });
  }
  return shown;
}

/** The columns shown in one row of a table. */
export function visibleColumns(table: TableField, around: Omit<Around, "row">, row: Row): ColumnField[] {
  const counted: Row = {};
  return table.columns.filter((column) => {
    if (!holds(column.when, dataOf({ ...around, row: counted }))) return false;
    const answer = row[column.key];
    if (answer !== undefined) counted[column.key] = answer;
    return true;
  });
}
