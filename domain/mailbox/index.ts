export { lookIntoMailbox, sweepMailboxes } from "./look.ts";
export { MailboxSettings, readMailbox, removeMailbox, type ShownMailbox, saveMailbox } from "./settings.ts";
