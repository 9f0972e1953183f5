import { isValid, upgrade, validate } from "../../engine/definition/index.ts";
import { simulate } from "../../engine/simulate/index.ts";
import { type Answer, problemsAnswer, readJson, UsageError } from "./answer.ts";
import { checkScript } from "./script.ts";

export function simulateVerb(file: string, scriptFile: string): Answer {
  const read = readJson(file);
  if ("problem" in read) return problemsAnswer([read.problem]);
  const definition = upgrade(read.value);
  const problems = validate(definition);
  if (!isValid(definition, problems)) return problemsAnswer(problems);
  const script = readJson(scriptFile);
  if ("problem" in script) throw new UsageError(`${scriptFile}: ${script.problem.message}`);
  const { outcome, endedAt, journal } = simulate(definition, checkScript(script.value));
  const lines = journal.map(({ at, step, what, visit, seq: _seq, data: _data, ...more }) => {
    const rest = Object.entries(more).map(([name, value]) => `${name}: ${String(value)}`);
    return [at, step ?? "·", visit !== undefined && visit > 1 ? `${what} (${visit})` : what, ...rest].join("  ");
  });
  return {
    exit: 0,
    json: { outcome, endedAt, journal },
    text: [...lines, `Outcome: ${outcome}${endedAt ? ` at ${endedAt}` : ""}`].join("\n"),
  };
}
