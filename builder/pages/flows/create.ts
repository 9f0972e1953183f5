import { ProblemError } from "../../api/problem.ts";
import { type FlowLine, flowCalls } from "../../editor/api/flows.ts";
import { readDrawingFile } from "../../editor/readFlowFile.ts";

/** A key from a name: "Estate planning: onboarding" is `estate-planning-onboarding`. */
export function keyFrom(name: string): string {
  const plain = name
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 60);
  return /^[a-z]/.test(plain) ? plain : `flow-${plain || "1"}`;
}

/** Creates under the first free key: `welcome`, `welcome-2` … */
export async function createUnder(key: string, create: (key: string) => Promise<unknown>): Promise<string> {
  for (let number = 1; ; number++) {
    const next = number === 1 ? key : `${key}-${number}`;
    try {
      await create(next);
      return next;
    } catch (error) {
      if (!(error instanceof ProblemError && error.code === "flow-exists") || number > 50) throw error;
    }
  }
}

export function createEmpty(name: string, subject: FlowLine["subject"]): Promise<string> {
  return createUnder(keyFrom(name), (key) => flowCalls.create({ key, name: name.trim(), subject }));
}

/** A flow saved as a file becomes a draft; nothing is published. What of it could not be taken is told in words. */
export async function createFromFile(file: File): Promise<{ key: string; left: string[] }> {
  const { graph, left } = await readDrawingFile(file);
  const { key: wanted, subject, caseTypes } = graph.settings;
  const name = graph.settings.name.trim().slice(0, 200) || file.name.replace(/(?:\.flow)?\.json$/, "") || "Flow from a file";
  const key = await createUnder(isKey.test(wanted) ? wanted : keyFrom(name), (free) =>
    flowCalls.create({
      key: free,
      name,
      subject,
      ...(caseTypes?.length ? { caseTypes } : {}),
      graph: { ...graph, settings: { ...graph.settings, name, key: free } },
    }),
  );
  return { key, left };
}

/** As the API takes one; what a file calls itself may be anything. */
const isKey = /^[A-Za-z][A-Za-z0-9_-]{0,99}$/;
