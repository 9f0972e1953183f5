import Type, { type Static } from "typebox";
import type { SubjectKind } from "../../engine/definition/types.ts";
import type { RunSubject } from "../../engine/run/types.ts";
import { conflict, inPortions, invalidField } from "../base/index.ts";
import { ContactModel, contactIds, listContacts } from "../contacts/index.ts";
import { closed, id } from "../inputs/index.ts";
import { listMatters, MatterModel, matterIds } from "../matters/index.ts";
import { OccasionModel } from "../occasions/index.ts";

/** As many as one press may move. */
export const mostAtOnce = 20_000;

const ids = Type.Array(id, { minItems: 1, maxItems: mostAtOnce });
const contactFilter = Type.Omit(listContacts.spec.input, ["cursor", "limit"], closed);
const matterFilter = Type.Omit(listMatters.spec.input, ["cursor", "limit"], closed);

/** Whom a list page shows: those chosen, or everybody its filters find. Dates are chosen one by one, or told by what a flow starts on. */
export const List = Type.Union([
  Type.Object({ of: Type.Literal("contact"), ids: Type.Optional(ids), filter: Type.Optional(contactFilter) }, closed),
  Type.Object({ of: Type.Literal("matter"), ids: Type.Optional(ids), filter: Type.Optional(matterFilter) }, closed),
  Type.Object({ of: Type.Literal("occasion"), ids }, closed),
]);
export type ListInput = Static<typeof List>;

/** The ids of the flow's subjects that a list names: a flow about people, given matters, is for their main contacts. Within a scope. */
export async function subjectIds(list: ListInput, kind: SubjectKind): Promise<string[]> {
  if (kind === "occasion" && list.of !== "occasion")
    throw conflict("about-dates", "This flow is about dates. Start it from a date in the calendar.");
  if (kind !== "occasion" && list.of === "occasion")
    throw conflict("not-about-dates", "This flow is not about dates. Start it from the list of contacts or matters.");
  if (kind === "matter" && list.of === "contact")
    throw conflict("about-matters", "This flow is about matters. Choose the matters in the list of matters.");
  const found = await idsOf(list);
  const unique = [...new Set(kind === "contact" && list.of === "matter" ? await mainContacts(found) : found)];
  if (!unique.length) throw invalidField("/list", "Nobody is in this list.");
  if (unique.length > mostAtOnce)
    throw conflict(
      "too-many",
      `These are ${unique.length.toLocaleString("en-US")}. At most ${mostAtOnce.toLocaleString("en-US")} go at once: narrow the list.`,
    );
  return unique;
}

async function idsOf(list: ListInput): Promise<string[]> {
  if (list.of === "occasion" || list.ids) return list.ids ?? [];
  return list.of === "contact" ? await contactIds(list.filter ?? {}, mostAtOnce + 1) : await matterIds(list.filter ?? {}, mostAtOnce + 1);
}

async function mainContacts(ids: string[]): Promise<string[]> {
  const matters = await inPortions(ids, (some) => MatterModel.find({ _id: { $in: some } }, { mainContactId: 1 }).lean());
  return matters.map((one) => one.mainContactId);
}

export const subjectFor = (kind: SubjectKind, id: string): RunSubject =>
  kind === "contact" ? { kind, contactId: id } : kind === "matter" ? { kind, matterId: id } : { kind, occasionId: id };

/** Which of these are still on file. Within a scope. */
export async function stillThere(kind: SubjectKind, ids: string[]): Promise<Set<string>> {
  const rows = await inPortions(ids, (some): PromiseLike<{ _id: string }[]> => {
    if (kind === "occasion") return OccasionModel.find({ _id: { $in: some } }, { _id: 1 }).lean();
    const asked = { _id: { $in: some }, deletedAt: null };
    return kind === "contact" ? ContactModel.find(asked, { _id: 1 }).lean() : MatterModel.find(asked, { _id: 1 }).lean();
  });
  return new Set(rows.map((one) => one._id));
}
