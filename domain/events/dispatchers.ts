export { tellCalendars } from "./calendars.ts";
export { type DispatcherOptions, deliverPending } from "./dispatcher.ts";
export { type Dispatching, dispatch } from "./dispatching.ts";
export { tellReleased } from "./releases.ts";
