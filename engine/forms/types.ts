/**
 * A form as data: what staff edit, a public page shows and the server judges answers by. Plain JSON. A condition (`when`) is JsonLogic
 * over the answers (`{"var": "married"}`), within a table's row also over that row (`{"var": "row.kind"}`), and `you.firstName`,
 * `spouse.firstName` and so on for who is asked.
 */
export const FORM_FORMAT = "firmflow-form/1";
export const languages = ["en", "es"] as const;
export type Language = (typeof languages)[number];

/** One text for all languages, or one for each. May hold `{{ you.firstName }}`, `{{ spouse.firstName }}`, `{{ firm.phone }}` and answers. */
export type Text = string | { en: string; es?: string };
export type FormCondition = Record<string, unknown>;

export interface Form {
  format: typeof FORM_FORMAT;
  title: Text;
  intro?: Text;
  /** About how long it takes, shown at the start. */
  minutes?: number;
  /** One group is one screen on a phone. */
  groups: FormGroup[];
  /** What is said when it has been sent. */
  done?: { title: Text; text?: Text };
  /** For forms on the firm's website: what kind of case comes of it where no answer is saved to `matter.caseType`. */
  intake?: { caseType?: string; urgent?: { text: Text; phone?: string } };
}

export interface FormGroup {
  key: string;
  title: Text;
  intro?: Text;
  when?: FormCondition;
  /** Set: it can't be skipped for now. */
  mustAnswer?: boolean;
  fields: FormField[];
  notes?: FormNote[];
}
export interface FormNote {
  /** `shield`: what to be careful about; `lock`: who sees it; `info`: a word of help. */
  tone: "shield" | "lock" | "info";
  title?: Text;
  text: Text;
}

interface Base<K extends string> {
  kind: K;
  /** `[A-Za-z][A-Za-z0-9_]*`, unique in the form (in a table: in its row). Made once. */
  key: string;
  label: Text;
  hint?: Text;
  required?: boolean;
  when?: FormCondition;
  /** "Not sure" is offered and counts as an answer. */
  notSure?: boolean;
  /** Where a sent answer goes: `contact.<field>`, `matter.<field>`, on intake also `people.<role>.<field>`. */
  saveTo?: string;
  /** Shown to staff who work the case only, and never in mail. */
  sensitive?: boolean;
  /** Stands beside the next one where there is room. */
  half?: boolean;
}
export interface TextField extends Base<"text"> {
  /** More than one makes it a larger box. */
  lines?: number;
  max?: number;
  /** The browser's name for it: `given-name`, `family-name` … */
  autocomplete?: string;
}
export interface NumberField extends Base<"number"> {
  min?: number;
  max?: number;
  whole?: boolean;
}
export interface MoneyField extends Base<"money"> {
  /** In dollars. */
  max?: number;
}
export interface DateField extends Base<"date"> {
  /** Only days gone (a birth) or only days to come (a hearing). */
  only?: "past" | "future";
}
export interface Option {
  value: string;
  label: Text;
  hint?: Text;
}
export interface ChoiceField extends Base<"choice"> {
  options: Option[];
  /** As a list to pull down rather than cards. */
  list?: boolean;
}
export interface ChoicesField extends Base<"choices"> {
  options: Option[];
}
export interface FileField extends Base<"file"> {
  max?: number;
}
/** A box that is never ticked beforehand; the wording shown is kept with time and source. */
export interface ConsentField extends Base<"consent"> {
  channel: "text" | "email";
}
export interface TableField extends Base<"table"> {
  columns: ColumnField[];
  /** What one row is called: "child", "thing you own". */
  row: Text;
  add?: Text;
  min?: number;
  max?: number;
  /** A money or number column that is added up below. */
  total?: string;
}
export type SimpleField =
  | TextField
  | Base<"email">
  | Base<"phone">
  | NumberField
  | MoneyField
  | DateField
  | ChoiceField
  | ChoicesField
  | Base<"yesNo">
  | Base<"address">
  | FileField
  | ConsentField;
export type ColumnField = Exclude<SimpleField, ConsentField>;
export type FormField = SimpleField | TableField;
export type FieldKind = FormField["kind"];

export interface Address {
  line1: string;
  line2?: string;
  city: string;
  state: string;
  zip: string;
}
export interface AnswerFile {
  fileId: string;
  name: string;
}
export interface NotSure {
  notSure: true;
}
export type SimpleAnswer = string | number | boolean | string[] | Address | AnswerFile[] | NotSure | null;
export type Row = { [column: string]: SimpleAnswer };
export type Answer = SimpleAnswer | Row[];
export type Answers = { [key: string]: Answer };

/** Who is asked, for texts and conditions: `you`, other people by role, the firm. */
export type FormPeople = { [who: string]: { [field: string]: string | undefined } | undefined };

/** What is wrong with one answer. `path` is a JSON pointer below the answers: `/children/1/born`. */
export interface AnswerProblem {
  path: string;
  group: string;
  message: string;
}

export const isNotSure = (answer: unknown): answer is NotSure =>
  typeof answer === "object" && answer !== null && "notSure" in answer && (answer as NotSure).notSure === true;

/** Nothing was answered: not even "not sure". */
export function isBlank(answer: unknown): boolean {
  if (answer === undefined || answer === null || answer === "") return true;
  if (typeof answer === "string") return answer.trim() === "";
  if (Array.isArray(answer)) return answer.length === 0;
  if (typeof answer === "object") return Object.values(answer).every((part) => isBlank(part));
  return false;
}
