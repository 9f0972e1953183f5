import { readdirSync, readFileSync } from "node:fs";
import type { Definition } from "../../engine/definition/types.ts";
import type { Form } from "../../engine/forms/index.ts";
import type { DocumentContent } from "../documents/blocks.ts";
import type { MessageContent } from "../messages/blocks.ts";
import type { NewFieldInput } from "../pipelines/fields.ts";
import type { Stage } from "../pipelines/model.ts";

/**
 * The flows that ship, as they stand in `workflows/library`: a folder for each case type with its flows, forms, mails and documents, and
 * `library.json` for its pipeline, fields and appointment types. Read once; they are part of the program.
 */
const folder = new URL("../../workflows/library/", import.meta.url);

export interface ShippedAppointmentType {
  key: string;
  name: string;
  intro?: string;
  minutes: number;
  bufferAfter?: number;
  /** Minutes. */
  minimumNotice?: number;
  horizonDays?: number;
  every?: number;
  modes: ("office" | "phone" | "video")[];
  remind?: string[];
  open?: boolean;
}

/** `library.json`. What is shared by case types has no pipeline of its own. */
export interface CaseTypeSettings {
  /** What each flow of the folder does, in two sentences. */
  flows?: Record<string, string>;
  caseType?: string;
  name?: string;
  prefix?: string;
  stages?: Stage[];
  fields?: NewFieldInput[];
  appointmentTypes?: ShippedAppointmentType[];
}

export interface Library {
  /** In the order they are offered in. */
  flows: { folder: string; definition: Definition }[];
  settings: Map<string, CaseTypeSettings>;
  forms: Map<string, Form>;
  mails: Map<string, MessageContent>;
  documents: Map<string, DocumentContent>;
  appointmentTypes: Map<string, ShippedAppointmentType>;
}

let known: Library | undefined;

export function library(): Library {
  known ??= readLibrary();
  return known;
}

function readLibrary(): Library {
  const folders = readdirSync(folder, { withFileTypes: true })
    .filter((one) => one.isDirectory())
    .map((one) => one.name)
    .sort();
  const settings = new Map(folders.map((name) => [name, read<CaseTypeSettings>(`${name}/library.json`)]));
  return {
    flows: folders.flatMap((name) =>
      [...readAll<Definition>([name], "flows").values()].map((definition) => ({ folder: name, definition })),
    ),
    settings,
    forms: readAll<Form>(folders, "forms"),
    mails: readAll<MessageContent>(folders, "mails"),
    documents: readAll<DocumentContent>(folders, "documents"),
    appointmentTypes: new Map([...settings.values()].flatMap((one) => (one.appointmentTypes ?? []).map((type) => [type.key, type]))),
  };
}

/** Every JSON file of one sort, by its name, which is its key. */
function readAll<T>(folders: string[], sort: string): Map<string, T> {
  return new Map(
    folders.flatMap((name) => filesOf(`${name}/${sort}`).map((file) => [file.slice(0, -5), read<T>(`${name}/${sort}/${file}`)])),
  );
}

function filesOf(path: string): string[] {
  try {
    return readdirSync(new URL(`${path}/`, folder))
      .filter((name) => name.endsWith(".json"))
      .sort();
  } catch {
    return [];
  }
}

const read = <T>(path: string): T => JSON.parse(readFileSync(new URL(path, folder), "utf8")) as T;
