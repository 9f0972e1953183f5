import { SegmentedControl } from "@mantine/core";
import { IconMinus, IconPencil, IconPlus, IconRoute, type TablerIcon } from "@tabler/icons-react";
import type { StepId } from "../../../engine/definition/types.ts";
import type { StepChange } from "../publish/changes.ts";
import type { DiffView } from "../publish/diff.ts";
import { useEditor, useEditorStore } from "../store/context.tsx";
import styles from "./DiffMark.module.css";

const looks: Record<StepChange["sort"], { icon: TablerIcon; words: string }> = {
  new: { icon: IconPlus, words: "New" },
  removed: { icon: IconMinus, words: "Removed" },
  changed: { icon: IconPencil, words: "Changed" },
  led: { icon: IconRoute, words: "Goes on elsewhere" },
};

/** How publishing would change this step, while both versions are drawn. */
export const useDiffOf = (id: StepId): StepChange | undefined =>
  useEditor(({ diff, diffView }) => (diffView === "both" ? diff?.marks.get(id) : undefined));

/** The word on a step's rim: "New", "Removed", "Was 2 days". */
export function DiffMark({ id }: { id: StepId }) {
  const change = useDiffOf(id);
  if (!change) return null;
  const { icon: Icon, words } = looks[change.sort];
  const [only, ...more] = change.fields;
  const said = only && more.length === 0 && only.was.length <= 24 && only.was !== "not set" ? `Was ${only.was}` : words;
  return (
    <span className={styles.mark} data-sort={change.sort}>
      <Icon size={12} stroke={2.4} aria-hidden="true" />
      {said}
    </span>
  );
}

/** Above the canvas: how much changed, and which of the two is looked at. */
export function DiffBar() {
  const store = useEditorStore();
  const diff = useEditor((state) => state.diff);
  const view = useEditor((state) => state.diffView);
  if (!diff || diff.marks.size === 0) return null;
  const count = (...sorts: StepChange["sort"][]) => [...diff.marks.values()].filter(({ sort }) => sorts.includes(sort)).length;
  const counts = [
    { sort: "new", many: count("new"), words: "new" },
    { sort: "removed", many: count("removed"), words: "removed" },
    { sort: "changed", many: count("changed", "led"), words: "changed" },
  ].filter(({ many }) => many > 0);
  return (
    <div className={styles.bar}>
      {counts.map(({ sort, many, words }) => (
        <span key={sort} data-sort={sort}>
          <i aria-hidden="true" />
          {many} {words}
        </span>
      ))}
      <SegmentedControl
        size="xs"
        aria-label="Which drawing is shown"
        value={view}
        onChange={(next) => store.getState().viewDiff(next as DiffView)}
        data={[
          { value: "before", label: "Before" },
          { value: "both", label: "Both" },
          { value: "after", label: "After" },
        ]}
      />
    </div>
  );
}
