import { DurationField } from "../fields/DurationField.tsx";
import { ChoiceField, FlagField, SelectField, Two } from "../fields/Field.tsx";
import { More } from "../fields/lists.tsx";
import { FactPicker } from "../fields/RecordPicker.tsx";
import { MomentField, TimeField, WindowField } from "../fields/TimeField.tsx";
import { useTimeLabel } from "../fields/useTimeLabel.ts";
import type { DrawnStep, StepPanelProps } from "./kit.ts";

type End = "for" | "field" | "instant" | "window";

/** A wait has one end: a while, a date, a moment, or the next sending hours. */
export function waitEnd(step: DrawnStep<"wait">): End {
  if (step.field !== undefined) return "field";
  if (step.instant !== undefined) return "instant";
  return step.for === undefined && step.window !== undefined ? "window" : "for";
}

const nothing = {
  for: undefined,
  field: undefined,
  before: undefined,
  after: undefined,
  instant: undefined,
  businessDays: undefined,
  at: undefined,
};
const fresh: Record<End, Record<string, unknown>> = {
  for: { for: "P3D" },
  field: { field: "matter.closingDate", before: "P3D" },
  instant: { instant: "" },
  window: { window: { days: ["mon", "tue", "wed", "thu", "fri"], from: "09:00", to: "17:00" } },
};

export function Wait({ step, set, wrong, readOnly }: StepPanelProps<"wait">) {
  const end = waitEnd(step);
  const timeLabel = useTimeLabel(step.field);
  const offset = step.before ?? step.after;
  const way = step.before !== undefined ? "before" : step.after !== undefined ? "after" : "on";
  const days = end === "for" ? step.for : offset;
  const wholeDays = days !== undefined && !days.includes("T");
  return (
    <>
      <ChoiceField
        label="Wait"
        value={end}
        error={wrong("")}
        readOnly={readOnly}
        options={[
          { value: "for", label: "A while" },
          { value: "field", label: "For a date" },
          { value: "instant", label: "Until a day" },
          { value: "window", label: "For hours" },
        ]}
        onChange={(next) =>
          next !== end &&
          set({
            ...nothing,
            ...(next === "window" ? {} : { window: step.window && end !== "window" ? step.window : undefined }),
            ...fresh[(next ?? "for") as End],
          })
        }
      />
      {end === "for" && (
        <DurationField
          label="How long"
          value={step.for}
          error={wrong("for")}
          readOnly={readOnly}
          onChange={(length) => set({ for: length ?? "P1D" })}
        />
      )}
      {end === "field" && (
        <>
          <FactPicker
            label="Date"
            types={["date", "dateTime"]}
            value={step.field}
            error={wrong("field")}
            readOnly={readOnly}
            onChange={(field) => set({ field: field ?? "" })}
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
              onChange={(next) =>
                set({
                  before: next === "before" ? (offset ?? "P3D") : undefined,
                  after: next === "after" ? (offset ?? "P3D") : undefined,
                  ...(next === "on" ? { businessDays: undefined } : {}),
                })
              }
            />
            <TimeField label={timeLabel} value={step.at} error={wrong("at")} readOnly={readOnly} onChange={(at) => set({ at })} />
          </Two>
          {way !== "on" && (
            <DurationField
              label={`How long ${way}`}
              value={offset}
              error={wrong(way)}
              readOnly={readOnly}
              onChange={(next) => set(way === "before" ? { before: next ?? "P1D" } : { after: next ?? "P1D" })}
            />
          )}
        </>
      )}
      {end === "instant" && (
        <MomentField
          label="Until"
          value={step.instant}
          error={wrong("instant")}
          hint="In the flow's time zone."
          readOnly={readOnly}
          onChange={(instant) => set({ instant: instant ?? "" })}
        />
      )}
      {(end === "for" || (end === "field" && way !== "on")) && wholeDays && (
        <FlagField
          label="Count only business days"
          value={step.businessDays}
          hint={wrong("businessDays")}
          readOnly={readOnly}
          onChange={(businessDays) => set({ businessDays })}
        />
      )}
      {end === "for" && wholeDays && (
        <TimeField
          label="At (optional)"
          value={step.at}
          error={wrong("at")}
          hint="The time on the day reached; without it, the time of arrival."
          readOnly={readOnly}
          onChange={(at) => set({ at })}
        />
      )}
      {end === "window" ? (
        <WindowField
          label="Hours"
          none=""
          value={step.window}
          error={wrong("window")}
          readOnly={readOnly}
          onChange={(window) => set({ window: window ?? fresh.window["window"] })}
        />
      ) : (
        <More title="Only end within certain hours" says={step.window ? "yes" : "no"} open={Boolean(wrong("window"))}>
          <WindowField
            label="Hours"
            none="at any time"
            value={step.window}
            error={wrong("window")}
            readOnly={readOnly}
            onChange={(window) => set({ window })}
          />
        </More>
      )}
    </>
  );
}
