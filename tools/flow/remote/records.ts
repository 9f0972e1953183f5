/** What a flow names beside itself, as files in a folder: a firm keeps its flows in Git with all they send, ask and make. */
import { existsSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { linkFieldsIn } from "../../../domain/messages/linkFields.ts";
import type { Definition, Step } from "../../../engine/definition/types.ts";

/** `flows/`, `forms/`, `mails/` and `documents/` side by side, as in the library that ships. */
export type Sort = "forms" | "mails" | "documents";
export const sorts: readonly Sort[] = ["forms", "documents", "mails"];

export const fileOf = (folder: string, sort: Sort | "flows", key: string): string => join(folder, sort, `${key}.json`);

/** The folder a flow's file is in: the one above where its file lies in `flows/`. */
export function folderOf(file: string): string {
  const folder = dirname(file);
  return basename(folder) === "flows" ? dirname(folder) : folder;
}

/** Keys of the records a flow names, by sort. A message may have a reminder beside it, and link to a form. */
export function namedBy(definition: Definition, mailOf: (key: string) => unknown): Record<Sort, string[]> {
  const steps = Object.values(definition.steps);
  const templates = keys(steps, "template", (step) => step.kind !== "makeDocument").flatMap((key) => [key, `${key}-reminder`]);
  const linked = templates.flatMap((key) => linkFieldsIn(mailOf(key))).flatMap(([sort, key]) => (sort === "form" ? [key] : []));
  return {
    forms: once([...keys(steps, "form"), ...linked]),
    mails: once(templates),
    documents: once([
      ...keys(steps, "template", (step) => step.kind === "makeDocument"),
      ...keys(steps, "document").filter((key) => !Object.hasOwn(definition.steps, key)),
    ]),
  };
}

export const isThere = (folder: string, sort: Sort, key: string): boolean => existsSync(fileOf(folder, sort, key));

const once = (list: string[]): string[] => [...new Set(list)];

function keys(steps: Step[], field: string, of: (step: Step) => boolean = () => true): string[] {
  return once(
    steps.filter(of).flatMap((step) => {
      const value = (step as unknown as Record<string, unknown>)[field];
      return typeof value === "string" ? [value] : [];
    }),
  );
}
