import type { Definition, Step, StepId } from "../../../engine/definition/types.ts";
import { type AfterBooking, awaitedBy } from "../../../engine/simulate/index.ts";
import { KindTile } from "../../components/Tile.tsx";
import { capital, spaced } from "../words/lists.ts";
import { eventWords, titleOf } from "../words/step.ts";
import { AfterDays, Choices } from "./AfterDays.tsx";
import styles from "./Preview.module.css";
import type { Booked } from "./play.ts";
import { type Answers, answersFor, type Preset, type SampleFacts } from "./sampleFacts.ts";

interface WhatTheyDoProps {
  definition: Definition;
  asks: StepId[];
  answers: Answers;
  booked: Booked;
  /** Of steps that wait for whichever of several things comes first: which does. */
  happens: Readonly<Record<StepId, number>>;
  staff: number | null;
  /** Who is asked, by name. */
  facts: SampleFacts;
  onChange: (answers: Answers) => void;
  /** All at once, whoever had their own. */
  onPreset: (answers: Answers) => void;
  onBooked: (booked: Booked) => void;
  onHappens: (happens: Readonly<Record<StepId, number>>) => void;
  onStaff: (days: number | null) => void;
}

type Verbs = readonly [does: string, never: string];

const verbs: Partial<Record<Step["kind"], Verbs>> = {
  requestForm: ["answers", "never answers"],
  requestFiles: ["sends them", "never sends them"],
  requestSignature: ["signs", "never signs"],
  offerAppointment: ["books", "never books"],
  waitUntil: ["it becomes so", "it never becomes so"],
};
/** What somebody does who makes an awaited thing happen. */
const eventVerbs: Record<string, Verbs> = {
  "message.clicked": ["opens it and presses the link", "never presses the link"],
  "contact.replied": ["replies", "never replies"],
  "form.submitted": ["answers", "never answers"],
  "document.signed": ["signs", "never signs"],
  "occasion.planned": ["books", "never books"],
  "occasion.held": ["it is held", "it is never held"],
  "call.logged": ["is reached by phone", "is never reached"],
  "invoice.paid": ["pays", "never pays"],
};
const happening: Verbs = ["it happens", "it never happens"];
const afterwards: { value: AfterBooking; label: string }[] = [
  { value: "comes", label: "then comes" },
  { value: "moves", label: "moves it by a week" },
  { value: "cancels", label: "cancels a day later" },
  { value: "misses", label: "does not come" },
];
const presets: [Preset, string][] = [
  ["everything", "Everything"],
  ["half", "Half"],
  ["nothing", "Nothing"],
];

function verbsOf(step: Step, chosen: number): Verbs {
  if (step.kind !== "waitForEvent") return verbs[step.kind] ?? happening;
  const event = (awaitedBy(step)[chosen] ?? awaitedBy(step)[0])?.event ?? "";
  return (Object.hasOwn(eventVerbs, event) ? eventVerbs[event] : undefined) ?? happening;
}

/** How the client behaves: for every request and all that is waited for, after how many days it comes. And how soon staff do theirs. */
export function WhatTheyDo(props: WhatTheyDoProps) {
  const { definition, asks, answers, staff, onPreset, onStaff } = props;
  const staffAsked = Object.values(definition.steps).some(isForStaff);
  return (
    <div className={styles.does}>
      <h3>What the client does</h3>
      {asks.length === 0 && <p className={styles.nothing}>This flow asks the client for nothing.</p>}
      {asks.map((id) => {
        const step = definition.steps[id];
        return step && <OneStep key={id} id={id} step={step} {...props} />;
      })}
      {asks.length > 0 && (
        <>
          <div className={styles.scale}>
            <span>at once</span>
            <span>never</span>
          </div>
          <div className={styles.presets}>
            <span>Set all to</span>
            {presets.map(([preset, label]) => {
              const all = answersFor(preset, asks);
              const on = Object.entries(answers).every(([key, days]) => !asks.includes(key) || days === all[key]) && !hasOwn(answers);
              return (
                <button key={preset} type="button" aria-pressed={on} onClick={() => onPreset(all)}>
                  {label}
                </button>
              );
            })}
          </div>
        </>
      )}
      {staffAsked && (
        <>
          <h3>What staff do</h3>
          <AfterDays
            tile={<KindTile kind="createTask" size="s" />}
            title="Their tasks and approvals"
            words={["done", "never done"]}
            days={staff}
            onChange={onStaff}
          />
        </>
      )}
    </div>
  );
}

/** Staff are waited for here. */
const isForStaff = (step: Step): boolean => step.kind === "approve" || (step.kind === "createTask" && step.waitUntilDone === true);

/** Whether somebody has days of their own. */
const hasOwn = (answers: Answers): boolean => Object.keys(answers).some((key) => key.includes("/"));

function OneStep({
  id,
  step,
  facts,
  answers,
  booked,
  happens,
  onChange,
  onBooked,
  onHappens,
}: WhatTheyDoProps & { id: StepId; step: Step }) {
  const title = titleOf(step as { kind: string; name?: unknown });
  const several = step.kind === "waitForEvent" ? awaitedBy(step) : [];
  const people = askedBy(step, facts);
  const daysOf = (key: string) => (Object.hasOwn(answers, key) ? (answers[key] ?? null) : (answers[id] ?? null));
  const asked = people.length > 1 ? people.map(({ role, name }) => ({ key: `${id}/${role}`, name })) : [{ key: id, name: "" }];
  const does = asked.some(({ key }) => daysOf(key) !== null);
  return (
    <div>
      {asked.map(({ key, name }) => (
        <AfterDays
          key={key}
          tile={<KindTile kind={step.kind} size="s" />}
          title={name ? `${name} · ${title}` : title}
          words={verbsOf(step, happens[id] ?? 0)}
          days={daysOf(key)}
          onChange={(next) => onChange({ [key]: next })}
        />
      ))}
      {step.kind === "offerAppointment" && does && (
        <Choices
          label={`After booking: ${title}`}
          options={afterwards}
          value={booked[id] ?? "comes"}
          onChange={(next) => onBooked({ ...booked, [id]: next })}
        />
      )}
      {several.length > 1 && does && (
        <Choices
          label={`What happens: ${title}`}
          options={several.map(({ event }, value) => ({ value, label: event === "" ? "…" : eventWords(event) }))}
          value={happens[id] ?? 0}
          onChange={(next) => onHappens({ ...happens, [id]: next })}
        />
      )}
    </div>
  );
}

/** Whom a step asks, of the people there are: each may answer at another time. */
function askedBy(step: Step, { people }: SampleFacts): { role: string; name: string }[] {
  const roles = "to" in step && Array.isArray(step.to) && step.kind !== "sendEmail" && step.kind !== "sendText" ? step.to : [];
  return roles.flatMap((role) => {
    const [person] = people?.[role] ?? [];
    return person ? [{ role, name: person.firstName ?? capital(spaced(role)) }] : [];
  });
}
