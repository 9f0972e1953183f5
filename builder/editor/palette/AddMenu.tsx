import { Popover } from "@mantine/core";
import { IconUnlink } from "@tabler/icons-react";
import { useEditor, useEditorStore } from "../store/context.tsx";
import { START } from "../store/editorStore.ts";
import { titleOf } from "../words/step.ts";
import { addKind } from "./add.ts";
import styles from "./Palette.module.css";
import { StepList } from "./StepList.tsx";

/** The menu behind every `+`: a new step there, or a line to a step there is. */
export function AddMenu() {
  const store = useEditorStore();
  const adding = useEditor((state) => state.adding);
  const close = () => store.getState().startAdding(null);
  if (!adding) return null;
  return (
    <Popover
      opened
      onChange={(opened) => !opened && close()}
      position="right-start"
      trapFocus
      returnFocus
      width={264}
      withinPortal
      shadow="md"
    >
      <Popover.Target>
        <span className={styles.anchor} style={{ left: adding.x, top: adding.y }} />
      </Popover.Target>
      <Popover.Dropdown className={styles.menu ?? ""} aria-label="Add a step">
        <StepList
          autoFocus
          onChoose={(kind) => {
            close();
            addKind(store, kind, { on: adding.on });
          }}
        />
        <LeadTo />
        <TakeAway />
      </Popover.Dropdown>
    </Popover>
  );
}

/** Leads the way on to a step already there. */
function LeadTo() {
  const store = useEditorStore();
  const adding = useEditor((state) => state.adding);
  const nodes = useEditor((state) => state.graph.nodes);
  if (!adding) return null;
  const others = nodes.filter((node) => node.id !== adding.on.from);
  if (others.length === 0) return null;
  return (
    <label className={styles.lead}>
      <span>Or lead it to</span>
      <select
        value=""
        onChange={(event) => {
          const to = event.currentTarget.value;
          const { from, outlet } = adding.on;
          store.getState().edit(from === null || from === START ? { do: "setStart", to } : { do: "connect", from, outlet, to });
          store.getState().startAdding(null);
        }}
      >
        <option value="" disabled>
          a step there is
        </option>
        {others.map((node) => (
          <option key={node.id} value={node.id}>
            {titleOf(node.step)}
          </option>
        ))}
      </select>
    </label>
  );
}

/** Takes the line away that is there. */
function TakeAway() {
  const store = useEditorStore();
  const adding = useEditor((state) => state.adding);
  const leads = useEditor(({ graph }) =>
    adding?.on.from === null
      ? graph.start !== null
      : graph.edges.some(({ from, outlet }) => from === adding?.on.from && outlet === adding.on.outlet),
  );
  if (!adding || !leads) return null;
  return (
    <button
      type="button"
      className={styles.takeAway}
      onClick={() => {
        const { from, outlet } = adding.on;
        store.getState().edit(from === null || from === START ? { do: "setStart", to: null } : { do: "disconnect", from, outlet });
        store.getState().startAdding(null);
      }}
    >
      <IconUnlink size={15} stroke={1.7} aria-hidden="true" />
      Take this line away
    </button>
  );
}
