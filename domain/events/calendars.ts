import { followsCalendar } from "../../engine/run/index.ts";
import { type Stored, systemScope, withScope } from "../base/index.ts";
import { type CalendarNews, calendarNews, toldCalendar } from "../firms/index.ts";
import { versionOf } from "../flows/index.ts";
import { isGone, RunModel, type RunRecord, temporal } from "../runs/index.ts";

/** Runs looked at each round of the sweeper, that they don't all plan anew in the same second. */
const page = 100;

/** Tells runs that their firm's holidays, hours or zone changed, a page of each firm: what waits by them is planned again. */
export async function tellCalendars(): Promise<void> {
  for (const news of await calendarNews()) await withScope(systemScope(news.firmId), () => tellPage(news));
}

async function tellPage(news: CalendarNews): Promise<void> {
  const open = { status: { $ne: "ended" as const }, workflow: "started" as const, _id: { $gt: news.upTo } };
  const runs = (await RunModel.find(open, { flowKey: 1, version: 1 }).sort({ _id: 1 }).limit(page).lean()) as Stored<RunRecord>[];
  for (const { _id, flowKey, version } of runs) {
    const { definition } = await versionOf(flowKey, version);
    if (followsCalendar(definition)) await tell(_id, news.at.toISOString());
  }
  await toldCalendar(news, runs.length < page ? undefined : runs.at(-1)?._id);
}

async function tell(runId: string, at: string): Promise<void> {
  try {
    await temporal().client.workflow.getHandle(runId).signal("calendar", { at });
  } catch (error) {
    // It has ended meanwhile.
    if (!isGone(error)) throw error;
  }
}
