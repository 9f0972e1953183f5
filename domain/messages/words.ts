import type { Language } from "./blocks.ts";

/** The layout's own few words, per language. */
export const layoutWords: Record<
  Language,
  { read: string; choose: string; or: string; unsubscribe: string; why: string; plainUnsubscribe: string; advertising: string }
> = {
  en: {
    read: "Questions? Answer this email or call",
    choose: "Choose what you get",
    or: "or",
    unsubscribe: "unsubscribe",
    why: "You get this because you asked us to write to you.",
    plainUnsubscribe: "Choose what you get or unsubscribe",
    advertising: "Attorney Advertising.",
  },
  es: {
    read: "¿Preguntas? Responda a este correo o llame al",
    choose: "Elija qué recibe",
    or: "o",
    unsubscribe: "darse de baja",
    why: "Recibe este correo porque nos pidió que le escribiéramos.",
    plainUnsubscribe: "Elija qué recibe o dese de baja",
    advertising: "Publicidad de abogados.",
  },
};

/**
 * What the subject of a marketing email must begin with, by the firm's state, and the rule that says so. States that ask for no words in
 * an email's subject are not here; whoever writes to other states' people looks at theirs.
 */
export const advertisingLabels: Record<string, { label: string; source: string }> = {
  FL: { label: "ADVERTISEMENT", source: "Rules Regulating The Florida Bar, Rule 4-7.18(b)(2)(B)" },
  NY: { label: "ATTORNEY ADVERTISING", source: "New York Rules of Professional Conduct (22 NYCRR 1200), Rule 7.1(f)" },
};
export const subjectLabel = (state: string): string => {
  const found = advertisingLabels[state];
  return found ? `${found.label}: ` : "";
};
