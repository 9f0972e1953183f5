import { TextInput } from "@mantine/core";
import type { Exit, Goal } from "../../../engine/definition/types.ts";
import type { Graph } from "../../../engine/graph/index.ts";
import { ConditionField } from "../conditions/ConditionField.tsx";
import { EventPicker } from "../fields/EventPicker.tsx";
import { ChoiceField, SelectField } from "../fields/Field.tsx";
import styles from "../fields/fields.module.css";
import { Listed, Remove } from "../fields/lists.tsx";
import { standing } from "../steps/WaitUntil.tsx";
import { useEditor } from "../store/context.tsx";
import { titleOf } from "../words/step.ts";

interface GoalsAndExitsProps {
  settings: Graph["settings"];
  set: (changes: Partial<Graph["settings"]>) => void;
  readOnly: boolean;
}

/** Why people leave before the end: because it was reached, or because it is of no use any more. */
export function GoalsAndExits({ settings, set, readOnly }: GoalsAndExitsProps) {
  const goals = settings.goals ?? [];
  const exits = settings.exits ?? [];
  const setGoals = (next: Goal[]) => set({ goals: next.length > 0 ? next : undefined });
  const setExits = (next: Exit[]) => set({ exits: next.length > 0 ? next : undefined });
  return (
    <>
      <Listed
        label="Goals"
        aside={goals.length === 0 ? "none" : "reaching one is success"}
        readOnly={readOnly}
        add={() => setGoals([...goals, { id: freshId("g", goals), name: "", on: "document.signed", then: "end" }])}
      >
        <div className={styles.pairs}>
          {goals.map((goal, index) => (
            <GoalBox
              key={goal.id}
              goal={goal}
              readOnly={readOnly}
              onChange={(next) => setGoals(goals.with(index, next))}
              onRemove={() => setGoals(goals.toSpliced(index, 1))}
            />
          ))}
        </div>
      </Listed>
      <Listed
        label="People leave when"
        aside={exits.length === 0 ? "never before the end" : ""}
        readOnly={readOnly}
        add={() => setExits([...exits, { id: freshId("x", exits), when: {} }])}
      >
        <div className={styles.pairs}>
          {exits.map((exit, index) => (
            <ExitBox
              key={exit.id}
              exit={exit}
              readOnly={readOnly}
              onChange={(next) => setExits(exits.with(index, next))}
              onRemove={() => setExits(exits.toSpliced(index, 1))}
            />
          ))}
        </div>
      </Listed>
    </>
  );
}

function GoalBox({
  goal,
  readOnly,
  onChange,
  onRemove,
}: {
  goal: Goal;
  readOnly: boolean;
  onChange: (goal: Goal) => void;
  onRemove: () => void;
}) {
  const nodes = useEditor((state) => state.graph.nodes);
  return (
    <div className={styles.box}>
      <div className={styles.boxHead}>
        <TextInput
          aria-label="Name of the goal"
          placeholder="Engaged"
          value={goal.name ?? ""}
          readOnly={readOnly}
          onChange={(event) => onChange({ ...goal, name: event.currentTarget.value })}
        />
        {!readOnly && <Remove what={goal.name || "goal"} onClick={onRemove} />}
      </div>
      <EventPicker
        label="Reached when"
        value={goal.on}
        readOnly={readOnly}
        onChange={(on) => onChange({ id: goal.id, ...(goal.name ? { name: goal.name } : {}), on: on ?? "", then: goal.then })}
      />
      <ConditionField
        label="Only if"
        empty="Any of these."
        event={goal.on}
        value={goal.where}
        readOnly={readOnly}
        onChange={(where) => onChange(withWhere(goal, where))}
      />
      <SelectField
        label="Then"
        value={goal.then}
        readOnly={readOnly}
        options={[
          { value: "end", label: "The flow ends" },
          ...nodes.map((node) => ({ value: node.id, label: `Go on at “${titleOf(node.step)}”` })),
        ]}
        onChange={(then) => onChange({ ...goal, then: then ?? "end" })}
      />
    </div>
  );
}

function ExitBox({
  exit,
  readOnly,
  onChange,
  onRemove,
}: {
  exit: Exit;
  readOnly: boolean;
  onChange: (exit: Exit) => void;
  onRemove: () => void;
}) {
  const named = exit.name ? { name: exit.name } : {};
  return (
    <div className={styles.box}>
      <div className={styles.boxHead}>
        <TextInput
          aria-label="Name of this reason"
          placeholder="No longer needed"
          value={exit.name ?? ""}
          readOnly={readOnly}
          onChange={(event) => onChange({ ...exit, name: event.currentTarget.value })}
        />
        {!readOnly && <Remove what={exit.name || "reason"} onClick={onRemove} />}
      </div>
      <ChoiceField
        label="They leave when"
        value={"on" in exit ? "on" : "when"}
        readOnly={readOnly}
        options={[
          { value: "when", label: "Something is so" },
          { value: "on", label: "Something happens" },
        ]}
        onChange={(sort) =>
          onChange(sort === "on" ? { id: exit.id, ...named, on: "contact.replied" } : { id: exit.id, ...named, when: {} })
        }
      />
      {"on" in exit ? (
        <>
          <EventPicker
            label="What happens"
            value={exit.on}
            readOnly={readOnly}
            onChange={(on) => onChange({ id: exit.id, ...named, on: on ?? "" })}
          />
          <ConditionField
            label="Only if"
            empty="Any of these."
            event={exit.on}
            value={exit.where}
            readOnly={readOnly}
            onChange={(where) => onChange(withWhere(exit, where))}
          />
        </>
      ) : (
        <ConditionField
          label="What is so"
          empty="Say what has to be so."
          roots={standing}
          value={exit.when}
          readOnly={readOnly}
          onChange={(when) => onChange({ ...exit, when })}
        />
      )}
    </div>
  );
}

function withWhere<T extends { where?: Record<string, unknown> }>(holder: T, where: Record<string, unknown>): T {
  const { where: _old, ...rest } = holder;
  return (Object.keys(where).length > 0 ? { ...rest, where } : rest) as T;
}

function freshId(letter: string, list: { id: string }[]): string {
  const taken = new Set(list.map(({ id }) => id));
  for (let number = 1; ; number++) if (!taken.has(`${letter}${number}`)) return `${letter}${number}`;
}
