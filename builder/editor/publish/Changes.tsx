import { IconMinus, IconPencil, IconPlus, IconRoute, type TablerIcon } from "@tabler/icons-react";
import { useEffect, useMemo } from "react";
import { KindTile, Tile } from "../../components/Tile.tsx";
import { type OpenFlow, useVersion } from "../api/flows.ts";
import panel from "../panel/Panel.module.css";
import { useEditor, useEditorStore } from "../store/context.tsx";
import { useNames } from "../words/names.ts";
import { titleOf } from "../words/step.ts";
import styles from "./Changes.module.css";
import { changesBetween, type StepChange } from "./changes.ts";
import { diffOf } from "./diff.ts";
import { type FieldChange, settingChanges } from "./fieldChanges.ts";

const looks: Record<StepChange["sort"], { icon: TablerIcon; tone: "done" | "attention" | "waiting"; words: string }> = {
  new: { icon: IconPlus, tone: "done", words: "new" },
  removed: { icon: IconMinus, tone: "attention", words: "removed" },
  changed: { icon: IconPencil, tone: "waiting", words: "changed" },
  led: { icon: IconRoute, tone: "waiting", words: "goes on elsewhere" },
};

/** What publishing would change, as a list and, as long as it is shown, on the canvas. */
export function Changes({ flow }: { flow: OpenFlow }) {
  const store = useEditorStore();
  const graph = useEditor((state) => state.graph);
  const names = useNames();
  const { data: live } = useVersion(flow.key, flow.liveVersion ?? null);
  const told = useMemo(() => {
    if (!live) return null;
    const changes = changesBetween(live.graph, graph, names);
    return { changes, settings: settingChanges(live.graph.settings, graph.settings, names), diff: diffOf(live.graph, graph, changes) };
  }, [live, graph, names]);
  useEffect(() => {
    if (told) store.getState().showDiff(told.diff);
  }, [told, store]);
  useEffect(() => () => store.getState().showDiff(null), [store]);
  if (!flow.liveVersion || !told) return null;
  const { changes, settings } = told;
  return (
    <section>
      <h3 className={panel.sub}>What changed since version {flow.liveVersion}</h3>
      {changes.length + settings.length === 0 && <p className={panel.say}>Nothing.</p>}
      <ul className={styles.changes}>
        {settings.length > 0 && (
          <li>
            <div className={styles.step}>
              <Tile icon={IconPencil} tone="waiting" size="s" />
              The flow as a whole
            </div>
            <Fields fields={settings} />
          </li>
        )}
        {changes.map(({ id, sort, step, fields }) => {
          const look = looks[sort];
          return (
            <li key={id}>
              <div className={styles.step}>
                <Tile icon={look.icon} tone={look.tone} size="s" />
                <KindTile kind={step.kind} size="s" />
                <button type="button" className={panel.link} onClick={() => store.getState().goTo(id)}>
                  {sort === "removed" ? <s>{titleOf(step)}</s> : titleOf(step)}
                </button>
                {fields.length === 0 && <em>{look.words}</em>}
              </div>
              <Fields fields={fields} />
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function Fields({ fields }: { fields: FieldChange[] }) {
  if (fields.length === 0) return null;
  return (
    <dl className={styles.fields}>
      {fields.map(({ label, was, now }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>
            <del>{was}</del> <span aria-hidden="true">→</span> <ins>{now}</ins>
          </dd>
        </div>
      ))}
    </dl>
  );
}
