import { decompile } from "../../../engine/graph/index.ts";
import { ProblemError } from "../../api/problem.ts";
import { type FlowLine, flowCalls } from "../../editor/api/flows.ts";
import { readFlowFile } from "../../editor/readFlowFile.ts";

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

/** A flow saved as a file becomes a draft; nothing is published. */
export async function createFromFile(file: File): Promise<string> {
  const graph = decompile(await readFlowFile(file));
  const { key, name, subject, caseTypes } = graph.settings;
  return createUnder(key || keyFrom(name), (free) =>
    flowCalls.create({
      key: free,
      name,
      subject,
      ...(caseTypes?.length ? { caseTypes } : {}),
      graph: { ...graph, settings: { ...graph.settings, key: free } },
    }),
  );
}
