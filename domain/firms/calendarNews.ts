import { acrossFirms } from "../base/index.ts";
import { FirmModel, type FirmRecord } from "./model.ts";

export type CalendarNews = NonNullable<FirmRecord["calendarNews"]> & { firmId: string };

/** Firms whose holidays, hours or zone changed and whose runs have not all been told. */
export async function calendarNews(): Promise<CalendarNews[]> {
  const firms = await acrossFirms(() =>
    FirmModel.find({ "calendarNews.at": { $gt: new Date(0) } }, { calendarNews: 1 })
      .limit(50)
      .lean(),
  );
  return firms.flatMap(({ _id, calendarNews: news }) => (news ? [{ ...news, firmId: _id }] : []));
}

/** The runs up to this one were told; all of them without it. Another change meanwhile begins anew. */
export async function toldCalendar({ firmId, at }: CalendarNews, upTo?: string): Promise<void> {
  const told = upTo === undefined ? { $unset: { calendarNews: 1 } } : { $set: { "calendarNews.upTo": upTo } };
  await FirmModel.updateOne({ _id: firmId, "calendarNews.at": at }, told);
}
