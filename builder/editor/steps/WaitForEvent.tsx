import type { AwaitedEvent } from "../../../engine/definition/types.ts";
import { ConditionField } from "../conditions/ConditionField.tsx";
import { EventPicker } from "../fields/EventPicker.tsx";
import styles from "../fields/fields.module.css";
import { Listed, Remove } from "../fields/lists.tsx";
import { useEditorStore } from "../store/context.tsx";
import type { StepPanelProps } from "./kit.ts";
import { WaitAtMost } from "./WaitAtMost.tsx";

const filled = (condition: Record<string, unknown>) => (Object.keys(condition).length > 0 ? condition : undefined);

export function WaitForEvent(props: StepPanelProps<"waitForEvent">) {
  const { id, step, set, wrong, readOnly } = props;
  const store = useEditorStore();
  const { events } = step;
  const change = (index: number, part: Partial<AwaitedEvent>) => {
    const merged = { ...events?.[index], ...part } as Record<string, unknown>;
    const entry = Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== undefined));
    set({ events: events?.with(index, entry as unknown as AwaitedEvent) });
  };
  return (
    <>
      {events === undefined ? (
        <>
          <EventPicker
            label="Wait until"
            value={step.event}
            error={wrong("event") ?? wrong("")}
            readOnly={readOnly}
            onChange={(event) => set({ event: event ?? "", where: undefined })}
          />
          {step.event && (
            <ConditionField
              label="Only if"
              empty="Any of these."
              event={step.event}
              value={step.where}
              error={wrong("where")}
              readOnly={readOnly}
              onChange={(where) => set({ where: filled(where) })}
            />
          )}
          {!readOnly && (
            <button
              type="button"
              className={styles.add}
              onClick={() =>
                set({
                  events: [{ event: step.event ?? "", ...(step.where ? { where: step.where } : {}) }, { event: "" }],
                  event: undefined,
                  where: undefined,
                })
              }
            >
              Wait for one of several things
            </button>
          )}
        </>
      ) : (
        <Listed
          label="Whichever comes first"
          error={wrong("events")}
          readOnly={readOnly}
          add={() => store.getState().edit({ do: "addOutlet", id, list: "events" })}
        >
          <div className={styles.pairs}>
            {events.map((entry, index) => (
              <div key={index} className={styles.box}>
                <div className={styles.boxHead}>
                  <EventPicker
                    label=""
                    named="What happens"
                    value={entry.event}
                    readOnly={readOnly}
                    onChange={(event) => change(index, { event: event ?? "", where: undefined })}
                  />
                  {!readOnly && events.length > 1 && (
                    <Remove
                      what={`event ${index + 1}`}
                      onClick={() => store.getState().edit({ do: "removeOutlet", id, outlet: `events/${index}` })}
                    />
                  )}
                </div>
                {entry.event && (
                  <ConditionField
                    label="Only if"
                    empty="Any of these."
                    event={entry.event}
                    value={entry.where}
                    readOnly={readOnly}
                    onChange={(where) => change(index, { where: filled(where) })}
                  />
                )}
              </div>
            ))}
          </div>
        </Listed>
      )}
      <WaitAtMost {...props} />
    </>
  );
}
