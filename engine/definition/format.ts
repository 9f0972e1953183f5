import { FORMAT } from "./envelope.ts";
import { problem } from "./problem.ts";
import type { Problem } from "./types.ts";
import { clip } from "./words.ts";

/** Why this Firmflow cannot read what has this format, after `upgrade`; null when it can. */
export function checkFormat(format: unknown): Problem | null {
  if (format === FORMAT) return null;
  const version = typeof format === "string" ? /^firmflow\/(\d+)$/.exec(format)?.[1] : undefined;
  if (version !== undefined && Number(version) > presentNumber)
    return problem(
      null,
      "/format",
      "newerFormat",
      `This flow was made by a newer Firmflow (format ${format}); this one reads ${FORMAT}. Update Firmflow, then open it again.`,
    );
  const given = format === undefined ? "has no format" : `has the format ${clip(JSON.stringify(format) ?? "?")}`;
  return problem(null, "/format", "unknownFormat", `This flow ${given}. Write "format": "${FORMAT}".`);
}

const presentNumber = Number(FORMAT.split("/")[1]);
