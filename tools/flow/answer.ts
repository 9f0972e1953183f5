import { readFileSync } from "node:fs";
import { type Problem, problem } from "../../engine/definition/index.ts";

/** What a verb gives back: the exit code, the document for `--json`, and the words for people. */
export interface Answer {
  exit: 0 | 1 | 2;
  json: unknown;
  text: string;
}

/** The command was not used as it can be: exit 2. */
export class UsageError extends Error {}

export const usage = `Usage: npm run -s flow -- <verb> …

  validate FILE                    says what is wrong with a flow, and what to do
  simulate FILE --script SCRIPT    carries it out on an imagined clock and prints its journal
  publish FILE [--notes TEXT]      publishes it, with the forms, mails and documents in the folders beside it
  export KEY [--folder FOLDER]     prints the live version, or writes it as files with all it names; --version N for another
  start KEY --matter ID            starts it by hand for a matter (--contact ID, --occasion ID)
  runs KEY                         who goes through it, and where each stands

The last four ask a running Firmflow: --address URL and --key KEY, or FIRMFLOW_URL and FIRMFLOW_API_KEY.

  --json    one JSON document on standard output, and nothing else

Exit 0: fine. 1: the flow has problems. 2: wrong usage.`;

export type Parsed = { value: unknown } | { problem: Problem };

/** Reads a JSON file. A file that is not there is wrong usage; one that is no JSON is a problem of the file. */
export function readJson(file: string): Parsed {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    const why = (error as NodeJS.ErrnoException).code === "ENOENT" ? "There is no such file" : "It cannot be read";
    throw new UsageError(`${why}: ${file}`);
  }
  try {
    return { value: JSON.parse(text.replace(/^\uFEFF/, "")) as unknown };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { problem: problem(null, "", "notJson", `This file is no JSON: ${why}. Correct it there.`) };
  }
}

export function problemsAnswer(problems: Problem[]): Answer {
  const errors = problems.filter((found) => found.severity === "error").length;
  const ok = errors === 0;
  const lines = problems.map(
    (found) => `${found.severity === "warning" ? "warning: " : ""}${found.message}\n    ${found.path || "/"} (${found.code})`,
  );
  const summary = ok ? "The flow is fine." : `${errors} problem${errors === 1 ? "" : "s"}.`;
  return { exit: ok ? 0 : 1, json: { ok, problems }, text: [...lines, summary].join("\n") };
}
