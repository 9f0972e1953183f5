import { Menu } from "@mantine/core";
import { useEditor } from "../store/context.tsx";
import type { CanvasActs } from "./acts.ts";

/** Where on the screen it was asked for, and whether of what is chosen or of the canvas itself. */
export interface MenuAt {
  x: number;
  y: number;
  of: "chosen" | "canvas";
}

interface CanvasMenuProps {
  at: MenuAt;
  acts: CanvasActs;
  onClose: () => void;
}

type Entry = [words: string, act: () => unknown, danger?: true];

/** The second button of the mouse, or the menu key: what can be done with what is chosen, or here. A default export, fetched when asked for. */
export default function CanvasMenu({ at, acts, onClose }: CanvasMenuProps) {
  const ofChosen = useChosenEntries(acts);
  const ofCanvas = useCanvasEntries(at, acts);
  const entries = at.of === "chosen" ? ofChosen : ofCanvas;
  return (
    <Menu opened onChange={(opened) => !opened && onClose()} position="right-start" offset={2} withinPortal returnFocus>
      <Menu.Target>
        <span style={{ position: "fixed", left: at.x, top: at.y, width: 1, height: 1 }} />
      </Menu.Target>
      <Menu.Dropdown aria-label={at.of === "chosen" ? "With what is chosen" : "On the canvas"}>
        {entries.map(([words, act, danger]) => (
          <Menu.Item
            key={words}
            {...(danger ? { color: "attention" } : {})}
            onClick={() => {
              onClose();
              act();
            }}
          >
            {words}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function useChosenEntries(acts: CanvasActs): Entry[] {
  const readOnly = useEditor((state) => state.readOnly);
  const hasSteps = useEditor(({ selected, index }) => selected.some((id) => index.has(id)));
  if (readOnly) return [["Copy", acts.copy]];
  return [
    ["Duplicate", acts.duplicate],
    ["Copy", acts.copy],
    ["Cut", acts.cut],
    [hasSteps ? "Delete, close the gap" : "Delete", () => acts.remove(), true],
    ...(hasSteps ? [["Delete, leave the gap", () => acts.remove(false), true] satisfies Entry] : []),
  ];
}

function useCanvasEntries({ x, y }: MenuAt, acts: CanvasActs): Entry[] {
  const readOnly = useEditor((state) => state.readOnly);
  const whole: Entry = ["Show all of it", acts.showAll];
  if (readOnly) return [whole];
  return [["Paste steps", acts.paste], ["Note for colleagues here", () => acts.note({ x, y })], ["Tidy up", acts.tidyUp], whole];
}
