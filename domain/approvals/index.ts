export { approvedFor } from "./approved.ts";
export { approvers, askApproval } from "./ask.ts";
export { Approving, approve, Rejecting, reject, settleApproval } from "./decide.ts";
export { goAway } from "./goAway.ts";
export type { ApprovedMessage } from "./model.ts";
export { type ApprovalMessage, approvalDocument, type ShownApproval, showApproval } from "./show.ts";
