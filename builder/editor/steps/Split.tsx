import { NumberInput, TextInput } from "@mantine/core";
import type { SplitArm } from "../../../engine/definition/types.ts";
import styles from "../fields/fields.module.css";
import { Listed, Remove } from "../fields/lists.tsx";
import { useEditorStore } from "../store/context.tsx";
import type { StepPanelProps } from "./kit.ts";

export function Split({ id, step, set, wrong, readOnly }: StepPanelProps<"split">) {
  const store = useEditorStore();
  const arms = step.arms ?? [];
  const sum = arms.reduce((total, arm) => total + (Number(arm.weight) || 0), 0) || 1;
  const change = (index: number, part: Partial<SplitArm>) => set({ arms: arms.with(index, { ...arms[index], ...part } as SplitArm) });
  return (
    <Listed
      label="Ways"
      aside="the same person always goes the same way"
      error={wrong("arms")}
      readOnly={readOnly}
      add={() =>
        store.getState().edit({ do: "addOutlet", id, list: "arms", entry: { weight: 50, name: String.fromCharCode(65 + arms.length) } })
      }
    >
      <ul className={styles.list}>
        {arms.map((arm, index) => (
          <li key={index}>
            <div className={styles.duration}>
              <NumberInput
                aria-label={`Weight of way ${index + 1}`}
                hideControls
                value={arm.weight}
                min={0}
                max={1_000_000}
                readOnly={readOnly}
                onChange={(weight) => change(index, { weight: typeof weight === "number" ? weight : 0 })}
              />
              <TextInput
                aria-label={`Name of way ${index + 1}`}
                value={arm.name ?? ""}
                readOnly={readOnly}
                onChange={(event) => change(index, { name: event.currentTarget.value })}
              />
              <span className={styles.after}>{Math.round((arm.weight / sum) * 100)}% of people</span>
            </div>
            {!readOnly && arms.length > 2 && (
              <Remove
                what={arm.name || `way ${index + 1}`}
                onClick={() => store.getState().edit({ do: "removeOutlet", id, outlet: `arms/${index}` })}
              />
            )}
          </li>
        ))}
      </ul>
    </Listed>
  );
}
