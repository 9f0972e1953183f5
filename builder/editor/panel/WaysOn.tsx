import { Select } from "@mantine/core";
import type { StepId } from "../../../engine/definition/types.ts";
import type { Outlet } from "../../../engine/steps/index.ts";
import styles from "../fields/fields.module.css";
import { More } from "../fields/lists.tsx";
import { useEditor, useEditorStore } from "../store/context.tsx";
import { titleOf } from "../words/step.ts";
import panel from "./Panel.module.css";

/** Every way on with the step it leads to: the lines of the canvas, for keyboard and screen reader. */
export function WaysOn({ id }: { id: StepId }) {
  const outlets = useEditor((state) => state.index.get(id)?.outlets);
  if (!outlets || outlets.length === 0) return null;
  const open = outlets.filter((outlet) => outlet.required && outlet.to === null).length;
  return (
    <More
      title="Where it goes on"
      says={open > 0 ? `${open} ${open === 1 ? "leads" : "lead"} nowhere yet` : outlets.length === 1 ? "one way" : `${outlets.length} ways`}
      open={open > 0}
    >
      <Ways id={id} outlets={outlets} />
    </More>
  );
}

/** Only there while it is unfolded: a large flow has many steps to choose from. */
function Ways({ id, outlets }: { id: StepId; outlets: readonly Outlet[] }) {
  const store = useEditorStore();
  const nodes = useEditor((state) => state.graph.nodes);
  const readOnly = useEditor((state) => state.readOnly);
  const others = nodes.filter((node) => node.id !== id).map((node) => ({ value: node.id, label: titleOf(node.step) }));
  return (
    <div className={panel.ways}>
      {outlets.map(({ name: outlet, label, required, to: leadsTo }) => (
        <Select
          key={outlet}
          label={required ? label : `${label} (optional)`}
          className={styles.way ?? ""}
          placeholder="Nowhere yet"
          value={leadsTo}
          data={others}
          searchable={!readOnly}
          clearable={!readOnly}
          readOnly={readOnly}
          onChange={(to) =>
            store.getState().edit(to === null ? { do: "disconnect", from: id, outlet } : { do: "connect", from: id, outlet, to })
          }
        />
      ))}
    </div>
  );
}
