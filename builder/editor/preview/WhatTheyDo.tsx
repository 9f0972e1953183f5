import type { CSSProperties } from "react";
import type { Definition, Step, StepId } from "../../../engine/definition/types.ts";
import type { AfterBooking } from "../../../engine/simulate/index.ts";
import { KindTile } from "../../components/Tile.tsx";
import { titleOf } from "../words/step.ts";
import styles from "./Preview.module.css";
import type { Booked } from "./play.ts";
import { type Answers, answersFor, type Preset } from "./sampleFacts.ts";

interface WhatTheyDoProps {
  definition: Definition;
  asks: StepId[];
  answers: Answers;
  booked: Booked;
  onChange: (answers: Answers) => void;
  onBooked: (booked: Booked) => void;
}

const mostDays = 30;
const verbs: Record<string, [string, string]> = {
  requestForm: ["answers", "never answers"],
  requestFiles: ["sends them", "never sends them"],
  requestSignature: ["signs", "never signs"],
  offerAppointment: ["books", "never books"],
  waitForEvent: ["it happens", "it never happens"],
};
/** What somebody does who makes an awaited thing happen. */
const eventVerbs: Record<string, [string, string]> = {
  "message.clicked": ["opens it and presses the link", "never presses the link"],
  "contact.replied": ["replies", "never replies"],
  "form.submitted": ["answers", "never answers"],
  "document.signed": ["signs", "never signs"],
  "occasion.planned": ["books", "never books"],
  "call.logged": ["is reached by phone", "is never reached"],
  "invoice.paid": ["pays", "never pays"],
};
const afterwards: [AfterBooking, string][] = [
  ["comes", "then comes"],
  ["moves", "moves it by a week"],
  ["cancels", "cancels a day later"],
  ["misses", "does not come"],
];

function verbsOf(step: Step): [string, string] {
  const event = step.kind === "waitForEvent" ? (step.events?.[0]?.event ?? step.event ?? "") : "";
  return (Object.hasOwn(eventVerbs, event) ? eventVerbs[event] : verbs[step.kind]) ?? ["answers", "never answers"];
}
const presets: [Preset, string][] = [
  ["everything", "Everything"],
  ["half", "Half"],
  ["nothing", "Nothing"],
];

/** How the client behaves: for every request, after how many days they answer. */
export function WhatTheyDo({ definition, asks, answers, booked, onChange, onBooked }: WhatTheyDoProps) {
  return (
    <div className={styles.does}>
      <h3>What the client does</h3>
      {asks.length === 0 && <p className={styles.nothing}>This flow asks the client for nothing.</p>}
      {asks.map((id) => {
        const step = definition.steps[id];
        if (!step) return null;
        const days = answers[id] ?? null;
        const [does, never] = verbsOf(step);
        const words = days === null ? never : days === 0 ? `${does} at once` : `${does} after ${days} ${days === 1 ? "day" : "days"}`;
        return (
          <div key={id}>
            <label className={styles.behaviour}>
              <span>
                <KindTile kind={step.kind} size="s" />
                <span className={styles.stepName}>{titleOf(step as never)}</span>
                <em>{words}</em>
              </span>
              <input
                type="range"
                min={0}
                max={mostDays + 1}
                value={days ?? mostDays + 1}
                aria-valuetext={words}
                style={{ "--share": `${((days ?? mostDays + 1) / (mostDays + 1)) * 100}%` } as CSSProperties}
                onChange={(event) => {
                  const next = Number(event.currentTarget.value);
                  onChange({ ...answers, [id]: next > mostDays ? null : next });
                }}
              />
            </label>
            {step.kind === "offerAppointment" && days !== null && (
              <fieldset className={styles.afterwards} aria-label={`After booking: ${titleOf(step as never)}`}>
                {afterwards.map(([one, label]) => (
                  <button
                    key={one}
                    type="button"
                    aria-pressed={(booked[id] ?? "comes") === one}
                    onClick={() => onBooked({ ...booked, [id]: one })}
                  >
                    {label}
                  </button>
                ))}
              </fieldset>
            )}
          </div>
        );
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
              const on = asks.every((id) => (answers[id] ?? null) === all[id]);
              return (
                <button key={preset} type="button" aria-pressed={on} onClick={() => onChange(all)}>
                  {label}
                </button>
              );
            })}
          </div>
        </>
      )}
    </div>
  );
}
