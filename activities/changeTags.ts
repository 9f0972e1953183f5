import { changeTags as change } from "../domain/contacts/index.ts";
import { contactOf, recordActivity } from "./carryOut.ts";

const list = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);

/** Puts tags on the main contact and takes others off. */
export const changeTags = recordActivity(async (carrying) => {
  const add = list(carrying.params["add"]);
  const remove = list(carrying.params["remove"]);
  await change(carrying.scope, { contactId: contactOf(carrying), add, remove });
  return { ...(add.length ? { add } : {}), ...(remove.length ? { remove } : {}) };
});
