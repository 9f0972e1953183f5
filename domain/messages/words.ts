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
