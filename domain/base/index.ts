export { changed, changeFound } from "./change.ts";
export { check, checkText, emptyInput, fieldErrors } from "./check.ts";
export { clock, isTooFar } from "./clock.ts";
export { connect, databaseAnswers, disconnect } from "./connection.ts";
export { conflict, DomainError, type FieldError, forbidden, gone, invalid, invalidField, notFound, tooLarge } from "./errors.ts";
export { type ContactId, type FirmId, type Id, type MatterId, newId, type OccasionId, type RunId, type StaffId } from "./ids.ts";
export { inPortions } from "./inPortions.ts";
export { inTurn } from "./inTurn.ts";
export { hashToken, isLinkToken, linkToken, publicUrl } from "./links.ts";
export { mirrored } from "./mirrored.ts";
export { firmModel, present, type Stored, standing } from "./model.ts";
export { isDuplicateKey, type Operation, operation, query } from "./operation.ts";
export { remembered } from "./remembered.ts";
export {
  type Actor,
  acrossFirms,
  atLeast,
  currentScope,
  publicScope,
  quietly,
  type Role,
  roles,
  runScope,
  type Scope,
  systemScope,
  withScope,
} from "./scope.ts";
export { lockAway, unlock } from "./secrets.ts";
