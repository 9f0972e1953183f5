import { useSpeech } from "../i18n/Language.tsx";
import type { Language, Values } from "../i18n/words.ts";

const en = {
  for: "For {address}",
  title: "What may we send you?",
  lead: "Untick what you don’t want. It takes effect at once.",
  topics: "What you get from us",
  texts: "Text messages",
  save: "Save my choices",
  saved: "Saved. This is what you get from now on.",
  much: "Too much, or too soon?",
  pause: "Pause until {month}",
  paused: "We write again after {when}, unless you tell us sooner.",
  go: "Write to me again now",
  agreed: "You agreed to get these emails on {when}.",
  stop: "Stop all of these",
  still: "If you are our client, we still write to you about your own case: appointments, papers, bills.",
  off: "You’re off the list",
  "off.lead": "We won’t write to {address} again, unless you ask us to. Stopped {when}.",
  you: "you",
  mistake: "Pressed it by mistake?",
  back: "Put me back",
};
type Key = keyof typeof en;
const es: Record<Key, string> = {
  for: "Para {address}",
  title: "¿Qué podemos enviarle?",
  lead: "Desmarque lo que no quiera. Vale enseguida.",
  topics: "Lo que recibe de nosotros",
  texts: "Mensajes de texto",
  save: "Guardar",
  saved: "Guardado. Esto es lo que recibirá desde ahora.",
  much: "¿Es demasiado, o muy pronto?",
  pause: "Pausar hasta {month}",
  paused: "Le escribiremos de nuevo después del {when}, salvo que usted lo pida antes.",
  go: "Volver a recibir ahora",
  agreed: "Usted aceptó recibir estos correos el {when}.",
  stop: "No recibir ninguno",
  still: "Si es nuestro cliente, seguiremos escribiéndole sobre su propio caso: citas, documentos, facturas.",
  off: "Ya no está en la lista",
  "off.lead": "No volveremos a escribir a {address}, salvo que usted lo pida. Desde {when}.",
  you: "usted",
  mistake: "¿Fue un error?",
  back: "Volver a la lista",
};
const dictionaries: Record<Language, Record<Key, string>> = { en, es };

/** The preference page's own sentences, in the visitor's language. */
export function usePreferenceWords() {
  const { language, ...speech } = useSpeech();
  const say = (key: Key, values: Values = {}) =>
    dictionaries[language][key].replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
  return { say, language, ...speech };
}
