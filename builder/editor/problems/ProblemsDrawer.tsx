import { ActionIcon } from "@mantine/core";
import { IconAlertTriangle, IconCircleCheck, IconInfoCircle, IconX } from "@tabler/icons-react";
import type { Problem } from "../../../engine/definition/types.ts";
import { useEditor, useEditorStore } from "../store/context.tsx";
import { START } from "../store/editorStore.ts";
import { titleOf } from "../words/step.ts";
import { Fixes } from "./Fixes.tsx";
import styles from "./Problems.module.css";
import { problemsWords, sentence, warningsWords } from "./words.ts";

/** Everything that is wrong, each leading to its step. Not a dialog: the drawing stays at hand. */
export function ProblemsDrawer() {
  const store = useEditorStore();
  const problems = useEditor((state) => state.problems);
  const index = useEditor((state) => state.index);
  const errors = problems.filter((problem) => problem.severity === "error");
  const warnings = problems.filter((problem) => problem.severity === "warning");
  const where = (problem: Problem) => {
    const node = problem.step === null ? undefined : index.get(problem.step)?.node;
    return node ? titleOf(node.step) : "The flow as a whole";
  };
  const line = (problem: Problem) => (
    <li key={`${problem.path} ${problem.message}`}>
      <button type="button" className={styles.problem} onClick={() => store.getState().goTo(problem.step ?? START)}>
        {problem.severity === "error" ? (
          <IconAlertTriangle size={16} stroke={1.8} className={styles.error ?? ""} aria-hidden="true" />
        ) : (
          <IconInfoCircle size={16} stroke={1.8} className={styles.warning ?? ""} aria-hidden="true" />
        )}
        <span>
          <b>{where(problem)}</b>
          <span>{sentence(problem, problem.step === null ? "" : String(index.get(problem.step)?.node.step.kind ?? ""))}</span>
        </span>
      </button>
      <Fixes problems={[problem]} />
    </li>
  );
  return (
    <section className={styles.drawer} aria-label="Problems">
      <header>
        <h2>
          {errors.length === 0 ? "No problems" : problemsWords(errors.length)}
          {warnings.length > 0 && `, ${warningsWords(warnings.length)}`}
        </h2>
        <ActionIcon variant="subtle" color="gray" aria-label="Close the problems" onClick={() => store.getState().show(null)}>
          <IconX size={18} stroke={1.7} />
        </ActionIcon>
      </header>
      {problems.length === 0 ? (
        <p className={styles.fine}>
          <IconCircleCheck size={16} stroke={1.8} aria-hidden="true" /> Everything is in order. This flow can be published.
        </p>
      ) : (
        <ul>
          {errors.map(line)}
          {warnings.map(line)}
        </ul>
      )}
    </section>
  );
}
