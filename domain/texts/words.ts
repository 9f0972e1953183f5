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

/** The one answer that is allowed after somebody stopped texts (47 CFR § 64.1200(a)(12)), and the one to a call for help. */
export const stopped = (firm: string): string =>
  `${firm}: You will get no more texts from us. Reply START to get them again. No recibirá más mensajes.`;
export const startedAgain = (firm: string): string => `${firm}: You will get our texts again. Reply STOP to stop them, HELP for help.`;
export const help = (firm: string, phone: string | undefined): string =>
  `${firm}: ${phone ? `Call us at ${phone} for help` : "Answer here and we call you"}. Message and data rates may apply. Reply STOP to stop texts.`;

/** What somebody wants who writes no more than this. */
export type TextWish = "stop" | "start" | "help";

/** 47 CFR § 64.1200(a)(10), the words carriers take, and the usual Spanish ones. */
const wishes: Record<TextWish, readonly string[]> = {
  stop: [
    "stop",
    "stopall",
    "stop all",
    "unsubscribe",
    "cancel",
    "end",
    "quit",
    "revoke",
    "optout",
    "opt out",
    "opt-out",
    "alto",
    "parar",
    "baja",
  ],
  start: ["start", "unstop"],
  help: ["help", "info", "ayuda"],
};

/** Plain words that any court would read as a wish to get no more of these (47 CFR § 64.1200(a)(10): "any reasonable means"). */
const refusals = [
  /^(please |pls )?(do not|don'?t|dont|never) (text|message|contact|send)( me| us)?( (any ?more|again|texts|messages|these))*( please)?$/,
  /^(please |pls )?(remove|take) (me|us|my number|this number)( off| from)( of)?( your| the| this)? (list|lists|texts|messages|database)( please)?$/,
  /^(please |pls )?(unsubscribe|remove|opt out|opt me out|delete)( me| my number| us)?( please)?$/,
  /^no more (texts|messages|texting)( please)?$/,
  /^(i )?(do not|don'?t|dont) want (any more|any|these|your) (texts|messages)( any ?more)?$/,
  /^leave me alone$/,
  /^wrong (number|person)$/,
  /^(por favor )?(no me (escriban?|manden?|envíen?|envien?)( más| mas)?( mensajes)?|no quiero (más|mas) mensajes|quítenme de (la|su) lista|borren mi número)$/,
];

/** Whole messages only: "stop" within a sentence about a bus stop is no wish. "Stop texting me" is one. */
export function wishIn(message: string): TextWish | null {
  const plain = message
    .trim()
    .toLowerCase()
    .replace(/^["'“”¡¿\s]+|["'“”.!?\s]+$/g, "")
    .replace(/\s+/g, " ");
  if (refusals.some((one) => one.test(plain))) return "stop";
  if (/^(please )?(stop|quit) (texting|messaging|sending)( me| us)?( texts| messages| these)?$/.test(plain)) return "stop";
  const found = (Object.keys(wishes) as TextWish[]).find((wish) => wishes[wish].includes(plain.replace(/^please /, "")));
  return found ?? null;
}
