/** Which verb is meant, and what it answers. Exit 0 fine, 1 problems, 2 wrong usage. */
import { parseArgs } from "node:util";
import { type Answer, UsageError, usage } from "./answer.ts";
import { validateVerb } from "./validate.ts";

type Verb = (target: string, given: Given) => Answer | Promise<Answer>;

/** Each with the options it takes; verbs that need a server are loaded only when used. */
const verbs: Record<string, { takes: readonly string[]; target: string; run: Verb }> = {
  validate: { takes: [], target: "the file of the flow", run: (file) => validateVerb(file) },
  simulate: {
    takes: ["script"],
    target: "the file of the flow",
    run: async (file, { script }) => {
      if (script === undefined) throw new UsageError("Say what happens: --script SCRIPT.");
      return (await import("./simulate.ts")).simulateVerb(file, script);
    },
  },
  publish: {
    takes: ["address", "key", "notes"],
    target: "the file of the flow",
    run: async (file, given) => (await import("./remote/publish.ts")).publishVerb(file, whereOf(given), given.notes),
  },
  export: {
    takes: ["address", "key", "version", "folder"],
    target: "the key of the flow",
    run: async (key, given) => {
      const { version, folder } = given;
      const asked = { ...(version === undefined ? {} : { version }), ...(folder === undefined ? {} : { folder }) };
      return (await import("./remote/export.ts")).exportVerb(key, whereOf(given), asked);
    },
  },
  start: {
    takes: ["address", "key", "matter", "contact", "occasion"],
    target: "the key of the flow",
    run: async (key, given) => (await import("./remote/runs.ts")).startVerb(key, whereOf(given), given),
  },
  runs: {
    takes: ["address", "key"],
    target: "the key of the flow",
    run: async (key, given) => (await import("./remote/runs.ts")).runsVerb(key, whereOf(given)),
  },
};

const options = ["script", "address", "key", "notes", "version", "folder", "matter", "contact", "occasion"] as const;
type Given = Partial<Record<(typeof options)[number], string>>;

const whereOf = ({ address = process.env.FIRMFLOW_URL, key = process.env.FIRMFLOW_API_KEY }: Given) => ({ address, key });

async function answer(args: string[]): Promise<Answer> {
  const { values, positionals } = read(args);
  const { help, json: _json, ...given } = values;
  const [name, target, ...more] = positionals;
  if (help || name === undefined || name === "help") return { exit: help || name === "help" ? 0 : 2, json: { usage }, text: usage };
  const verb = Object.hasOwn(verbs, name) ? verbs[name] : undefined;
  if (!verb) throw new UsageError(`There is no verb “${name}”.`);
  if (target === undefined) throw new UsageError(`Name ${verb.target}.`);
  if (more.length > 0) throw new UsageError(`Only one is taken, and “${more[0]}” is too much.`);
  const odd = Object.keys(given).find((option) => !verb.takes.includes(option));
  if (odd !== undefined) throw new UsageError(`“${name}” takes no --${odd}.`);
  return await verb.run(target, given);
}

function read(args: string[]) {
  const texts = Object.fromEntries(options.map((option) => [option, { type: "string" }])) as Record<
    (typeof options)[number],
    { type: "string" }
  >;
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: { ...texts, json: { type: "boolean" }, help: { type: "boolean", short: "h" } },
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
