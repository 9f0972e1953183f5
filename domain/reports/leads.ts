import { mirrored, query } from "../base/index.ts";
import { firmInScope } from "../firms/index.ts";
import { mattersStanding } from "../matters/index.ts";
import { OccasionModel } from "../occasions/index.ts";
import { StaffModel } from "../staff/index.ts";
import { Range, rangeOf, type Stretch, weekOf, weeksOf } from "./range.ts";
import { bandsOf, grouped, type Lead, rowOf } from "./rows.ts";

/** Where leads came from and who worked them: leads opened within the range, by source and by assignee, beside the stretch before. */
export const readLeadReport = query({
  name: "reports.leads",
  role: "viewer",
  input: Range,
  run: async ({ from, to, caseType }) => {
    const range = rangeOf(from, to);
    const before = { from: new Date(2 * range.from.getTime() - range.to.getTime()), to: range.from };
    const { zone } = await firmInScope();
    const all = await mattersStanding();
    const booked = await withAppointment();
    const leadsOf = ({ from: since, to: until }: Stretch): Lead[] =>
      all
        .filter(({ openedAt, ...one }) => openedAt >= since && openedAt < until && (!caseType || one.caseType === caseType))
        .map((one) => ({ ...one, booked: booked.has(one._id) }));
    const leads = leadsOf(range);
    const staff = new Map((await StaffModel.find({}, { name: 1 }).lean()).map((one) => [one._id, one.name]));
    return {
      from: range.from.toISOString(),
      to: range.to.toISOString(),
      zone,
      total: rowOf("all", "All", leads),
      before: rowOf("before", "Before", leadsOf(before)),
      bySource: grouped(leads, sourceOf, (key) => key || "Not known"),
      byStaff: grouped(
        leads,
        (one) => one.assignee ?? "",
        (key) => staff.get(key) ?? (key ? "Somebody who left" : "Nobody yet"),
      ),
      bands: bandsOf(leads),
      weeks: weekly(leads, weeksOf(range, zone), zone),
    };
  },
});
export type LeadReport = Awaited<ReturnType<typeof readLeadReport>>;

const sourceOf = (one: Lead) => one.source ?? "";

/** Matters with an appointment. */
async function withAppointment(): Promise<Set<string | undefined>> {
  const occasions = await mirrored(OccasionModel, ["kind", "matterId"]);
  return new Set(occasions.filter((one) => one.kind === "appointment").map((one) => one.matterId));
}

/** Leads of each week by source: `{week: "2026-11-23", sources: {Referral: 3}}`. */
function weekly(leads: Lead[], weeks: string[], zone: string) {
  const byWeek = Map.groupBy(leads, (one) => weekOf(one.openedAt, zone));
  return weeks.map((week) => ({
    week,
    sources: Object.fromEntries([...Map.groupBy(byWeek.get(week) ?? [], sourceOf)].map(([source, group]) => [source, group.length])),
  }));
}
