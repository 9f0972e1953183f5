import { ActionIcon } from "@mantine/core";
import { IconBolt, IconX } from "@tabler/icons-react";
import { useMemo } from "react";
import type { EnrolTrigger } from "../../../engine/definition/types.ts";
import type { Graph } from "../../../engine/graph/index.ts";
import { Tile } from "../../components/Tile.tsx";
import { useRecords } from "../api/records.ts";
import { ConditionField } from "../conditions/ConditionField.tsx";
import { DurationField } from "../fields/DurationField.tsx";
import { ChoiceField, SelectField } from "../fields/Field.tsx";
import styles from "../fields/fields.module.css";
import { Listed, Remove } from "../fields/lists.tsx";
import { WindowField } from "../fields/TimeField.tsx";
import { Fixes } from "../problems/Fixes.tsx";
import { useProblemsOf, useWarningsOf } from "../problems/useProblems.ts";
import { Warnings } from "../problems/Warnings.tsx";
import { sentence } from "../problems/words.ts";
import { useEditor, useEditorStore } from "../store/context.tsx";
import { START } from "../store/editorStore.ts";
import { useNames } from "../words/names.ts";
import { startDetail, startTitle } from "../words/start.ts";
import { GoalsAndExits } from "./GoalsAndExits.tsx";
import panel from "./Panel.module.css";
import { atTheStart, Trigger } from "./Trigger.tsx";

/** When runs begin, for whom, what ends them early, and when messages may leave. */
export function StartPanel() {
  const store = useEditorStore();
  const settings = useEditor((state) => state.graph.settings);
  const readOnly = useEditor((state) => state.readOnly);
  const problems = useProblemsOf(START);
  const warnings = useWarningsOf(START);
  const wrong = useMemo(() => [...problems, ...warnings], [problems, warnings]);
  const names = useNames();
  const { caseTypes } = useRecords();
  const { enrol } = settings;
  const set = (changes: Partial<Graph["settings"]>) =>
    store.getState().edit({ do: "setSettings", settings: changes }, { merge: `settings ${Object.keys(changes).join(" ")}` });
  const setEnrol = (changes: Partial<typeof enrol>) => set({ enrol: clean({ ...enrol, ...changes }) });
  const again = typeof enrol.again === "string" ? enrol.again : "after";
  return (
    <aside className={panel.panel} aria-label="How the flow starts">
      <header className={panel.head}>
        <Tile icon={IconBolt} tone="end" size="l" />
        <div className={panel.names}>
          <div className={panel.kind}>Start</div>
          <h2 className={panel.title}>{startTitle(settings, names)}</h2>
        </div>
        <ActionIcon variant="subtle" color="gray" size={32} aria-label="Close the panel" onClick={() => store.getState().closePanel()}>
          <IconX size={18} stroke={1.7} />
        </ActionIcon>
      </header>
      <div className={panel.body}>
        <p className={panel.say}>
          {startTitle(settings, names)}. {startDetail(settings, names)}.
        </p>
        {problems.length > 0 && (
          <ul className={panel.problems}>
            {problems.map((problem) => (
              <li key={`${problem.path} ${problem.code}`}>{sentence(problem)}</li>
            ))}
          </ul>
        )}
        <Warnings warnings={warnings} />
        <Fixes problems={wrong} />
        <ChoiceField
          label="It is about"
          value={settings.subject}
          readOnly={readOnly}
          options={[
            { value: "contact", label: "A person" },
            { value: "matter", label: "A matter" },
            { value: "occasion", label: "A date" },
          ]}
          onChange={(subject) => set({ subject: (subject ?? "matter") as typeof settings.subject })}
        />
        <Listed
          label="Starts when"
          aside={enrol.on.length === 0 ? "only by hand" : "any of these"}
          readOnly={readOnly}
          add={() => setEnrol({ on: [...enrol.on, fresh(settings.subject)] })}
        >
          <div className={styles.pairs}>
            {enrol.on.map((trigger, index) => (
              <div key={index} className={panel.trigger}>
                <Trigger
                  trigger={trigger}
                  readOnly={readOnly}
                  onChange={(next) => setEnrol({ on: enrol.on.with(index, next) })}
                  remove={
                    readOnly ? null : (
                      <Remove what={`trigger ${index + 1}`} onClick={() => setEnrol({ on: enrol.on.toSpliced(index, 1) })} />
                    )
                  }
                />
              </div>
            ))}
          </div>
        </Listed>
        <ConditionField
          label="Only for"
          roots={atTheStart}
          empty="Everybody."
          value={enrol.where}
          readOnly={readOnly}
          onChange={(where) => setEnrol({ where: Object.keys(where).length > 0 ? where : undefined })}
        />
        <SelectField
          label="How often"
          value={again}
          readOnly={readOnly}
          options={[
            { value: "never", label: "Once and never again" },
            { value: "afterEnd", label: "Again once it has ended" },
            { value: "always", label: "Every time" },
            { value: "after", label: "Again after a while" },
          ]}
          onChange={(next) =>
            setEnrol({ again: next === "after" ? { after: "P90D" } : ((next ?? "never") as "never" | "afterEnd" | "always") })
          }
        />
        {typeof enrol.again === "object" && (
          <DurationField
            label="At the earliest after"
            value={enrol.again.after}
            readOnly={readOnly}
            onChange={(after) => setEnrol({ again: { after: after ?? "P1D" } })}
          />
        )}
        <GoalsAndExits settings={settings} set={set} readOnly={readOnly} />
        <WindowField
          label="When marketing may leave"
          none="at any time"
          value={settings.window}
          readOnly={readOnly}
          onChange={(window) => set({ window })}
        />
        <ChoiceField
          label="Times are told in"
          value={settings.clock?.zone}
          usual="firm"
          readOnly={readOnly}
          options={[
            { value: "firm", label: "The firm's zone" },
            { value: "contact", label: "The client's zone" },
          ]}
          onChange={(zone) => set({ clock: zone === "contact" ? { zone } : undefined })}
        />
        <SelectField
          label="Case type (optional)"
          clearable
          value={settings.caseTypes?.[0]}
          readOnly={readOnly}
          placeholder="Any"
          options={
            caseTypes.some(({ value }) => value === settings.caseTypes?.[0]) || !settings.caseTypes?.[0]
              ? caseTypes
              : [...caseTypes, { value: settings.caseTypes[0], label: settings.caseTypes[0] }]
          }
          onChange={(caseType) => set({ caseTypes: caseType ? [caseType] : undefined })}
        />
      </div>
    </aside>
  );
}

function fresh(subject: Graph["settings"]["subject"]): EnrolTrigger {
  if (subject === "contact") return { event: "contact.created" };
  return subject === "occasion" ? { event: "occasion.planned" } : { event: "matter.stageChanged" };
}

/** Without what was set to nothing. */
function clean<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as T;
}
