import { SelectField } from "../fields/Field.tsx";
import { StaffListPicker } from "../fields/RecordPicker.tsx";
import type { StepPanelProps } from "./kit.ts";

export function AssignStaff({ step, set, wrong, readOnly }: StepPanelProps<"assignStaff">) {
  return (
    <>
      <SelectField
        label="How"
        value={step.how}
        error={wrong("how")}
        readOnly={readOnly}
        options={[
          { value: "fixed", label: "Always the same" },
          { value: "roundRobin", label: "In turn" },
          { value: "fewestOpen", label: "Whoever has the fewest open matters" },
        ]}
        onChange={(how) => set({ how })}
      />
      <StaffListPicker
        label={step.how === "fixed" ? "To" : "Among"}
        value={step.among}
        error={wrong("among")}
        readOnly={readOnly}
        onChange={(among) => set({ among: among ?? [] })}
      />
    </>
  );
}
