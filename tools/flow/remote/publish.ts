import { isValid, type Problem, problem, upgrade, validate } from "../../../engine/definition/index.ts";
import type { Definition } from "../../../engine/definition/types.ts";
import { type Answer, problemsAnswer, readJson } from "../answer.ts";
import { Firmflow, Refused, type Where } from "./firmflow.ts";
import { fileOf, folderOf, isThere, namedBy, type Sort, sorts } from "./records.ts";

const pathOf: Record<Sort, (key: string) => string> = {
  forms: (key) => `/forms/${encodeURIComponent(key)}`,
  mails: (key) => `/message-templates/${encodeURIComponent(key)}`,
  documents: (key) => `/document-templates/${encodeURIComponent(key)}`,
};

interface Published {
  key: string;
  version: number;
  hash: string;
  warnings: Problem[];
}

/** Publishes a flow from its file, with the forms, messages and documents that lie beside it. An unchanged one makes no new version. */
export async function publishVerb(file: string, where: Where, notes: string | undefined): Promise<Answer> {
  const read = readJson(file);
  if ("problem" in read) return problemsAnswer([read.problem]);
  const definition = upgrade(read.value);
  const problems = validate(definition);
  if (!isValid(definition, problems)) return problemsAnswer(problems);
  const firmflow = new Firmflow(where);
  try {
    const records = await saveRecords(firmflow, definition, folderOf(file));
    const { key, version, hash, warnings } = await firmflow.post<Published>("/flows/import", { definition, ...(notes ? { notes } : {}) });
    const said = [
      `Published ${key} as version ${version}.`,
      ...records.map((one) => `    with ${one}`),
      ...warnings.map((one) => `warning: ${one.message}`),
    ];
    return { exit: 0, json: { ok: true, key, version, hash, records, problems: warnings }, text: said.join("\n") };
  } catch (error) {
    if (error instanceof Refused) return problemsAnswer(error.problems);
    throw error;
  }
}

/** Saves what lies beside the flow: what it names and is no file there, the firm has already. */
async function saveRecords(firmflow: Firmflow, definition: Definition, folder: string): Promise<string[]> {
  const named = namedBy(definition, (key) => (isThere(folder, "mails", key) ? contentOf(folder, "mails", key) : null));
  const saved: string[] = [];
  for (const sort of sorts)
    for (const key of named[sort].filter((one) => isThere(folder, sort, one))) {
      const content = contentOf(folder, sort, key);
      await firmflow.put(pathOf[sort](key), sort === "forms" ? { form: content } : { content }).catch((error: unknown) => {
        throw error instanceof Refused ? inFile(error, fileOf(folder, sort, key)) : error;
      });
      saved.push(`${sort}/${key}`);
    }
  return saved;
}

function contentOf(folder: string, sort: Sort, key: string): unknown {
  const file = fileOf(folder, sort, key);
  const read = readJson(file);
  if ("problem" in read) throw inFile(new Refused(422, "", [read.problem]), file);
  return read.value;
}

const inFile = ({ status, message, problems }: Refused, file: string) =>
  new Refused(
    status,
    message,
    problems.map((one) => problem(null, one.path, one.code, `${file}: ${one.message}`)),
  );
