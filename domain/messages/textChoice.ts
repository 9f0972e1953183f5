import type { Language } from "../../engine/forms/index.ts";
import { type Scope, systemScope, withScope } from "../base/index.ts";
import {
  agreesToTexts,
  allowAddress,
  ContactModel,
  type ContactRecord,
  changeContact,
  suppressAddress,
  suppressionOf,
  unsubscribe,
} from "../contacts/index.ts";

/** What somebody chooses about texts on their preference page: only who was asked about them before, for a link in an email proves no phone. */

export interface TextChoice {
  on: boolean;
  /** What the choice says, in each language; kept with their consent. */
  says: Record<Language, string>;
}

const reason = "They asked on their preference page to get no texts.";
const source = "their preference page";

type Person = Pick<ContactRecord, "phone" | "consent">;

/** Whether they get texts. Null where nobody asked them, or where their own text, or a number that fails, stopped them. Within a scope. */
export async function textChoice({ phone, consent }: Person): Promise<TextChoice | null> {
  if (!phone || consent.text === undefined) return null;
  const stopped = await suppressionOf(phone);
  if (stopped && stopped !== reason) return null;
  return { on: agreesToTexts({ phone, consent }) && !stopped, says: saysOf(phone) };
}

const saysOf = (phone: string): TextChoice["says"] => ({
  en: `To your number ending in ${phone.slice(-4)}. Message and data rates may apply.`,
  es: `A su número terminado en ${phone.slice(-4)}. Pueden aplicarse tarifas de mensajes y datos.`,
});

/** As STOP, for everybody who has the number; or back again, for them alone. The same once more changes nothing. */
export async function chooseTexts({ firmId }: Scope, contactId: string, on: boolean, language: Language): Promise<void> {
  const scope = systemScope(firmId, "Their own wish");
  await withScope(scope, async () => {
    const person = await ContactModel.findById(contactId, { phone: 1, consent: 1 }).lean();
    const choice = person && (await textChoice(person));
    if (!person?.phone || !choice || choice.on === on) return;
    const wording = `${on ? "Ticked" : "Unticked"}: ${choice.says[language]}`;
    if (on) {
      await allowAddress(scope, { address: person.phone });
      await changeContact(scope, { contactId, change: { consent: { text: { given: true, source, wording } } } });
      return;
    }
    await suppressAddress(scope, { address: person.phone, reason });
    const all = await ContactModel.find({ phone: person.phone, deletedAt: null }, { _id: 1 }).lean();
    for (const { _id } of all) await unsubscribe(scope, { contactId: _id, channel: "text", source, wording });
  });
}
