import { saveDocumentTemplate } from "../../domain/documents/index.ts";
import { changeFirm } from "../../domain/firms/index.ts";
import { publishDefinition } from "../../domain/flows/index.ts";
import { saveForm } from "../../domain/forms/index.ts";
import { saveMessageTemplate } from "../../domain/messages/index.ts";
import { addField } from "../../domain/pipelines/index.ts";
import { createAppointmentType } from "../../domain/scheduling/index.ts";
import { aFirm, type TestFirm } from "../support/firm.ts";
import { aFlow, done, welcomeMail } from "../support/flows.ts";

/** The records that random flows name. */
const keys = ["welcome", "reminder", "asset-form", "review", "engagement"];

/** A firm that has everything random flows name. */
export async function firmWithRecords(): Promise<TestFirm> {
  const firm = await aFirm();
  const { scope } = firm;
  await changeFirm(scope, { postalAddress: "41 Chapel Street, Albany, NY 12207", textNumber: "+15185550100" });
  await addField(scope, { on: "matter", key: "closingDate", label: "Closing", type: "date" });
  await addField(scope, { on: "matter", key: "custom", label: "Custom", type: "number" });
  await publishDefinition(scope, { definition: aFlow({ done }, { key: "another" }) });
  for (const key of keys) {
    await saveMessageTemplate(scope, { key, content: welcomeMail });
    await saveForm(scope, { key, form: { format: "firmflow-form/1", title: "Some questions", groups: [group] } });
    await saveDocumentTemplate(scope, {
      key,
      content: { name: "Letter", variants: { en: { title: "Letter", body: [{ type: "text", text: "Dear {{ contact.firstName }}" }] } } },
    });
    await createAppointmentType(scope, { key, name: "Review", minutes: 30, modes: [{ kind: "phone" }], staffIds: [firm.staffId] });
  }
  return firm;
}

const group = { key: "you", title: "You", fields: [{ kind: "text" as const, key: "note", label: "Anything to add?" }] };
