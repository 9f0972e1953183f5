import panel from "../panel/Panel.module.css";
import { sentence } from "../problems/words.ts";
import { useEditor, useEditorStore } from "../store/context.tsx";
import { START } from "../store/editorStore.ts";
import { titleOf } from "../words/step.ts";

const most = 8;

/** What has to be put right before the flow can be published; each leads to its step. */
export function InTheWay() {
  const store = useEditorStore();
  const index = useEditor((state) => state.index);
  const errors = useEditor((state) => state.problems).filter((problem) => problem.severity === "error");
  return (
    <div className={panel.problems} role="alert">
      <b>{errors.length === 1 ? "One problem stands in the way" : `${errors.length} problems stand in the way`}</b>
      <ul>
        {errors.slice(0, most).map((problem) => {
          const step = index.get(problem.step ?? "")?.node.step;
          const goTo = () => {
            store.getState().show(null);
            store.getState().goTo(problem.step ?? START);
          };
          return (
            <li key={`${problem.path} ${problem.message}`}>
              <button type="button" className={panel.link} onClick={goTo}>
                {step ? titleOf(step) : "The flow"}
              </button>
              : {sentence(problem, String(step?.kind ?? ""))}
            </li>
          );
        })}
      </ul>
    </div>
  );
}
