import { useState } from "react";
import { asProblem, type ProblemDocument } from "../../api/problem.ts";
import { Button } from "../components/Button.tsx";
import { clientDate } from "../i18n/dates.ts";
import type { OpenSlot } from "./days.ts";
import { type Mode, modeIcons } from "./modes.ts";
import { type ChosenTime, shortTime, TimePicker } from "./TimePicker.tsx";
import { useBookingWords } from "./words.ts";

export interface BookableType {
  key: string;
  name: string;
  intro?: string;
  minutes: number;
  modes: Mode[];
}

interface Props {
  type: BookableType;
  slots: OpenSlot[];
  firmZone: string;
  /** Nothing to choose when an appointment is only moved. */
  askMode?: boolean;
  label: string;
  book: (chosen: ChosenTime & { mode: Mode["kind"] }) => Promise<void>;
  /** Extra questions above the button; returns false while something is missing. */
  before?: React.ReactNode;
  ready?: () => boolean;
}

/** Day, time and way of meeting, with one button. A time taken meanwhile is said and the fresh ones are shown. */
export function BookingForm({ type, slots: given, firmZone, askMode = true, label, book, before, ready }: Props) {
  const { say, language } = useBookingWords();
  const [slots, setSlots] = useState(given);
  const [chosen, setChosen] = useState<ChosenTime | null>(null);
  const [mode, setMode] = useState<Mode["kind"]>(type.modes[0]?.kind ?? "office");
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ProblemDocument | null>(null);
  const locale = language === "es" ? "es-US" : "en-US";

  async function submit() {
    if (!chosen || busy || (ready && !ready())) return;
    setBusy(true);
    setProblem(null);
    try {
      await book({ ...chosen, mode });
    } catch (error) {
      const told = asProblem(error);
      setProblem(told);
      const fresh = told["slots"];
      if (Array.isArray(fresh)) {
        const length = type.minutes * 60_000;
        setSlots(fresh.map((at) => ({ startsAt: String(at), endsAt: new Date(Date.parse(String(at)) + length).toISOString() })));
        setChosen(null);
      }
    } finally {
      setBusy(false);
    }
  }

  return (
    <form
      className="card"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      {askMode && type.modes.length > 1 && <Modes modes={type.modes} mode={mode} onChange={setMode} />}
      {problem && (
        <p className="message" role="alert">
          {String(problem.type).endsWith("slot-taken") ? say("taken") : problem.detail}
        </p>
      )}
      <TimePicker slots={slots} firmZone={firmZone} chosen={chosen} onChange={setChosen} />
      {before}
      <div className="chosen">
        <p aria-live="polite">
          {chosen ? (
            <>
              <b>{clientDate(new Date(chosen.startsAt), language, { zone: chosen.zone })}</b>
              <small>
                {say("ends", {
                  time: shortTime(new Date(Date.parse(chosen.startsAt) + type.minutes * 60_000).toISOString(), chosen.zone, locale),
                })}
                {askMode && `, ${say(mode).toLowerCase()}`}
              </small>
            </>
          ) : (
            say("choose")
          )}
        </p>
        <Button type="submit" busy={busy || !chosen}>
          {label}
        </Button>
      </div>
    </form>
  );
}

function Modes({ modes, mode, onChange }: { modes: Mode[]; mode: Mode["kind"]; onChange: (mode: Mode["kind"]) => void }) {
  const { say } = useBookingWords();
  return (
    <fieldset className="field modes">
      <legend className="field-label">{say("how")}</legend>
      <div className="picks" data-columns={modes.length === 3 ? 3 : 2}>
        {modes.map(({ kind }) => {
          const Icon = modeIcons[kind];
          return (
            <label key={kind} className="pick">
              <input type="radio" name="mode" value={kind} checked={mode === kind} onChange={() => onChange(kind)} />
              <Icon size={20} stroke={1.75} aria-hidden="true" />
              <span>{say(kind)}</span>
            </label>
          );
        })}
      </div>
    </fieldset>
  );
}
