export { emit, type NewEvent, streamOf } from "./emit.ts";
export { emitFirst } from "./emitFirst.ts";
export { EventModel, type EventRecord, StreamModel } from "./model.ts";
export { runEventById, runEventOf, undeliveredFor } from "./runEvents.ts";
