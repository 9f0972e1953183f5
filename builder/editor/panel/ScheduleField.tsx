import { NumberInput, Select, TextInput } from "@mantine/core";
import { useMemo } from "react";
import { whyNotRule } from "../../../engine/definition/rrule.ts";
import { scheduledAfter } from "../../../engine/time/index.ts";
import { formatWhen } from "../../components/when.ts";
import { useFirmDays } from "../api/firm.ts";
import { Two } from "../fields/Field.tsx";
import styles from "../fields/fields.module.css";
import { TimeField } from "../fields/TimeField.tsx";
import { monthNames, scheduleWords } from "../words/start.ts";
import { readSchedule, type Schedule, type ScheduleDay, type ScheduleUnit, weekdays, writeSchedule } from "./schedule.ts";

interface ScheduleFieldProps {
  rule: string;
  onChange: (rule: string) => void;
  readOnly: boolean;
}

const unitNames: Record<ScheduleUnit, [one: string, many: string]> = {
  DAILY: ["day", "days"],
  WEEKLY: ["week", "weeks"],
  MONTHLY: ["month", "months"],
  YEARLY: ["year", "years"],
};
const dayNames: Record<ScheduleDay, string> = {
  ...{ MO: "Monday", TU: "Tuesday", WE: "Wednesday", TH: "Thursday", FR: "Friday", SA: "Saturday", SU: "Sunday" },
};
const daysOfMonth = [
  ...Array.from({ length: 31 }, (_, index) => ({ value: String(index + 1), label: `Day ${index + 1}` })),
  { value: "-1", label: "The last day" },
];

/** How often, on which days and at what time; with the next times it comes to. A rule that says more is shown as it is written. */
export function ScheduleField({ rule, onChange, readOnly }: ScheduleFieldProps) {
  const schedule = readSchedule(rule);
  return (
    <>
      {schedule ? (
        <HowOften schedule={schedule} onChange={(next) => onChange(writeSchedule(next))} readOnly={readOnly} />
      ) : (
        <TextInput
          label="Calendar rule"
          description="Written by hand (RFC 5545): it says more than can be set here."
          value={rule}
          readOnly={readOnly}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      )}
      <NextTimes rule={rule} />
      {!schedule && !readOnly && (
        <button type="button" className={styles.add} onClick={() => onChange("FREQ=WEEKLY;BYDAY=MO;BYHOUR=9;BYMINUTE=0")}>
          Set it here instead
        </button>
      )}
    </>
  );
}

function HowOften({ schedule, onChange, readOnly }: { schedule: Schedule; onChange: (schedule: Schedule) => void; readOnly: boolean }) {
  const put = (change: Partial<Schedule>) => onChange({ ...schedule, ...change });
  const { unit, every, days, dayOfMonth, month, at } = schedule;
  return (
    <>
      <Two>
        <NumberInput
          label="Every"
          min={1}
          max={99}
          allowDecimal={false}
          value={every}
          readOnly={readOnly}
          onChange={(next) => typeof next === "number" && next >= 1 && put({ every: next })}
        />
        <Select
          label="Of what"
          allowDeselect={false}
          value={unit}
          readOnly={readOnly}
          data={Object.entries(unitNames).map(([value, [one, many]]) => ({ value, label: every === 1 ? one : many }))}
          onChange={(next) => next && put({ unit: next as ScheduleUnit })}
        />
      </Two>
      {unit === "WEEKLY" && (
        <fieldset className={styles.days} aria-label="On these days">
          {weekdays.map((day) => (
            <button
              key={day}
              type="button"
              className={styles.day}
              aria-label={dayNames[day]}
              aria-pressed={days.includes(day)}
              disabled={readOnly}
              onClick={() => put({ days: weekdays.filter((one) => (one === day ? !days.includes(day) : days.includes(one))) })}
            >
              {dayNames[day].slice(0, 2)}
            </button>
          ))}
        </fieldset>
      )}
      <Two>
        {unit === "YEARLY" && (
          <Select
            label="Month"
            allowDeselect={false}
            value={String(month)}
            readOnly={readOnly}
            data={monthNames.map((label, index) => ({ value: String(index + 1), label }))}
            onChange={(next) => next && put({ month: Number(next) })}
          />
        )}
        {(unit === "MONTHLY" || unit === "YEARLY") && (
          <Select
            label="On"
            allowDeselect={false}
            value={String(dayOfMonth)}
            readOnly={readOnly}
            data={daysOfMonth}
            searchable={!readOnly}
            onChange={(next) => next && put({ dayOfMonth: Number(next) })}
          />
        )}
        <TimeField label="At" value={at} readOnly={readOnly} onChange={(next) => next && put({ at: next })} />
      </Two>
    </>
  );
}

const shown = 3;

function nextTimes(rule: string, zone: string, now: number): number[] {
  const times: number[] = [];
  if (whyNotRule(rule) !== null) return times;
  for (let from = now; times.length < shown; ) {
    const next = scheduledAfter(rule, zone, now, from);
    if (!next) break;
    times.push(next.at);
    from = next.at;
  }
  return times;
}

/** "Reads: every week on Monday at 09:00. Next: Mon 30 Nov, 09:00 EST …" */
function NextTimes({ rule }: { rule: string }) {
  const { zone } = useFirmDays();
  const next = useMemo(() => {
    const now = Date.now();
    return nextTimes(rule, zone, now)
      .map((at) => formatWhen(new Date(at), { zone, now: new Date(now) }))
      .join("; ");
  }, [rule, zone]);
  return (
    <p className={styles.after}>
      Reads: {scheduleWords(rule)}. {next ? `Next: ${next}. ` : ""}Starts for everybody who may enter.
    </p>
  );
}
