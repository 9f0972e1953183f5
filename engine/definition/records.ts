/** The firm's records that steps name by their keys. */
export type RecordSort = "templates" | "forms" | "documents" | "appointmentTypes" | "flows" | "stages" | "caseTypes";

/** Fields of a kind that name one of the firm's records. */
export const RECORDS: Partial<Record<string, [field: string, sort: RecordSort, what: string][]>> = {
  sendEmail: [["template", "templates", "email template"]],
  requestForm: [
    ["form", "forms", "form"],
    ["template", "templates", "email template"],
  ],
  requestFiles: [["template", "templates", "email template"]],
  requestSignature: [
    ["document", "documents", "document template"],
    ["template", "templates", "email template"],
  ],
  offerAppointment: [
    ["type", "appointmentTypes", "appointment type"],
    ["template", "templates", "email template"],
  ],
  makeDocument: [["template", "documents", "document template"]],
  moveStage: [["stage", "stages", "stage"]],
  startFlow: [["flow", "flows", "flow"]],
  stopFlow: [["flow", "flows", "flow"]],
};
