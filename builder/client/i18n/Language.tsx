import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from "react";
import { clientDate } from "./dates.ts";
import type { WordKey } from "./en.ts";
import { type Language, pickLanguage, translate, type Values } from "./words.ts";

export interface Speech {
  language: Language;
  setLanguage: (language: Language) => void;
  /** What a contact prefers, once the page's data says so; the address and a press on the foot's link win over it. */
  preferLanguage: (contactLanguage: string | null | undefined) => void;
  t: (key: WordKey, values?: Values) => string;
  date: (at: string | Date, zone: string, dayOnly?: boolean) => string;
}

const SpeechContext = createContext<Speech | null>(null);

export function LanguageProvider({ children }: { children: ReactNode }) {
  const asked = new URLSearchParams(window.location.search).get("lang");
  const [chosen, setChosen] = useState<string | null>(asked);
  const [contact, setContact] = useState<string | null>(null);
  const language = pickLanguage(chosen, contact, navigator.languages);
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  const speech = useMemo<Speech>(
    () => ({
      language,
      setLanguage: setChosen,
      preferLanguage: (wanted) => setContact(wanted ?? null),
      t: (key, values) => translate(language, key, values),
      date: (at, zone, dayOnly) => clientDate(typeof at === "string" ? new Date(at) : at, language, { zone, dayOnly }),
    }),
    [language],
  );
  return <SpeechContext value={speech}>{children}</SpeechContext>;
}

/** `t("key")` and dates in the visitor's language. */
export function useSpeech(): Speech {
  const speech = useContext(SpeechContext);
  if (!speech) throw new Error("useSpeech outside LanguageProvider");
  return speech;
}
