import { RecordPicker, StepPicker } from "../fields/RecordPicker.tsx";
import { useEditor } from "../store/context.tsx";
import { Asking, LinkMail } from "./asking.tsx";
import type { StepPanelProps } from "./kit.ts";

/** What is signed is made by an earlier step, or afresh from a template. */
export function RequestSignature(props: StepPanelProps<"requestSignature">) {
  const { step, set, wrong, readOnly } = props;
  const made = useEditor((state) => state.graph.nodes.some((node) => node.step.kind === "makeDocument"));
  const isStep = useEditor((state) => (step.document ? state.index.has(step.document) : made));
  const choose = (document: string | undefined) => set({ document: document ?? "" });
  return (
    <>
      {made && (
        <StepPicker
          label="Document made by"
          kinds={["makeDocument"]}
          clearable
          value={isStep ? step.document : undefined}
          error={isStep ? wrong("document") : undefined}
          readOnly={readOnly}
          onChange={choose}
        />
      )}
      {(!made || !isStep || !step.document) && (
        <RecordPicker
          sort="documents"
          label={made ? "Or from a template" : "Document"}
          value={isStep ? undefined : step.document}
          error={wrong("document")}
          readOnly={readOnly}
          onChange={choose}
        />
      )}
      <LinkMail {...props} />
      <Asking {...props} />
    </>
  );
}
