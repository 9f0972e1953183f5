import type { ProblemDocument } from "../../api/problem.ts";
import type { WordKey } from "../i18n/en.ts";

type ProblemName = "expired" | "closed" | "replaced" | "unknown" | "used" | "busy" | "offline" | "other";

/** Which of the few sentences clients know fits a problem. */
export function problemName({ type, status, ...more }: ProblemDocument): ProblemName {
  if (type.endsWith(":used") || type.endsWith(":already-answered") || type.endsWith(":done")) return "used";
  if (status === 410) return more["why"] === "closed" || more["why"] === "replaced" ? more["why"] : "expired";
  // Refused for its form: a link that was cut off, or that a mail program has broken in two.
  if (status === 404 || status === 401 || status === 403 || status === 422) return "unknown";
  if (status === 429) return "busy";
  if (status === 0) return "offline";
  return "other";
}

export const titleKey = (name: ProblemName): WordKey => `problem.${name}.title`;
export const detailKey = (name: ProblemName): WordKey => `problem.${name}.detail`;
