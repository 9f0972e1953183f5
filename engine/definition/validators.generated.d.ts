/** See tools/flow/generate/validators.ts. By name: `envelope`, `trigger_<sort>`, `exit_<sort>`, `step_<kind>`. */
export interface Validator {
  (value: unknown): boolean;
  errors: { instancePath: string; keyword: string; params: Record<string, unknown> }[] | null;
}
export const envelope: Validator;
export const trigger_event: Validator;
export const trigger_field: Validator;
export const trigger_schedule: Validator;
export const trigger_becomes: Validator;
export const exit_when: Validator;
export const exit_on: Validator;
export const step_sendEmail: Validator;
export const step_sendText: Validator;
export const step_notifyStaff: Validator;
export const step_requestForm: Validator;
export const step_requestFiles: Validator;
export const step_requestSignature: Validator;
export const step_offerAppointment: Validator;
export const step_makeDocument: Validator;
export const step_updateFields: Validator;
export const step_moveStage: Validator;
export const step_changeTags: Validator;
export const step_assignStaff: Validator;
export const step_createTask: Validator;
export const step_addNote: Validator;
export const step_wait: Validator;
export const step_waitForEvent: Validator;
export const step_waitUntil: Validator;
export const step_branch: Validator;
export const step_split: Validator;
export const step_parallel: Validator;
export const step_join: Validator;
export const step_repeat: Validator;
export const step_approve: Validator;
export const step_startFlow: Validator;
export const step_stopFlow: Validator;
export const step_callWebhook: Validator;
export const step_end: Validator;
