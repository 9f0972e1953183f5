import { monotonicFactory } from "ulid";

/** Ids made one after the other in a process sort that way, also within a millisecond. */
const ulid = monotonicFactory();

/** Ids are `<prefix>_<ulid>`: sortable by creation, and a log line tells what they name. They never hold an address. */
declare const brand: unique symbol;
export type Id<Name extends string> = string & { readonly [brand]?: Name };
export type FirmId = Id<"firm">;
export type StaffId = Id<"staff">;
export type ContactId = Id<"contact">;
export type MatterId = Id<"matter">;
export type OccasionId = Id<"occasion">;
export type RunId = Id<"run">;

const prefixes = {
  firm: "firm",
  staff: "stf",
  contact: "con",
  matter: "mat",
  occasion: "occ",
  pipeline: "pip",
  form: "frm",
  submission: "sub",
  file: "fil",
  documentTemplate: "dtp",
  document: "doc",
  appointmentType: "apt",
  appointment: "app",
  message: "msg",
  messageTemplate: "mtp",
  topicName: "tpn",
  mailKey: "mky",
  mailbox: "mbx",
  task: "tsk",
  call: "cal",
  note: "not",
  savedAnswer: "ans",
  invoice: "inv",
  flow: "flw",
  version: "ver",
  run: "run",
  event: "evt",
  request: "req",
  hold: "hld",
  effect: "eff",
  journal: "jrn",
  apiKey: "key",
  import: "imp",
  upload: "upl",
  link: "lnk",
  counter: "cnt",
  suppression: "sup",
  turns: "trn",
  text: "txt",
  received: "rcv",
  hook: "hok",
  hookCall: "hkc",
  notification: "ntf",
  intake: "int",
  field: "fld",
  signing: "sgn",
  approval: "apv",
  planned: "pln",
  turning: "trn",
  bulk: "blk",
  move: "mov",
  presence: "prs",
  check: "chk",
  testMail: "tml",
} as const;
export type IdKind = keyof typeof prefixes;

export function newId<K extends IdKind>(kind: K): Id<K> {
  return `${prefixes[kind]}_${ulid()}`;
}
