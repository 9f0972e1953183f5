import { type Judging, judge } from "./judge.ts";
import { say } from "./text.ts";
import {
  type AnswerProblem,
  type Answers,
  type Form,
  type FormGroup,
  type FormPeople,
  isBlank,
  isNotSure,
  type Language,
  type Row,
  type TableField,
} from "./types.ts";
import { visibleColumns, visibleFields } from "./visible.ts";
import { wordsIn } from "./words.ts";

export interface Judgement {
  /** What is kept: answers to what is shown, tidied; nothing that is hidden. */
  clean: Answers;
  problems: AnswerProblem[];
}
export interface JudgeOptions {
  language?: Language;
  people?: FormPeople;
  /** Keys of groups put aside "for now": what is missing there is no problem. */
  skipped?: string[];
  /** `YYYY-MM-DD` where the person is. */
  today: string;
  /** Only these groups, e.g. the screen being left. */
  groups?: string[];
}

/** Judges answers as the browser does while typing and the server does when they arrive. Total: any JSON gives a judgement. */
export function checkAnswers(form: Form, answers: Answers, options: JudgeOptions): Judgement {
  const { language = "en", people = {}, skipped = [], today, groups } = options;
  const clean: Answers = {};
  const problems: AnswerProblem[] = [];
  const judging: Judging = { language, today, around: { answers: clean, people } };
  for (const { group, fields } of visibleFields(form, answers, people)) {
    if (groups && !groups.includes(group.key)) continue;
    const aside = !group.mustAnswer && skipped.includes(group.key);
    for (const field of fields) {
      const answer = answers[field.key];
      if (aside && isBlank(answer)) continue;
      if (field.kind === "table") checkTable(field, answer, group, aside, judging, clean, problems);
      else {
        const judged = judge(field, answer, judging);
        if ("clean" in judged) {
          if (judged.clean !== null) clean[field.key] = judged.clean;
        } else if (!aside || !isBlank(answer)) problems.push({ path: `/${field.key}`, group: group.key, message: judged.problem });
      }
    }
  }
  return { clean, problems };
}

function checkTable(
  table: TableField,
  answer: unknown,
  group: FormGroup,
  aside: boolean,
  judging: Judging,
  clean: Answers,
  problems: AnswerProblem[],
): void {
  const { language, around } = judging;
  const words = wordsIn(language);
  const report = (path: string, message: string) => void problems.push({ path, group: group.key, message });
  if (isNotSure(answer)) {
    if (table.notSure) clean[table.key] = { notSure: true };
    else report(`/${table.key}`, words.missing(say(table.label, language, around)));
    return;
  }
  const name = say(table.row, language, around);
  const given = isBlank(answer) ? [] : answer;
  const most = table.max ?? 50;
  if (!Array.isArray(given) || given.length > most) {
    report(`/${table.key}`, Array.isArray(given) ? words.rowsMany(name, most) : words.wrongShape(name));
    return;
  }
  const least = table.min ?? (table.required ? 1 : 0);
  if (given.length < least && !aside) report(`/${table.key}`, words.rowsFew(name, least));
  const rows = given.map((row: unknown, index) => checkRow(table, asRow(row), `/${table.key}/${index}`, judging, report));
  if (rows.length) clean[table.key] = rows;
}

function checkRow(table: TableField, row: Row, path: string, judging: Judging, report: (path: string, message: string) => void): Row {
  const kept: Row = {};
  for (const column of visibleColumns(table, judging.around, row)) {
    const judged = judge(column, row[column.key], { ...judging, around: { ...judging.around, row } });
    if ("problem" in judged) report(`${path}/${column.key}`, judged.problem);
    else if (judged.clean !== null) kept[column.key] = judged.clean;
  }
  return kept;
}

const asRow = (row: unknown): Row => (typeof row === "object" && row !== null && !Array.isArray(row) ? (row as Row) : {});
