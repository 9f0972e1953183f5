import Type from "typebox";
import { invalidField, operation } from "../base/index.ts";
import { changeContact, changeTags } from "../contacts/index.ts";
import { closed, optionalId } from "../inputs/index.ts";
import { changeMatter } from "../matters/index.ts";
import { changeOccasion, moveOccasion } from "../occasions/index.ts";

const builtIn: Record<string, string[]> = {
  contact: ["firstName", "lastName", "company", "email", "phone", "address", "language", "preferredChannel", "zone", "source"],
  matter: ["title", "source", "value"],
  occasion: ["title", "type", "endsAt", "place", "attend", "notes"],
};

/**
 * Writes values by their fact paths, as `updateFields` and answers of forms do: `{"matter.closingDate": "2027-03-01"}`. Each record is
 * changed once, through its own operation. `vars.*` are the run's own and refused here.
 */
export const writeFields = operation({
  name: "facts.writeFields",
  role: "staff",
  public: true,
  input: Type.Object(
    {
      contactId: optionalId,
      matterId: optionalId,
      occasionId: optionalId,
      set: Type.Record(Type.String({ maxLength: 200 }), Type.Unknown()),
    },
    closed,
  ),
  run: async ({ contactId, matterId, occasionId, set }, scope) => {
    const quiet = scope.actor.kind === "public" ? { ...scope, actor: { ...scope.actor, kind: "system" as const } } : scope;
    const changes = sorted(set);
    const to = (root: string, id: string | undefined): string => {
      if (!id) throw invalidField(`/set/${root}`, `There is no ${root} here to write to.`);
      return id;
    };
    if (changes["contact"]) {
      const { tags, ...change } = changes["contact"];
      if (tags !== undefined) await changeTags(quiet, { contactId: to("contact", contactId), add: [tags].flat().map(String) });
      if (Object.keys(change).length) await changeContact(quiet, { contactId: to("contact", contactId), change: change as never });
    }
    if (changes["matter"]) await changeMatter(quiet, { matterId: to("matter", matterId), change: changes["matter"] as never });
    if (changes["occasion"]) {
      const { at, ...change } = changes["occasion"];
      if (at !== undefined) await moveOccasion(quiet, { occasionId: to("occasion", occasionId), at: String(at) });
      if (Object.keys(change).length) await changeOccasion(quiet, { occasionId: to("occasion", occasionId), change: change as never });
    }
    return { written: Object.keys(set) };
  },
});

function sorted(set: Record<string, unknown>): Record<string, Record<string, unknown>> {
  const changes: Record<string, Record<string, unknown>> = {};
  for (const [path, value] of Object.entries(set)) {
    const [root = "", name = "", ...more] = path.split(".");
    const known = Object.hasOwn(builtIn, root) ? builtIn[root] : undefined;
    if (!known || !name || more.length)
      throw invalidField(`/set/${path}`, `"${path}" can't be written. Name a field of the contact, matter or occasion.`);
    changes[root] ??= {};
    const change = changes[root];
    if (known.includes(name) || (root === "contact" && name === "tags") || (root === "occasion" && name === "at")) change[name] = value;
    else change["fields"] = { ...(change["fields"] as object), [name]: value };
  }
  return changes;
}
