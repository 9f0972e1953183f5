export { awaitedBy, becoming, waitsForBooking } from "./awaited.ts";
export { type AfterBooking, type Behaviour, type ClientOptions, simulateClient } from "./client.ts";
export { type DateMove, happeningsOf } from "./moves.ts";
export type { Happening, Simulation } from "./play.ts";
export { type Script, simulate } from "./simulate.ts";
