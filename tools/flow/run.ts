/** Which verb is meant, and what it answers. Exit 0 fine, 1 problems, 2 wrong usage. */
import { parseArgs } from "node:util";
import { type Answer, UsageError, usage } from "./answer.ts";
import { validateVerb } from "./validate.ts";

async function answer(args: string[]): Promise<Answer> {
  const { values, positionals } = read(args);
  const [verb, file, ...more] = positionals;
  if (values.help || verb === undefined || verb === "help")
    return { exit: values.help || verb === "help" ? 0 : 2, json: { usage }, text: usage };
  if (["publish", "export", "start", "runs"].includes(verb)) throw new UsageError(`“${verb}” is not offered yet.`);
  if (verb !== "validate" && verb !== "simulate") throw new UsageError(`There is no verb “${verb}”.`);
  if (file === undefined) throw new UsageError("Name the file of the flow.");
  if (more.length > 0) throw new UsageError(`Only one file is taken, and “${more[0]}” is too much.`);
  if (verb === "validate") {
    if (values.script !== undefined) throw new UsageError("A script is for simulate.");
    return validateVerb(file);
  }
  if (values.script === undefined) throw new UsageError("Say what happens: --script SCRIPT.");
  const { simulateVerb } = await import("./simulate.ts");
  return simulateVerb(file, values.script);
}

function read(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: { json: { type: "boolean" }, script: { type: "string" }, help: { type: "boolean", short: "h" } },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? `${error.message.split(". ")[0]}.` : "These arguments cannot be read.");
  }
}

/** What the command prints and ends with, without doing either. */
export async function run(args: string[]): Promise<{ exit: 0 | 1 | 2; stdout: string; stderr: string }> {
  let given: Answer;
  try {
    given = await answer(args);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    given = { exit: 2, json: { ok: false, error: error.message }, text: `${error.message}\n\n${usage}` };
  }
  if (args.includes("--json")) return { exit: given.exit, stdout: `${JSON.stringify(given.json)}\n`, stderr: "" };
  const text = `${given.text}\n`;
  return given.exit === 2 ? { exit: 2, stdout: "", stderr: text } : { exit: given.exit, stdout: text, stderr: "" };
}
