import { ActionIcon, Menu, Tabs } from "@mantine/core";
import { IconCopy, IconDots, IconTrash, IconX } from "@tabler/icons-react";
import { lazy, memo, Suspense, useEffect, useRef, useState } from "react";
import type { StepId } from "../../../engine/definition/types.ts";
import { isStepKind } from "../../../engine/steps/index.ts";
import { KindTile } from "../../components/Tile.tsx";
import { lookOf } from "../../theme/kinds.tsx";
import { deleteSelected, duplicate } from "../canvas/useCanvasKeys.ts";
import { Fixes } from "../problems/Fixes.tsx";
import { useProblemsOf, useWarningsOf } from "../problems/useProblems.ts";
import { Warnings } from "../problems/Warnings.tsx";
import { fieldOf, problemAt, sentence } from "../problems/words.ts";
import { panelOf } from "../steps/index.ts";
import { useEditor, useEditorStore, useIndexed } from "../store/context.tsx";
import { START } from "../store/editorStore.ts";
import { useNames } from "../words/names.ts";
import { sentenceOf } from "../words/sentence.ts";
import { titleOf } from "../words/step.ts";
import { ArrivingNow } from "./ArrivingNow.tsx";
import { Bold } from "./Bold.tsx";
import { LastChange } from "./LastChange.tsx";
import { messageOf } from "./messageOf.ts";
import styles from "./Panel.module.css";
import { Readable } from "./Readable.tsx";
import { StartPanel } from "./StartPanel.tsx";
import { WaysOn } from "./WaysOn.tsx";

const WhatTheySee = lazy(() => import("./WhatTheySee.tsx"));
const WhoIsHere = lazy(() => import("./WhoIsHere.tsx"));

/** Right of the canvas, for the one selected step. */
export default memo(function Panel() {
  const [current] = useEditor((state) => state.selected);
  const open = useEditor((state) => state.panel && state.selected.length === 1);
  const exists = useEditor((state) => current === START || (current !== undefined && state.index.has(current)));
  if (!open || !current || !exists) return null;
  return current === START ? <StartPanel /> : <StepPanel key={current} id={current} />;
});

function StepPanel({ id }: { id: StepId }) {
  const store = useEditorStore();
  const indexed = useIndexed(id);
  const index = useEditor((state) => state.index);
  const readOnly = useEditor((state) => state.readOnly);
  const count = useEditor((state) => state.counts.get(id));
  const problems = useProblemsOf(id);
  const warnings = useWarningsOf(id);
  const clock = useEditor((state) => state.graph.settings.clock?.zone);
  const names = useNames();
  const [tab, setTab] = useState<string | null>("settings");
  if (!indexed) return null;
  const { step } = indexed.node;
  const { kind } = step;
  const Fields = isStepKind(kind) ? panelOf(kind) : null;
  const sends = Object.keys(messageOf(step)).length > 0;
  const here = (count?.waiting ?? 0) + (count?.attention ?? 0);
  const general = problems.filter((problem) => !Fields || fieldOf(problem) === "" || problem.code === "missingOutlet");
  const set = (fields: Record<string, unknown>) =>
    store.getState().edit({ do: "updateStep", id, fields }, { merge: `${id} ${Object.keys(fields).sort().join(" ")}` });
  return (
    <aside className={styles.panel} aria-label="Step settings">
      <header className={styles.head}>
        <KindTile kind={kind} size="l" />
        <div className={styles.names}>
          <div className={styles.kind}>{lookOf(kind).label}</div>
          <Title key={step.name ?? ""} id={id} name={titleOf(step)} readOnly={readOnly} />
        </div>
        {!readOnly && (
          <Menu>
            <Menu.Target>
              <ActionIcon variant="subtle" color="gray" size={32} aria-label="More for this step">
                <IconDots size={18} stroke={1.7} />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item leftSection={<IconCopy size={15} stroke={1.7} />} onClick={() => duplicate(store)}>
                Duplicate
              </Menu.Item>
              <Menu.Item color="attention" leftSection={<IconTrash size={15} stroke={1.7} />} onClick={() => deleteSelected(store)}>
                Delete, close the gap
              </Menu.Item>
              <Menu.Item
                color="attention"
                leftSection={<IconTrash size={15} stroke={1.7} />}
                onClick={() => deleteSelected(store, "Deleted", false)}
              >
                Delete, leave the gap
              </Menu.Item>
            </Menu.Dropdown>
          </Menu>
        )}
        <ActionIcon variant="subtle" color="gray" size={32} aria-label="Close the panel" onClick={() => store.getState().closePanel()}>
          <IconX size={18} stroke={1.7} />
        </ActionIcon>
      </header>
      <Tabs value={tab} onChange={setTab} className={styles.tabs ?? ""} keepMounted={false}>
        <Tabs.List>
          <Tabs.Tab value="settings">Settings</Tabs.Tab>
          {sends && <Tabs.Tab value="see">What they see</Tabs.Tab>}
          <Tabs.Tab value="people">Who is here {here > 0 && <span className={styles.count}>{here.toLocaleString("en-US")}</span>}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="settings" className={styles.body ?? ""} tabIndex={-1}>
          <p className={styles.say}>
            <Bold>{sentenceOf(index, id, names, clock)}</Bold>
          </p>
          <ArrivingNow step={step} />
          {general.length > 0 && (
            <ul className={styles.problems} aria-label="Problems">
              {general.map((problem) => (
                <li key={`${problem.path} ${problem.code}`}>{sentence(problem, kind)}</li>
              ))}
            </ul>
          )}
          <Fixes problems={problems} />
          <Warnings warnings={warnings} kind={kind} />
          {Fields && (
            <Readable of={step}>
              <Fields
                id={id}
                step={step as never}
                set={set as never}
                wrong={(field) =>
                  field === ""
                    ? undefined
                    : problemAt(
                        problems.filter((one) => one.code !== "missingOutlet"),
                        field,
                        kind,
                      )
                }
                readOnly={readOnly}
              />
            </Readable>
          )}
          <WaysOn id={id} />
        </Tabs.Panel>
        {sends && (
          <Tabs.Panel value="see" className={styles.body ?? ""}>
            <Suspense fallback={null}>
              <WhatTheySee step={step} />
            </Suspense>
          </Tabs.Panel>
        )}
        <Tabs.Panel value="people" className={styles.body ?? ""}>
          <Suspense fallback={null}>
            <WhoIsHere step={id} />
          </Suspense>
        </Tabs.Panel>
      </Tabs>
      <LastChange id={id} />
    </aside>
  );
}

/** The step's title, changed where it stands. */
function Title({ id, name, readOnly }: { id: StepId; name: string; readOnly: boolean }) {
  const store = useEditorStore();
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState(name);
  useEffect(() => setText(name), [name]);
  if (readOnly) return <h2 className={styles.title}>{name}</h2>;
  return (
    <h2 className={styles.title}>
      <input
        ref={input}
        aria-label="Title of the step"
        value={text}
        maxLength={120}
        onChange={(event) => setText(event.currentTarget.value)}
        onBlur={() => text !== name && store.getState().edit({ do: "rename", id, name: text })}
        onKeyDown={(event) => {
          if (event.key === "Enter") input.current?.blur();
          if (event.key === "Escape") {
            setText(name);
            event.stopPropagation();
          }
        }}
      />
    </h2>
  );
}
