export { type Installed, installFlow } from "./install.ts";
export { listLibrary, type ShippedFlow, type Used, type UsedSort } from "./list.ts";
export { listShippedMails, readShippedMail, type ShippedMail } from "./mails.ts";
export { type Needs, needsOf } from "./needs.ts";
export { type Library, library } from "./packages.ts";
