/**
 * The definition: the JSON a graph compiles to and a run carries out.
 * No positions, no secrets, no message bodies. `definition.schema.json` beside this file says the same as JSON Schema 2020-12.
 */

/** ISO 8601 duration, e.g. `P3D`, `PT12H`. Years to days are calendar arithmetic in the flow's zone; hours to seconds are elapsed time. */
export type Duration = string;
/** Local wall-clock time `HH:MM`. */
export type LocalTime = string;
/** JsonLogic over facts. An empty object is always true. */
export type Condition = Record<string, unknown>;
/** Liquid text with merge fields, e.g. `Call {{contact.firstName}}`. */
export type LiquidText = string;
/** A dotted path into the facts, e.g. `matter.closingDate`. */
export type FactPath = string;
/** Id of a step: `[A-Za-z][A-Za-z0-9_-]*`, made once, never derived from position. */
export type StepId = string;

export type SubjectKind = "contact" | "matter" | "occasion";
export type Weekday = "mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun";
export type Purpose = "transactional" | "marketing";

export interface SendWindow {
  days: Weekday[];
  from: LocalTime;
  to: LocalTime;
}

export interface Lateness {
  after: Duration;
  then: "send" | "skip" | "nextWindow";
}

export type EnrolTrigger =
  | { event: string; where?: Condition }
  | { field: FactPath; before?: Duration; after?: Duration; at?: LocalTime; every?: Duration }
  | { schedule: string }
  | { becomes: Condition };

/** `never`: once per subject; `afterEnd`: not while one is open; `always`: once per event or occurrence; `{after}`: that long after the last start. */
export type EnrolAgain = "never" | "afterEnd" | "always" | { after: Duration };

export interface Enrol {
  on: EnrolTrigger[];
  again: EnrolAgain;
  where?: Condition;
}

export interface Goal {
  id: string;
  name?: string;
  on: string;
  where?: Condition;
  /** `end`, or the id of the step every token is replaced by. */
  then: "end" | StepId;
}

export type Exit = { id: string; name?: string; when: Condition } | { id: string; name?: string; on: string; where?: Condition };

export interface Definition {
  format: "firmflow/1";
  key: string;
  name: string;
  subject: SubjectKind;
  caseTypes?: string[];
  clock?: { zone: "firm" | "contact" };
  window?: SendWindow;
  enrol: Enrol;
  goals?: Goal[];
  exits?: Exit[];
  start: StepId;
  steps: Record<StepId, Step>;
}

interface Base<K extends string> {
  kind: K;
  name?: string;
}
interface Onward {
  next: StepId;
}

export interface SendEmail extends Base<"sendEmail">, Onward {
  template: string;
  purpose: Purpose;
  to?: string[];
  from?: string;
  window?: SendWindow;
  late?: Lateness;
  attach?: StepId[];
  thread?: StepId;
  onError?: StepId;
}
export interface SendText extends Base<"sendText">, Onward {
  text: LiquidText;
  purpose: Purpose;
  to?: string[];
  late?: Lateness;
  onError?: StepId;
}
export interface NotifyStaff extends Base<"notifyStaff">, Onward {
  /** `assignee`, a role (`owner`, `builder`, `staff`) or staff ids. */
  to: string | string[];
  message: LiquidText;
  onError?: StepId;
}

export interface RequestedFile {
  name: string;
  hint?: string;
  required?: boolean;
  max?: number;
}
/** What the four kinds that ask the client share. */
export interface RequestFields extends Onward {
  via?: "email" | "text" | "preferred";
  to?: string[];
  complete?: "all" | "any";
  template?: string;
  /** Durations counted from the request. */
  remind?: Duration[];
  giveUpAfter?: Duration;
  waitFor?: boolean;
  late?: Lateness;
  onGiveUp?: StepId;
  onError?: StepId;
}
export interface RequestForm extends Base<"requestForm">, RequestFields {
  form: string;
}
export interface RequestFiles extends Base<"requestFiles">, RequestFields {
  files: RequestedFile[];
}
export interface RequestSignature extends Base<"requestSignature">, RequestFields {
  /** A `makeDocument` step of this flow, or a document template's key. */
  document: string;
  onDeclined?: StepId;
}
export interface OfferAppointment extends Base<"offerAppointment">, RequestFields {
  type: string;
}

export interface MakeDocument extends Base<"makeDocument">, Onward {
  template: string;
  as: "pdf" | "docx";
  /** Role of the person it is made for; the main contact without it. */
  for?: string;
  fileAs?: LiquidText;
  onError?: StepId;
}

export interface UpdateFields extends Base<"updateFields">, Onward {
  set: Record<FactPath, unknown>;
}
export interface MoveStage extends Base<"moveStage">, Onward {
  stage: string;
}
export interface ChangeTags extends Base<"changeTags">, Onward {
  add?: string[];
  remove?: string[];
}
export interface AssignStaff extends Base<"assignStaff">, Onward {
  how: "fixed" | "roundRobin" | "fewestOpen";
  among: string[];
}
export interface CreateTask extends Base<"createTask">, Onward {
  title: LiquidText;
  notes?: LiquidText;
  assignee?: string;
  due?: Duration;
  businessDays?: boolean;
  waitUntilDone?: boolean;
}
export interface AddNote extends Base<"addNote">, Onward {
  text: LiquidText;
}

/** Exactly one of `for`, `instant`, `field`, or `window` alone; `window` may follow any of them. */
export interface Wait extends Base<"wait">, Onward {
  for?: Duration;
  /** A local date-time, or one with an offset. */
  instant?: string;
  field?: FactPath;
  before?: Duration;
  after?: Duration;
  businessDays?: boolean;
  at?: LocalTime;
  window?: SendWindow;
  onMissing?: StepId;
  onPast?: StepId;
}
export interface AwaitedEvent {
  event: string;
  where?: Condition;
  /** Where this event leads; without it, the step's own `next`. */
  next?: StepId;
}
export interface WaitForEvent extends Base<"waitForEvent"> {
  event?: string;
  where?: Condition;
  events?: AwaitedEvent[];
  timeout?: Duration;
  onTimeout?: StepId;
  next?: StepId;
}
export interface WaitUntil extends Base<"waitUntil">, Onward {
  when: Condition;
  timeout?: Duration;
  onTimeout?: StepId;
}

export interface BranchCase {
  when: Condition;
  next: StepId;
  name?: string;
}
export interface Branch extends Base<"branch"> {
  cases: BranchCase[];
  otherwise: StepId;
}
export interface SplitArm {
  weight: number;
  next: StepId;
  name?: string;
}
export interface Split extends Base<"split"> {
  arms: SplitArm[];
}
export interface Parallel extends Base<"parallel"> {
  branches: StepId[];
  join: StepId;
}
export interface Join extends Base<"join">, Onward {
  need: "all" | "any";
}
export interface Repeat extends Base<"repeat">, Onward {
  body: StepId;
  times?: number;
  until?: Condition;
}
export interface Approve extends Base<"approve">, Onward {
  by: string;
  what: StepId;
  timeout?: Duration;
  onTimeout?: StepId;
  onRejected: StepId;
}

export interface StartFlow extends Base<"startFlow">, Onward {
  flow: string;
}
export interface StopFlow extends Base<"stopFlow">, Onward {
  flow: string;
}
export interface CallWebhook extends Base<"callWebhook">, Onward {
  url: string;
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  headers?: Record<string, string>;
  body?: unknown;
  save?: Record<FactPath, string>;
  onError?: StepId;
}
export interface End extends Base<"end"> {
  outcome: string;
}

export type Step =
  | SendEmail
  | SendText
  | NotifyStaff
  | RequestForm
  | RequestFiles
  | RequestSignature
  | OfferAppointment
  | MakeDocument
  | UpdateFields
  | MoveStage
  | ChangeTags
  | AssignStaff
  | CreateTask
  | AddNote
  | Wait
  | WaitForEvent
  | WaitUntil
  | Branch
  | Split
  | Parallel
  | Join
  | Repeat
  | Approve
  | StartFlow
  | StopFlow
  | CallWebhook
  | End;

export type StepKindName = Step["kind"];
export type StepOf<K extends StepKindName> = Extract<Step, { kind: K }>;
export type RequestStep = RequestForm | RequestFiles | RequestSignature | OfferAppointment;

/** Something wrong with a definition or graph, in words, with the way out. */
export interface Problem {
  /** Null when it is about the flow as a whole. */
  step: StepId | null;
  /** JSON pointer into the definition. */
  path: string;
  code: string;
  message: string;
  severity: "error" | "warning";
}
