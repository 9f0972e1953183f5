import { renderText } from "../../engine/conditions/index.ts";
import { invalidField } from "../base/index.ts";

/** Liquid texts of one document filled in; the first empty field stops it, by name. Bold and italic become runs, never out of what was merged. */
export interface Run {
  text: string;
  bold?: boolean;
  italics?: boolean;
}
export interface FillPlace {
  document: string;
  facts: object;
  zone: string;
  locale: string;
  now: string;
}

const boldMark = "\uE002";
const italicMark = "\uE003";
const liquidTag = /(\{\{[\s\S]*?\}\}|\{%[\s\S]*?%\})/;

export function fillText(liquid: string, place: FillPlace): string {
  const { text, missing, error } = renderText(liquid, place.facts, place);
  if (error) throw invalidField("/template", `The document “${place.document}” could not be filled in: ${error}`);
  const first = missing[0];
  if (first !== undefined)
    throw invalidField(
      `/${first.replaceAll(".", "/")}`,
      `The document “${place.document}” needs ${first}, which is empty. Fill it in on the person's or matter's page, or give the field a default.`,
    );
  return text;
}

export function fillRuns(liquid: string, place: FillPlace): Run[] {
  const marked = liquid
    .replace(/[\uE002\uE003]/g, "")
    .split(liquidTag)
    .map((piece, index) => (index % 2 === 1 ? piece : piece.replaceAll("**", boldMark).replaceAll("*", italicMark)))
    .join("");
  const runs: Run[] = [];
  let [bold, italics] = [false, false];
  for (const piece of fillText(marked, place).split(/([\uE002\uE003])/)) {
    if (piece === boldMark) bold = !bold;
    else if (piece === italicMark) italics = !italics;
    else if (piece) runs.push({ text: piece, ...(bold ? { bold } : {}), ...(italics ? { italics } : {}) });
  }
  return runs;
}

/** Whether a part stands, by its Liquid condition. */
export function holds(condition: string | undefined, place: FillPlace): boolean {
  return condition === undefined || fillText(`{% if ${condition} %}y{% else %}n{% endif %}`, place) === "y";
}

export const paragraphsOf = (text: string): string[] =>
  text
    .split(/\r?\n[ \t]*\r?\n/)
    .map((one) => one.trim())
    .filter(Boolean);
