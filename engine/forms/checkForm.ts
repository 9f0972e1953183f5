import { usedBy } from "./conditions.ts";
import type { Form, FormCondition, FormField } from "./types.ts";

/** What is wrong with a form as it is edited. `path` is a JSON pointer into the form. */
export interface FormProblem {
  path: string;
  message: string;
}
const KEY = /^[A-Za-z][A-Za-z0-9_]{0,59}$/;
const NAMES_OF_PEOPLE = ["you", "client", "spouse", "firm", "row"];
const SAVE_TO = /^(contact|matter|people\.[A-Za-z][A-Za-z0-9]*)\.[A-Za-z][A-Za-z0-9_]*$/;

/** What its schema can't say: keys unique, conditions about earlier questions and known operators, choices with something to choose. */
export function checkForm(form: Form): FormProblem[] {
  const problems: FormProblem[] = [];
  const report = (path: string, message: string) => void problems.push({ path, message });
  const earlier = new Set<string>();
  const groupKeys = new Set<string>();
  form.groups.forEach((group, g) => {
    const at = `/groups/${g}`;
    checkKey(group.key, groupKeys, `${at}/key`, report);
    checkWhen(group.when, earlier, `${at}/when`, report);
    for (const [f, field] of group.fields.entries()) checkField(field, earlier, `${at}/fields/${f}`, report);
  });
  return problems;
}

type Report = (path: string, message: string) => void;

function checkField(field: FormField, earlier: Set<string>, at: string, report: Report): void {
  checkWhen(field.when, earlier, `${at}/when`, report);
  checkKey(field.key, earlier, `${at}/key`, report);
  if (NAMES_OF_PEOPLE.includes(field.key)) report(`${at}/key`, `“${field.key}” is taken for the people a form names. Choose another key.`);
  if (field.saveTo !== undefined && !SAVE_TO.test(field.saveTo))
    report(`${at}/saveTo`, `“${field.saveTo}” is no field of a contact or matter. Write it like matter.closingDate.`);
  if (field.kind === "choice" || field.kind === "choices") checkOptions(field.options, `${at}/options`, report);
  if (field.kind === "table") {
    const columns = new Set<string>();
    field.columns.forEach((column, c) => {
      const where = `${at}/columns/${c}`;
      checkWhen(column.when, new Set([...earlier, ...[...columns].map((key) => `row.${key}`)]), `${where}/when`, report);
      checkKey(column.key, columns, `${where}/key`, report);
      if (column.kind === "choice" || column.kind === "choices") checkOptions(column.options, `${where}/options`, report);
    });
    if (field.total && !field.columns.some(({ key, kind }) => key === field.total && (kind === "money" || kind === "number")))
      report(`${at}/total`, `“${field.total}” is no amount or number in this table.`);
  }
}

function checkKey(key: string, taken: Set<string>, at: string, report: Report): void {
  if (!KEY.test(key)) report(at, `“${key}” can't be a key. Use letters, digits and _, beginning with a letter.`);
  if (taken.has(key)) report(at, `“${key}” stands twice. Give each question a key of its own.`);
  taken.add(key);
}

function checkOptions(options: { value: string }[], at: string, report: Report): void {
  const seen = new Set<string>();
  if (options.length < 2) report(at, "Give at least two answers to choose from.");
  options.forEach(({ value }, index) => {
    if (seen.has(value)) report(`${at}/${index}/value`, `“${value}” stands twice among the answers.`);
    seen.add(value);
  });
}

function checkWhen(when: FormCondition | undefined, earlier: Set<string>, at: string, report: Report): void {
  if (!when) return;
  const { paths, unknownOperators } = usedBy(when);
  for (const operator of unknownOperators) report(at, `“${operator}” is not something a form's condition can do.`);
  for (const path of paths) {
    const [root = "", second = ""] = path.split(".");
    const known = root === "row" ? earlier.has(`row.${second}`) : earlier.has(root) || NAMES_OF_PEOPLE.includes(root);
    if (!known) report(at, `“${path}” is not a question that comes before this one.`);
  }
}
