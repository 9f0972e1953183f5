import { TextInput } from "@mantine/core";
import type { BranchCase } from "../../../engine/definition/types.ts";
import { ConditionField } from "../conditions/ConditionField.tsx";
import styles from "../fields/fields.module.css";
import { Listed, Remove } from "../fields/lists.tsx";
import { useEditorStore } from "../store/context.tsx";
import type { StepPanelProps } from "./kit.ts";

export function Branch({ id, step, set, wrong, readOnly }: StepPanelProps<"branch">) {
  const store = useEditorStore();
  const cases = step.cases ?? [];
  const change = (index: number, part: Partial<BranchCase>) => {
    const entry = { ...cases[index], ...part } as BranchCase;
    set({ cases: cases.with(index, entry) });
  };
  return (
    <Listed
      label="Cases"
      aside="tried in order, the first that holds is taken"
      readOnly={readOnly}
      error={wrong("cases")}
      add={() => store.getState().edit({ do: "addOutlet", id, list: "cases", entry: { when: {}, name: `Case ${cases.length + 1}` } })}
    >
      <div className={styles.pairs}>
        {cases.map((one, index) => (
          <div key={index} className={styles.box}>
            <div className={styles.boxHead}>
              <TextInput
                aria-label={`Name of case ${index + 1}`}
                placeholder={`Case ${index + 1}`}
                value={one.name ?? ""}
                readOnly={readOnly}
                onChange={(event) => change(index, { name: event.currentTarget.value })}
              />
              {!readOnly && cases.length > 1 && (
                <Remove
                  what={one.name || `case ${index + 1}`}
                  onClick={() => store.getState().edit({ do: "removeOutlet", id, outlet: `cases/${index}` })}
                />
              )}
            </div>
            <ConditionField
              label="If"
              empty="Always: add a rule."
              value={one.when}
              error={wrong(`cases/${index}/when`)}
              readOnly={readOnly}
              onChange={(when) => change(index, { when })}
            />
          </div>
        ))}
      </div>
    </Listed>
  );
}
