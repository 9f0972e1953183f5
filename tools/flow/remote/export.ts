import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import type { Definition } from "../../../engine/definition/types.ts";
import { type Answer, UsageError } from "../answer.ts";
import { Firmflow, Refused, type Where } from "./firmflow.ts";
import { fileOf, namedBy, type Sort, sorts } from "./records.ts";

interface Flow {
  liveVersion?: number;
}
interface Version {
  number: number;
  hash: string;
  definition: Definition;
  pins: { templates: Record<string, number>; forms: Record<string, number>; documents: Record<string, number> };
}
type Contents = Record<Sort, Map<string, unknown>>;

/**
 * The version of a flow that is live, or the one asked for: its definition on standard output, or with a folder as files with the
 * forms, messages and documents it is pinned to.
 */
export async function exportVerb(key: string, where: Where, asked: { version?: string; folder?: string }): Promise<Answer> {
  const firmflow = new Firmflow(where);
  const version = await versionOf(firmflow, key, asked.version);
  if (asked.folder === undefined) {
    return { exit: 0, json: version.definition, text: JSON.stringify(version.definition, null, 2) };
  }
  const contents = await contentsOf(firmflow, version);
  const files = [write(fileOf(asked.folder, "flows", key), version.definition)];
  for (const sort of sorts) for (const [name, content] of contents[sort]) files.push(write(fileOf(asked.folder, sort, name), content));
  const { number, hash } = version;
  return {
    exit: 0,
    json: { key, version: number, hash, files },
    text: [`${key}, version ${number}:`, ...files.map((file) => `    ${file}`)].join("\n"),
  };
}

async function versionOf(firmflow: Firmflow, key: string, asked: string | undefined): Promise<Version> {
  try {
    const path = `/flows/${encodeURIComponent(key)}`;
    const number = asked ?? (await firmflow.get<Flow>(path)).liveVersion;
    if (number === undefined) throw new UsageError(`The flow “${key}” was never published.`);
    return await firmflow.get<Version>(`${path}/versions/${encodeURIComponent(number)}`);
  } catch (error) {
    throw error instanceof Refused ? new UsageError(error.message) : error;
  }
}

/** What the version is pinned to, as it was when it was published; reminders and linked forms as they are now. */
async function contentsOf(firmflow: Firmflow, { definition, pins }: Version): Promise<Contents> {
  const contents: Contents = { forms: new Map(), mails: new Map(), documents: new Map() };
  const read = async (sort: Sort, path: string, key: string, pinned: number | undefined, pick: "form" | "content") => {
    const found = await orNull(
      firmflow.get<Record<string, unknown>>(`${path}/${encodeURIComponent(key)}${pinned ? `?version=${pinned}` : ""}`),
    );
    if (found) contents[sort].set(key, found[pick]);
  };
  for (const key of namedBy(definition, () => null).mails) await read("mails", "/message-templates", key, pins.templates[key], "content");
  const named = namedBy(definition, (key) => contents.mails.get(key));
  for (const key of named.forms) await read("forms", "/forms", key, pins.forms[key], "form");
  for (const key of named.documents) await read("documents", "/document-templates", key, pins.documents[key], "content");
  return contents;
}

/** Messages that come with Firmflow, and reminders nobody wrote, are no records of the firm. */
async function orNull<T>(asked: Promise<T>): Promise<T | null> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof Refused && error.status === 404) return null;
    throw error;
  }
}

function write(file: string, content: unknown): string {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(content, null, 2)}\n`);
  return file;
}
