/** A run's journal as sentences: what happened, to or for whom, and why. Pure. */
import type { Definition, Step } from "../../engine/definition/types.ts";
import type { JournalEntry, JournalWhat } from "../../engine/run/index.ts";

export interface Telling {
  steps: Definition["steps"];
  /** What a step is called: its own name, or its kind's. */
  titleOf: (step: Step) => string;
  /** What a step does, in words: "Stage to Hired". Said of steps that write something down. */
  summaryOf?: (step: Step) => string;
  /** A fact that was read, in words: "children: 2". Without it, what was read is not told. */
  factWords?: (path: string, value: unknown) => string;
  /** A contact's name by id; undefined where nobody knows it. */
  person: (contactId: string) => string | undefined;
}

export interface Told {
  what: string;
  /** The rest of the first line, quieter. */
  more?: string;
  /** Why, by whom, what to know about it. */
  detail?: string;
  state?: "waiting" | "done" | "attention" | "held";
  stateWords?: string;
  /** Until when, for whoever sets dates. */
  until?: string;
}

/** One line. */
export function journalWords(entry: JournalEntry, telling: Telling): Told {
  const told = sentences[entry.what](entry, scene(entry, telling));
  const detail = [detailOf(entry, told.says), readWords(entry, telling)].filter(Boolean).join(" · ");
  const { says: _says, ...words } = told;
  return { ...words, ...(detail ? { detail } : {}), ...(entry.until ? { until: entry.until } : {}) };
}

interface Scene {
  step: Step | undefined;
  /** The step's title, "" for lines about the run as a whole. */
  title: string;
  /** Whom the line is about. */
  who: string | undefined;
  /** What the step does, or the words given where nobody says. */
  does: (otherwise: string) => string;
  titleAt: (id: string | undefined) => string | undefined;
}

function scene({ step, data }: JournalEntry, { steps, titleOf, summaryOf, person }: Telling): Scene {
  const at = (id: string | undefined) => (id !== undefined && Object.hasOwn(steps, id) ? steps[id] : undefined);
  const titleAt = (id: string | undefined) => {
    const found = at(id);
    return found && titleOf(found);
  };
  const contactId = data?.["contactId"];
  const own = at(step);
  return {
    step: own,
    title: titleAt(step) ?? "",
    who: typeof contactId === "string" ? person(contactId) : undefined,
    does: (otherwise) => (own && summaryOf?.(own)) || otherwise,
    titleAt,
  };
}

/** `says` names what the sentence says already, so that the second line does not. */
type Sentence = (entry: JournalEntry, scene: Scene) => Omit<Told, "detail" | "until"> & { says?: ("reason" | "by")[] };

const about = (title: string, more: string) => (title ? { what: title, more } : { what: capital(more) });
const to = (who: string | undefined) => (who ? ` to ${who}` : "");
const goesTo = (scene: Scene, id: string | undefined) => {
  const title = scene.titleAt(id);
  return title ? `, on to “${title}”` : "";
};

const sentences: Record<JournalWhat, Sentence> = {
  entered: ({ step, data }, { title, step: at }) =>
    at?.kind === "repeat" && typeof data?.["time"] === "number"
      ? { what: title, more: `time ${data["time"]}` }
      : at?.kind === "parallel"
        ? { what: title, more: "goes several ways at once" }
        : { what: "Came into the flow", ...(step && title ? { more: `at “${title}”` } : {}) },
  sent: (_entry, { title, who }) => ({ ...about(title, `sent${to(who)}`), state: "done", stateWords: "Sent" }),
  notified: (_entry, { title }) => ({ ...about(title, "told to staff"), state: "done", stateWords: "Told" }),
  requested: (_entry, { title, who, step }) =>
    step?.kind === "approve"
      ? { ...about(title, "waits for approval"), state: "waiting", stateWords: "Asked" }
      : { ...about(title, who ? `asked ${who}` : "asked the client"), state: "waiting", stateWords: "Asked" },
  reminded: ({ data }, { title, who }) => ({
    ...about(title, `${ordinal(data?.["reminder"])}reminder${to(who)}`),
    state: "done",
    stateWords: "Reminded",
  }),
  completed: (entry, { title, who, step }) => {
    if (entry.reason === "declined")
      return { ...about(title, `${who ?? "the client"} said no`), state: "attention", stateWords: "Declined", says: ["reason"] };
    const done = step ? doneWords[step.kind] : undefined;
    const late = entry.late ? ", after it was given up" : "";
    const staff = step?.kind === "createTask" || step?.kind === "waitForEvent" || entry.by !== undefined;
    return { ...about(title, (staff || !done ? "done" : `${who ?? "the client"} ${done}`) + late), state: "done", stateWords: "Done" };
  },
  gaveUp: (_entry, { title, who }) => ({
    ...about(title, `${who ?? "the client"} has not answered, given up`),
    state: "held",
    stateWords: "Given up",
  }),
  skipped: (entry, { title, who }) => {
    if (!entry.step && entry.data?.["contactId"]) return { what: "Nothing goes to one of the people any more", state: "held" };
    if (!entry.step) return { what: "The flow was not started", state: "attention", stateWords: "Not started" };
    return {
      ...about(title, entry.by ? "left out" : `not sent${to(who)}`),
      state: "held",
      stateWords: entry.by ? "Left out" : "Not sent",
      // The engine says "Skipped by staff."; who it was stands there already.
      ...(entry.by ? { says: ["reason"] as const } : {}),
    };
  },
  waiting: (_entry, { title, step }) => ({
    ...about(title, step?.kind === "createTask" ? "waits until it is done" : "waits"),
    state: "waiting",
    stateWords: "Waiting",
  }),
  woke: ({ data, to: way }, scene) => ({
    ...about(scene.title, (data?.["event"] ? "it happened" : "the wait is over") + goesTo(scene, way)),
  }),
  replanned: (_entry, { title }) => ({ ...about(title, "planned anew, the date has moved"), state: "waiting", stateWords: "Moved" }),
  branched: ({ to: way }, scene) => ({ ...about(scene.title, `decided${goesTo(scene, way)}`) }),
  timedOut: (_entry, { title }) => ({ ...about(title, "time ran out"), state: "held", stateWords: "Ran out" }),
  joined: (_entry, { title }) => about(title, "all ways have arrived"),
  updated: (_entry, { title, does }) => about(title, does("noted in the record")),
  stageMoved: (_entry, { title, does }) => about(title, does("the stage was moved")),
  tagged: (_entry, { title, does }) => about(title, does("tags were changed")),
  assigned: (_entry, { title, does }) => about(title, does("somebody was put in charge")),
  noted: (_entry, { title, does }) => about(title, does("a note was added")),
  created: (_entry, { title }) => about(title, "a task was given to staff"),
  made: (_entry, { title }) => ({ ...about(title, "was made and filed"), state: "done", stateWords: "Made" }),
  approved: (_entry, { title }) => ({ ...about(title, "approved"), state: "done", stateWords: "Approved" }),
  rejected: (_entry, { title }) => ({ ...about(title, "not approved"), state: "held", stateWords: "Turned down" }),
  called: (_entry, { title, does }) => about(title, does("another system was called")),
  started: ({ data }, { title, does }) => {
    if (data?.["became"] === "already") return { ...about(title, "not started: they are in it, or have been through it"), state: "held" };
    if (data?.["became"] === "refused")
      return { ...about(title, "not started: too many flows have started each other"), state: "attention", stateWords: "Not started" };
    return about(title, does("another flow was started"));
  },
  stopped: ({ data }, { title }) => {
    if (!title) return { what: "Taken out of the flow" };
    return { what: title, more: data?.["stopped"] === 0 ? "nobody was in the other flow" : "another flow was stopped" };
  },
  failed: (_entry, { title }) => ({ ...about(title, "could not be done"), state: "attention", stateWords: "Failed" }),
  attention: (_entry, { title }) => ({ ...about(title, "needs attention"), state: "attention", stateWords: "Stopped" }),
  retried: (_entry, { title }) => about(title, "tried again"),
  jumped: ({ to: way }, scene) => ({ what: "Moved by hand", more: `from “${scene.title}”${goesTo(scene, way).replace(", on", "")}` }),
  held: (_entry, { title, who }) => ({
    ...(title ? { what: title, more: `kept back${who ? ` for ${who}` : ""}` } : { what: "Put on hold" }),
    state: "held",
    stateWords: "Held",
  }),
  resumed: () => ({ what: "Went on", more: "the hold was lifted" }),
  migrated: () => ({ what: "Moved to another version of the flow" }),
  goal: (entry, scene) => ({ what: "Goal reached", more: goesTo(scene, entry.to).replace(/^, /, ""), state: "done", stateWords: "Goal" }),
  exited: () => ({ what: "Left the flow", state: "held", stateWords: "Left" }),
  ended: ({ outcome }) => ({
    what: "The flow ended",
    ...(outcome ? { more: outcomeWords(outcome) } : {}),
    state: "done",
    stateWords: "Ended",
  }),
};

const doneWords: Partial<Record<Step["kind"], string>> = {
  requestForm: "answered",
  requestFiles: "sent the papers",
  requestSignature: "signed",
  offerAppointment: "booked",
};

/** How a run ended, after "The flow ended". */
export function outcomeWords(outcome: string): string {
  const known: Record<string, string> = {
    goal: "at its goal",
    exited: "early, because it no longer applied",
    cancelled: "because staff took them out",
    undone: "because the start was taken back",
    refused: "before it began",
  };
  return Object.hasOwn(known, outcome) ? (known[outcome] ?? outcome) : `as “${outcome}”`;
}

function detailOf(entry: JournalEntry, says: readonly string[] = []): string {
  const how = entry.data?.["how"];
  const parts = [
    entry.reason && !says.includes("reason") ? entry.reason : undefined,
    typeof how === "string" && how !== "client" ? `How: ${howWords(how)}` : undefined,
    entry.by ? `By ${entry.by}` : undefined,
    entry.uncertain ? "Nobody can know whether it arrived; ask before it is sent again" : undefined,
  ];
  return parts.filter(Boolean).join(" · ");
}

/** Why it was decided so: what the records said then. */
function readWords({ data }: JournalEntry, { factWords }: Telling): string {
  const facts = data?.["facts"];
  if (!factWords || !Array.isArray(facts)) return "";
  const said = facts.flatMap((one) =>
    one !== null && typeof one === "object" && "path" in one && typeof one.path === "string" ? [factWords(one.path, one["value"])] : [],
  );
  return said.length > 0 ? `Read then: ${said.join(", ")}` : "";
}

function howWords(how: string): string {
  const known: Record<string, string> = { phone: "by phone", paper: "on paper", anotherWay: "another way", notNeeded: "not needed" };
  return Object.hasOwn(known, how) ? (known[how] ?? how) : how;
}

function ordinal(count: unknown): string {
  return typeof count === "number" ? `${["", "first ", "second ", "third "][count] ?? `${count}th `}` : "";
}

const capital = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
