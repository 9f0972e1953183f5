export { advance } from "./advance.ts";
export { type Ahead, aheadOf, reachesClient, waysOn } from "./ahead.ts";
export { listensTo } from "./analysis.ts";
export { followsCalendar } from "./calendar.ts";
export { capOpens, type MarketingCap } from "./cap.ts";
export { whyNot } from "./commanding.ts";
export { channelOf, type DecideContext, type Decision, decide, hasAddress, isOtherwise, refusal } from "./decide.ts";
export { type AgainKey, againKey, enrols, type Heard, matchingTrigger, mayEnter, startedBefore } from "./enrol.ts";
export { tellsOfPresence } from "./gone.ts";
export { mayStillLeave } from "./mayStillLeave.ts";
export { position } from "./positions.ts";
export { personById, recipientsOf } from "./recipients.ts";
export { flowZone, withRunFacts } from "./runFacts.ts";
export { type StartOptions, start } from "./start.ts";
export {
  eventAloneStarts,
  eventsLookedAt,
  givesField,
  type Keyed,
  type Triggers,
  type Turning,
  triggersOf,
  turnedTrue,
} from "./triggers.ts";
export type * from "./types.ts";
