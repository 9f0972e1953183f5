import { Checkbox } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useMemo, useState } from "react";
import panel from "../panel/Panel.module.css";
import { sentence } from "../problems/words.ts";
import { useEditor } from "../store/context.tsx";
import { titleOf } from "../words/step.ts";

/** Warnings before publishing: never a wall, but read. When something else is warned of, it is asked again. */
export function useReadWarnings() {
  const problems = useEditor((state) => state.problems);
  const warnings = useMemo(() => problems.filter((problem) => problem.severity === "warning"), [problems]);
  const [readFor, setReadFor] = useState("");
  const toBeRead = JSON.stringify(warnings.map(({ path, code }) => [path, code]));
  const read = readFor === toBeRead;
  return { warnings, read, onRead: (on: boolean) => setReadFor(on ? toBeRead : ""), unread: warnings.length > 0 && !read };
}

const mostShown = 6;

export function ToBeRead({ warnings, read, onRead }: Omit<ReturnType<typeof useReadWarnings>, "unread">) {
  const index = useEditor((state) => state.index);
  const [all, setAll] = useState(false);
  if (warnings.length === 0) return null;
  const shown = all ? warnings : warnings.slice(0, mostShown);
  return (
    <section aria-label="Warnings" className={panel.toBeRead}>
      <ul className={panel.warnings}>
        {shown.map((warning) => {
          const step = index.get(warning.step ?? "")?.node.step;
          return (
            <li key={`${warning.path} ${warning.code}`}>
              <IconAlertTriangle size={15} stroke={1.8} aria-hidden="true" />
              <span>
                {step && <b>{titleOf(step)}: </b>}
                {sentence(warning, String(step?.kind ?? ""))}
              </span>
            </li>
          );
        })}
      </ul>
      {shown.length < warnings.length && (
        <button type="button" className={panel.link} onClick={() => setAll(true)}>
          Show all {warnings.length}
        </button>
      )}
      <Checkbox
        checked={read}
        onChange={(event) => onRead(event.currentTarget.checked)}
        label={warnings.length === 1 ? "I have read this" : "I have read all of this"}
      />
    </section>
  );
}
