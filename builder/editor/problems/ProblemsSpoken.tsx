import { useDebouncedValue } from "@mantine/hooks";
import { useEditor } from "../store/context.tsx";
import { titleOf } from "../words/step.ts";
import { problemsWords, sentence, warningsWords } from "./words.ts";

/** A pause after the last change, so that typing is not talked over. */
const pauseMs = 700;

/** Tells a screen reader how many problems there are now, and the first of them. */
export function ProblemsSpoken() {
  const words = useEditor(({ problems, index, readOnly }) => {
    if (readOnly) return "";
    const errors = problems.filter((problem) => problem.severity === "error");
    const [first] = errors;
    const warnings = problems.length - errors.length;
    if (!first) return warnings === 0 ? "No problems" : `No problems, ${warningsWords(warnings)}`;
    const node = first.step === null ? undefined : index.get(first.step)?.node;
    return `${problemsWords(errors.length)}. ${node ? `${titleOf(node.step)}: ` : ""}${sentence(first, String(node?.step.kind ?? ""))}`;
  });
  const [said] = useDebouncedValue(words, pauseMs);
  return (
    <p className="visually-hidden" role="status" aria-live="polite" aria-label="Problems of the flow">
      {said}
    </p>
  );
}
