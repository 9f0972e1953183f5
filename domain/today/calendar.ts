import Type from "typebox";
import { clock, invalidField, query, type Stored } from "../base/index.ts";
import { firmInScope } from "../firms/index.ts";
import { MatterModel } from "../matters/index.ts";
import { OccasionModel, type OccasionRecord } from "../occasions/index.ts";
import { agendaLine } from "./lines.ts";
import { namesFor } from "./names.ts";

const longest = 100 * 86_400_000;
/** So many dates at once. Where there are more, it is said from when on they are missing. */
const most = 1_000;

/**
 * Every date of a stretch with the names of whom it is about, and the firm's holidays; of one member of staff if wanted. Of more than can be
 * shown the first, and `missingFrom` says when the next would be.
 */
export const readCalendar = query({
  name: "calendar.read",
  role: "viewer",
  input: Type.Object(
    {
      from: Type.String({ format: "date-time" }),
      until: Type.String({ format: "date-time" }),
      staffId: Type.Optional(Type.String({ maxLength: 60 })),
    },
    { additionalProperties: false },
  ),
  run: async ({ from, until, staffId }) => {
    const [begin, end] = [new Date(from), new Date(until)];
    if (end.getTime() - begin.getTime() > longest) throw invalidField("/until", "Ask for at most a hundred days at once.");
    const { zone, holidays } = await firmInScope();
    const found = await OccasionModel.find({ at: { $gte: begin, $lt: end } })
      .sort({ at: 1, _id: 1 })
      .limit(most + 1)
      .lean();
    const some = found.slice(0, most) as Stored<OccasionRecord>[];
    const dates = staffId ? await ofPerson(staffId, some) : some;
    const missing = found[most];
    const names = await namesFor(
      dates.map((one) => one.contactId),
      dates.map((one) => one.matterId),
    );
    return {
      now: clock.now().toISOString(),
      zone,
      holidays: holidays.filter(({ date }) => date >= from.slice(0, 10) && date <= until.slice(0, 10)),
      dates: dates.map((one) => ({ ...agendaLine(one, names), type: one.type, notes: one.notes })),
      ...(missing ? { missingFrom: missing.at.toISOString() } : {}),
    };
  },
});
export type CalendarOf = Awaited<ReturnType<typeof readCalendar>>;

/** Where they must be there; and where nobody of the firm was named, their matters' dates. */
async function ofPerson(staffId: string, dates: Stored<OccasionRecord>[]): Promise<Stored<OccasionRecord>[]> {
  const theirs = await MatterModel.find({ _id: { $in: dates.flatMap((one) => one.matterId ?? []) }, assignee: staffId }, { _id: 1 }).lean();
  const matters = new Set(theirs.map((one) => one._id));
  return dates.filter((one) => one.attend.includes(staffId) || (!one.attend.some(isStaff) && one.matterId && matters.has(one.matterId)));
}
const isStaff = (id: string) => id.startsWith("stf_");
