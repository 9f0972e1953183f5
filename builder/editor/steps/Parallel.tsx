import styles from "../fields/fields.module.css";
import { Listed, Remove } from "../fields/lists.tsx";
import { StepPicker } from "../fields/RecordPicker.tsx";
import { useEditor, useEditorStore } from "../store/context.tsx";
import { titleOf } from "../words/step.ts";
import type { StepPanelProps } from "./kit.ts";

export function Parallel({ id, step, set, wrong, readOnly }: StepPanelProps<"parallel">) {
  const store = useEditorStore();
  const outlets = useEditor((state) => state.index.get(id)?.outlets ?? []);
  const index = useEditor((state) => state.index);
  return (
    <>
      <Listed
        label="Side by side"
        error={wrong("branches")}
        readOnly={readOnly}
        add={() => store.getState().edit({ do: "addOutlet", id, list: "branches" })}
      >
        <ul className={styles.list}>
          {outlets.map((outlet, at) => (
            <li key={outlet.name}>
              <span>
                {outlet.label}: {outlet.to ? titleOf(index.get(outlet.to)?.node.step ?? { kind: "end" }) : "leads nowhere yet"}
              </span>
              {!readOnly && outlets.length > 2 && (
                <Remove what={outlet.label} onClick={() => store.getState().edit({ do: "removeOutlet", id, outlet: `branches/${at}` })} />
              )}
            </li>
          ))}
        </ul>
      </Listed>
      <StepPicker
        label="They meet at"
        kinds={["join"]}
        value={step.join}
        error={wrong("join")}
        readOnly={readOnly}
        onChange={(join) => set({ join: join ?? "" })}
      />
    </>
  );
}
