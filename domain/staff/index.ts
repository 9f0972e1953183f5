export { Away, inPlaceOf, setAway, standsFor } from "./away.ts";
export { ApiKeyModel, StaffModel, type StaffRecord } from "./model.ts";
export { staffNamed } from "./named.ts";
export {
  addStaff,
  apiKeyOf,
  changeStaff,
  createApiKey,
  invitationOf,
  linkUser,
  listApiKeys,
  listStaff,
  NewStaff,
  renewInvite,
  revokeApiKey,
  staffName,
  staffOfUser,
} from "./operations.ts";
export { type SignIn, signInOf } from "./signIn.ts";
export { newToken } from "./tokens.ts";
