import { Two } from "../fields/Field.tsx";
import { RecordPicker } from "../fields/RecordPicker.tsx";
import { Asking, LinkMail } from "./asking.tsx";
import type { StepPanelProps } from "./kit.ts";

export function OfferAppointment(props: StepPanelProps<"offerAppointment">) {
  const { step, set, wrong, readOnly } = props;
  return (
    <>
      <Two>
        <RecordPicker
          sort="appointmentTypes"
          label="Appointment"
          value={step.type}
          error={wrong("type")}
          readOnly={readOnly}
          onChange={(type) => set({ type: type ?? "" })}
        />
        <LinkMail {...props} />
      </Two>
      <Asking {...props} />
    </>
  );
}
