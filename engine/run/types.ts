/**
 * What goes into and comes out of `advance`. Everything here is plain JSON: it crosses Temporal, Mongo and the browser unchanged.
 * Instants are ISO 8601 strings in UTC (`2026-01-05T15:00:00.000Z`).
 */
import type { Purpose, StepId, StepKindName, SubjectKind } from "../definition/types.ts";

export type Instant = string;
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type JsonObject = { [key: string]: Json };

/** The values a definition reads. Roots: contact, matter, occasion, firm, staff, run, vars, steps, event; `people` by role for recipients. */
export interface Facts {
  contact?: PersonFacts;
  matter?: JsonObject;
  occasion?: JsonObject;
  firm: FirmFacts;
  staff?: JsonObject;
  run?: JsonObject;
  vars?: JsonObject;
  steps?: JsonObject;
  event?: JsonObject;
  /** The matter's people by role (`client`, `spouse`, `caller` …). The main contact is also `contact`. */
  people?: Record<string, PersonFacts[]>;
  /** A hold on this person or matter (rule 11), if one is in force. */
  hold?: { reason: string; until?: Instant; since?: Instant };
}
export interface PersonFacts {
  id: string;
  firstName?: string;
  lastName?: string;
  email?: string;
  phone?: string;
  language?: string;
  zone?: string;
  preferredChannel?: string;
  /** By channel. Missing means never asked: marketing needs `true`. */
  consent?: { email?: boolean; text?: boolean };
  /** Addresses that bounced or complained; nothing may be sent there. */
  suppressed?: boolean;
  /** Their number takes no texts from us: they asked us to stop, or it cannot. */
  noTexts?: boolean;
  [field: string]: Json | undefined;
}
export interface FirmFacts {
  name?: string;
  zone: string;
  /** `YYYY-MM-DD`, days the firm is closed. */
  holidays?: string[];
  /** Office hours by weekday (for business minutes), `HH:MM`. */
  hours?: { [weekday: string]: { from: string; to: string }[] };
  postalAddress?: string;
  phone?: string;
  /** How much marketing one person may get from all flows together (rule 8). */
  marketingCap?: { messages: number; days: number };
  /** Whoever has no email address gets a text where that is allowed, else a letter that staff print and post. */
  otherWays?: boolean;
  [field: string]: Json | undefined;
}

export interface RunSubject {
  kind: SubjectKind;
  contactId?: string;
  matterId?: string;
  occasionId?: string;
}

/** An event as a run hears it. `stream` + `seq` is its place in its subject's order; the run keeps a watermark per stream. */
export interface RunEvent {
  id: string;
  type: string;
  at: Instant;
  data: JsonObject;
  stream?: string;
  seq?: number;
  /** The request it answers, where it answers one. */
  requestId?: string;
  contactId?: string;
  matterId?: string;
  occasionId?: string;
}

export interface EffectKey {
  step: StepId;
  visit: number;
  /** `send`, `ask:<contactId>`, `remind:<n>:<contactId>`, `make`, `task` … unique within (run, step, visit). */
  part: string;
}

/** Something the world is asked to do. Carried out once under (run, step, visit, part). */
export interface Effect {
  key: EffectKey;
  /** Which activity carries it out; the step kind's name, or `remind` and `closeRequest` for requests. */
  kind: EffectKind;
  /** The step's own fields and what the effect needs (recipient contact id, request key …), no client data beyond ids. */
  params: JsonObject;
  /** The latest planned time on the token's path: lateness is measured from it (rule 7). */
  plannedAt: Instant;
  /** Not to be sent after this instant: it is anchored before a date (rule 7). */
  notAfter?: Instant;
  purpose?: Purpose;
}
export type EffectKind = StepKindName | "remind" | "closeRequest";

/** What became of an effect. */
export type EffectResult =
  | { status: "done"; at: Instant; data?: JsonObject; uncertain?: boolean }
  /** Decided not to: lateness, consent, suppression. The flow goes on. */
  | { status: "skipped"; at: Instant; reason: string }
  /** Must wait until then (window, cap): ask again. */
  | { status: "later"; at: Instant; until: Instant; reason: string }
  /** A hold on the person, matter, flow or firm is in force: ask again when it is lifted. */
  | { status: "held"; at: Instant; reason: string; until?: Instant }
  /** A goal or exit was reached before it was carried out; the event will reach the run as input. */
  | { status: "left"; at: Instant; reason: string }
  /** Could not be done and retrying alone will not help; `surely: true` when it certainly did not happen (rule 2). */
  | { status: "failed"; at: Instant; reason: string; surely: boolean };

export type Command =
  | { do: "hold"; reason: string; until?: Instant }
  | { do: "resume" }
  | { do: "retry"; token?: string }
  | { do: "skip"; token?: string; outlet?: string }
  | { do: "jump"; token?: string; to: StepId }
  /** Complete an open request or task as the client would have (rule 15). */
  | { do: "complete"; step: StepId; how: string; data?: JsonObject; contactId?: string }
  | { do: "cancel"; reason?: string };

export type Input =
  | { type: "start"; event?: RunEvent; by?: string }
  | { type: "event"; event: RunEvent }
  | { type: "timer" }
  | { type: "effect"; key: EffectKey; result: EffectResult }
  | { type: "command"; command: Command; by: string; at: Instant }
  /** A hold on the person, matter, flow or firm was lifted: ask again for what it held back. */
  | { type: "released"; at: Instant; since?: Instant }
  /** The firm's holidays, hours or zone changed: waits that count by them are planned again. */
  | { type: "calendar"; at: Instant };

/** `what` of a journal line (DESIGN §10). */
export type JournalWhat =
  | "entered"
  | "sent"
  | "skipped"
  | "notified"
  | "requested"
  | "reminded"
  | "completed"
  | "gaveUp"
  | "waiting"
  | "woke"
  | "replanned"
  | "branched"
  | "timedOut"
  | "joined"
  | "updated"
  | "stageMoved"
  | "tagged"
  | "assigned"
  | "noted"
  | "created"
  | "made"
  | "approved"
  | "rejected"
  | "called"
  | "started"
  | "stopped"
  | "failed"
  | "attention"
  | "retried"
  | "jumped"
  | "held"
  | "resumed"
  | "migrated"
  | "goal"
  | "exited"
  | "ended";

export interface JournalEntry {
  /** Numbered from 1 without gaps over the whole life of the run. */
  seq: number;
  /** Logical time (rule 18). */
  at: Instant;
  what: JournalWhat;
  step?: StepId;
  visit?: number;
  reason?: string;
  until?: Instant;
  /** Branch outlet or step id taken. */
  to?: string;
  outcome?: string;
  by?: string;
  late?: boolean;
  uncertain?: boolean;
  /** Ids and short values: contactId, requestId, messageId, form, event … never message bodies. */
  data?: JsonObject;
}

export type RunStatus = "running" | "held" | "attention" | "ended";

/** Where a token is, for positions, counts and pages. */
export interface Position {
  token: string;
  step: StepId;
  visit: number;
  state: "waiting" | "working" | "attention" | "held";
  since: Instant;
  until?: Instant;
  reason?: string;
}

/** Opaque to all but `engine/run`, except for what is named here. Stays under 8 KB. */
export interface RunState {
  format: "firmflow-run/1";
  runId: string;
  subject: RunSubject;
  status: RunStatus;
  outcome?: string;
  /** `seq` of the last journal line written. */
  seq: number;
  tokens: Token[];
  /** Watermark per stream: events at or below it are doubles. */
  watermarks: Record<string, number>;
  [rest: string]: unknown;
}
export interface Token {
  id: string;
  step: StepId;
  visit: number;
  [rest: string]: unknown;
}

export interface Advanced {
  state: RunState;
  effects: Effect[];
  /** When `advance` wants a `timer` input; null when nothing is to be woken. */
  wakeAt: Instant | null;
  journal: JournalEntry[];
}
