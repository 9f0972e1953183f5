import { useEditor } from "../store/context.tsx";
import { START } from "../store/editorStore.ts";
import { capital } from "../words/lists.ts";
import { useNames } from "../words/names.ts";
import { startTitle } from "../words/start.ts";
import { summaryOf, titleOf } from "../words/step.ts";
import { chosenWords } from "./clipboard.ts";

/** Tells a screen reader which step the arrow keys have come to. */
export function Spoken() {
  const names = useNames();
  const words = useEditor((state) => {
    const { selected, index, graph, problemsBy } = state;
    const [id] = selected;
    if (id === undefined) return "";
    if (selected.length > 1) return `${capital(chosenWords(state))} chosen`;
    if (id === START) return startTitle(graph.settings, names);
    const step = index.get(id)?.node.step;
    if (!step) return "";
    const problems = problemsBy.get(id)?.length ?? 0;
    return [titleOf(step), summaryOf(step, names), problems > 0 && `${problems} ${problems === 1 ? "problem" : "problems"}`]
      .filter(Boolean)
      .join(". ");
  });
  return (
    <p className="visually-hidden" aria-live="polite">
      {words}
    </p>
  );
}
