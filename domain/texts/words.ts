import type { Language } from "../messages/index.ts";

/** What is said in texts that no step writes, in the languages messages have. */

/** What a link sent by text asks for. */
export type AskedByText = "form" | "files" | "signature" | "appointment";

const asks: Record<Language, Record<AskedByText, string>> = {
  en: {
    form: "Please fill in your form: {{ links.request }}",
    files: "Please send us your papers here: {{ links.request }}",
    signature: "A document is ready for your signature: {{ links.request }}",
    appointment: "Please choose a time that suits you: {{ links.request }}",
  },
  es: {
    form: "Por favor llene su formulario: {{ links.request }}",
    files: "Por favor envíenos sus papeles aquí: {{ links.request }}",
    signature: "Tiene un documento listo para firmar: {{ links.request }}",
    appointment: "Por favor elija la hora que le convenga: {{ links.request }}",
  },
};
const reminder: Record<Language, string> = { en: "A reminder. ", es: "Un recordatorio. " };

export const askingText = (asked: AskedByText, language: Language, reminds: boolean): string =>
  `${reminds ? reminder[language] : ""}${asks[language][asked]}`;

/** Lists of messages show the beginning of a text where an email has its subject. */
export const beginningOf = (body: string): string => (body.length > 120 ? `${body.slice(0, 119)}…` : body);

/** Every marketing text says how to stop them (CTIA Messaging Principles § 5.1.3). */
export const howToStop: Record<Language, string> = { en: "Reply STOP to opt out.", es: "Responda STOP para no recibir más." };

type Said = (phone: string | undefined) => string;

/**
 * What is answered by itself: the one text allowed after somebody stopped them (47 CFR § 64.1200(a)(12)), that they come again, and help. In
 * their language; in both to a number nobody has.
 */
const answers: Record<"stop" | "start" | "help", Record<Language, Said>> = {
  stop: {
    en: () => "You will get no more texts from us. Reply START to get them again.",
    es: () => "No recibirá más mensajes nuestros. Responda START para recibirlos de nuevo.",
  },
  start: {
    en: () => "You will get our texts again. Reply STOP to stop them, HELP for help.",
    es: () => "Recibirá de nuevo nuestros mensajes. Responda STOP para no recibirlos, AYUDA para ayuda.",
  },
  help: {
    en: (phone) =>
      `${phone ? `Call us at ${phone} for help` : "Answer here and we call you"}. Message and data rates may apply. Reply STOP to stop texts.`,
    es: (phone) =>
      `${phone ? `Llámenos al ${phone}` : "Responda aquí y le llamamos"}. Pueden aplicarse tarifas de mensajes y datos. Responda STOP para no recibir más.`,
  },
};

export function answerTo(
  wish: keyof typeof answers,
  { name, phone }: { name: string; phone?: string | undefined },
  language: Language | null,
): string {
  const said = (["en", "es"] as const).filter((one) => language === null || one === language).map((one) => answers[wish][one](phone));
  return `${name}: ${said.join(" ")}`;
}
