import type { ReactNode } from "react";
import type { EnrolTrigger } from "../../../engine/definition/types.ts";
import { ConditionField } from "../conditions/ConditionField.tsx";
import { DurationField } from "../fields/DurationField.tsx";
import { EventPicker } from "../fields/EventPicker.tsx";
import { SelectField, Two } from "../fields/Field.tsx";
import styles from "../fields/fields.module.css";
import { FactPicker } from "../fields/RecordPicker.tsx";
import { TimeField } from "../fields/TimeField.tsx";
import { useTimeLabel } from "../fields/useTimeLabel.ts";
import { ScheduleField } from "./ScheduleField.tsx";

/** What is known of somebody who is not in the flow yet: no step has left anything behind. */
export const atTheStart = ["contact", "matter", "occasion", "firm", "staff"] as const;
const records = ["contact", "matter", "occasion"] as const;

type Sort = "event" | "field" | "schedule" | "becomes";
const sortOf = (trigger: EnrolTrigger): Sort =>
  "event" in trigger ? "event" : "field" in trigger ? "field" : "schedule" in trigger ? "schedule" : "becomes";

const fresh: Record<Sort, EnrolTrigger> = {
  event: { event: "" },
  field: { field: "matter.closingDate", before: "P7D" },
  schedule: { schedule: "FREQ=WEEKLY;BYDAY=MO;BYHOUR=9;BYMINUTE=0" },
  becomes: { becomes: {} },
};

interface TriggerProps {
  trigger: EnrolTrigger;
  onChange: (trigger: EnrolTrigger) => void;
  readOnly: boolean;
  remove: ReactNode;
}

/** One of the things that start a run. */
export function Trigger({ trigger, onChange, readOnly, remove }: TriggerProps) {
  return (
    <>
      <div className={styles.boxHead}>
        <SelectField
          label=""
          named="How it starts"
          value={sortOf(trigger)}
          readOnly={readOnly}
          options={[
            { value: "event", label: "Something happens" },
            { value: "field", label: "A date comes near" },
            { value: "becomes", label: "Something becomes so" },
            { value: "schedule", label: "The calendar says so" },
          ]}
          onChange={(sort) => sort && onChange(fresh[sort as Sort])}
        />
        {remove}
      </div>
      {"event" in trigger ? (
        <>
          <EventPicker
            label="What happens"
            value={trigger.event}
            readOnly={readOnly}
            onChange={(event) => onChange({ event: event ?? "" })}
          />
          {trigger.event && (
            <ConditionField
              label="Only if"
              empty="Any of these."
              event={trigger.event}
              roots={atTheStart}
              value={trigger.where}
              readOnly={readOnly}
              onChange={(where) => onChange({ event: trigger.event, ...(Object.keys(where).length > 0 ? { where } : {}) })}
            />
          )}
        </>
      ) : "field" in trigger ? (
        <DateTrigger trigger={trigger} onChange={onChange} readOnly={readOnly} />
      ) : "schedule" in trigger ? (
        <ScheduleField rule={trigger.schedule} readOnly={readOnly} onChange={(schedule) => onChange({ schedule })} />
      ) : (
        <ConditionField
          label="What becomes so"
          empty="Say what has to become so."
          roots={records}
          value={trigger.becomes}
          readOnly={readOnly}
          onChange={(becomes) => onChange({ becomes })}
        />
      )}
    </>
  );
}

type DateTriggerShape = Extract<EnrolTrigger, { field: string }>;

function DateTrigger({
  trigger,
  onChange,
  readOnly,
}: {
  trigger: DateTriggerShape;
  onChange: (trigger: EnrolTrigger) => void;
  readOnly: boolean;
}) {
  const way = trigger.before !== undefined ? "before" : trigger.after !== undefined ? "after" : "on";
  const offset = trigger.before ?? trigger.after;
  const { before: _before, after: _after, ...rest } = trigger;
  const set = (next: Partial<DateTriggerShape>) =>
    onChange(Object.fromEntries(Object.entries({ ...rest, ...next }).filter(([, value]) => value !== undefined)) as DateTriggerShape);
  const kept = way === "on" ? {} : { [way]: offset };
  const timeLabel = useTimeLabel(trigger.field);
  return (
    <>
      <FactPicker
        label="Date"
        types={["date", "dateTime"]}
        roots={records}
        value={trigger.field}
        readOnly={readOnly}
        onChange={(field) => set({ ...kept, field: field ?? "" })}
      />
      <Two>
        <SelectField
          label="When"
          value={way}
          readOnly={readOnly}
          options={[
            { value: "before", label: "Before it" },
            { value: "on", label: "On the day" },
            { value: "after", label: "After it" },
          ]}
          onChange={(next) => set(next === "on" ? {} : { [next ?? "before"]: offset ?? "P7D" })}
        />
        <TimeField label={timeLabel} value={trigger.at} readOnly={readOnly} onChange={(at) => set({ ...kept, at })} />
      </Two>
      {way !== "on" && (
        <DurationField
          label={`How long ${way}`}
          value={offset}
          readOnly={readOnly}
          units={["hours", "days", "weeks", "months"]}
          onChange={(next) => set({ [way]: next ?? "P1D" })}
        />
      )}
      <DurationField
        label="Again every (optional)"
        value={trigger.every}
        readOnly={readOnly}
        units={["days", "weeks", "months", "years"]}
        onChange={(every) => set({ ...kept, every })}
      />
    </>
  );
}
