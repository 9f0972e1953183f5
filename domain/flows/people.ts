import Type, { type Static } from "typebox";
import type { Definition } from "../../engine/definition/types.ts";
import { whyNotVersions } from "../../engine/run/moving/index.ts";
import { invalidField } from "../base/index.ts";
import { closed } from "../inputs/index.ts";
import type { FlowRecord } from "./model.ts";
import { versionOf } from "./published.ts";

const stepId = Type.String({ pattern: "^[A-Za-z][A-Za-z0-9_-]*$", maxLength: 120 });
/** Where those at a step go, by step id. */
export const MappingInput = Type.Record(stepId, stepId, { maxProperties: 2000 });

/** What becomes of those in other versions once something is published: they move to it, or it ends for them. Left out, they stay. */
export const PeopleInput = Type.Object(
  { how: Type.Union([Type.Literal("move"), Type.Literal("end")]), mapping: Type.Optional(MappingInput) },
  closed,
);
export type People = Static<typeof PeopleInput>;

/** What can be seen to be impossible today, for those in the live version, is refused today. Within a scope. */
export async function refuseMapping(
  { key, liveVersion }: FlowRecord,
  { how, mapping = {} }: People,
  definition: Definition,
): Promise<void> {
  if (how === "end" || !liveVersion) return;
  const from = await versionOf(key, liveVersion);
  const why = whyNotVersions({ from, to: { number: liveVersion + 1, definition }, mapping, by: "" });
  if (why) throw invalidField("/people/mapping", why);
}
