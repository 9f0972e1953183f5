/** What the panels of the four kinds that ask the client share. */
import type { RequestFields } from "../../../engine/definition/types.ts";
import { DurationField } from "../fields/DurationField.tsx";
import { ChoiceField, FlagField, SelectField, Two } from "../fields/Field.tsx";
import { LatenessField, RemindersField } from "../fields/lists.tsx";
import { RecordPicker, RolesField } from "../fields/RecordPicker.tsx";
import { useTargetName } from "../panel/useTargetName.ts";

type AskKind = "requestForm" | "requestFiles" | "requestSignature" | "offerAppointment";

interface AskingProps {
  id: string;
  step: Partial<RequestFields> & { kind: AskKind };
  set: (fields: Partial<Record<keyof RequestFields, unknown>>) => void;
  wrong: (field: string) => string | undefined;
  readOnly: boolean;
}

/** The mail that carries the link. */
export function LinkMail({ step, set, wrong, readOnly }: AskingProps) {
  return (
    <RecordPicker
      sort="templates"
      label="Email with the link"
      placeholder="The standard one"
      clearable
      value={step.template}
      error={wrong("template")}
      readOnly={readOnly}
      onChange={(template) => set({ template })}
    />
  );
}

/** Whom, how, how often reminded, and when to stop waiting. */
export function Asking({ id, step, set, wrong, readOnly }: AskingProps) {
  const target = useTargetName(id, "onGiveUp");
  const several = (step.to?.length ?? 0) > 1;
  const waits = step.waitFor !== false;
  return (
    <>
      <RolesField
        label="Ask"
        value={step.to}
        error={wrong("to")}
        readOnly={readOnly}
        onChange={(to) => set({ to, ...(to && to.length > 1 ? {} : { complete: undefined }) })}
      />
      <Two>
        {several && (
          <ChoiceField
            label="Done when"
            value={step.complete}
            usual="all"
            readOnly={readOnly}
            options={[
              { value: "all", label: step.to?.length === 2 ? "Both answer" : "All answer" },
              { value: "any", label: "One does" },
            ]}
            onChange={(complete) => set({ complete })}
          />
        )}
        <SelectField
          label="Sent by"
          value={step.via}
          usual="email"
          readOnly={readOnly}
          options={[
            { value: "email", label: "Email" },
            { value: "text", label: "Text message" },
            { value: "preferred", label: "What each prefers" },
          ]}
          onChange={(via) => set({ via })}
        />
      </Two>
      <RemindersField value={step.remind} error={wrong("remind")} readOnly={readOnly} onChange={(remind) => set({ remind })} />
      <DurationField
        label="Give up after"
        value={step.giveUpAfter}
        error={wrong("giveUpAfter")}
        readOnly={readOnly}
        units={["hours", "days", "weeks", "months"]}
        after={
          waits && step.giveUpAfter ? (
            <>
              then → <b>{target ?? "nowhere yet"}</b>
            </>
          ) : undefined
        }
        onChange={(giveUpAfter) => set({ giveUpAfter })}
      />
      <FlagField
        label="Wait here for the answer"
        usually
        value={step.waitFor}
        hint={waits ? undefined : "Goes on at once. Reminders run beside it until it is answered."}
        readOnly={readOnly}
        onChange={(waitFor) => set({ waitFor })}
      />
      <LatenessField value={step.late} error={wrong("late")} readOnly={readOnly} onChange={(late) => set({ late })} />
    </>
  );
}
