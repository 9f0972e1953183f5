export { contactsInOrder, contactsNamed, everyContact } from "./every.ts";
export { findLikelyContacts, type LikelyContact } from "./likely.ts";
export { type ContactLine, contactFilters, contactIds, foundContacts, listContacts } from "./list.ts";
export { mergeContacts } from "./merge.ts";
export { type Channel, type Consent, type Consents, ContactModel, type ContactRecord, channels } from "./model.ts";
export {
  allowAddress,
  changeContact,
  changeTags,
  contactById,
  createContact,
  createManyContacts,
  deleteContact,
  recordReply,
  restoreContact,
  suppressAddress,
  suppressionOf,
  unsubscribe,
} from "./operations.ts";
export { agreesToTexts, ContactChange, NewContact, nameOf } from "./shape.ts";
