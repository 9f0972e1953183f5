import { zoneName } from "../../components/when.ts";

const roleWords: Record<string, string> = {
  client: "Client",
  coClient: "Co-client",
  spouse: "Spouse",
  caller: "Caller",
  opposing: "Opposing party",
  agent: "Agent",
};
/** "Spouse, co-client". */
export function rolesInWords(roles: string[]): string {
  const words = roles.map((role, index) => {
    const known = Object.hasOwn(roleWords, role) ? (roleWords[role] ?? role) : role.replace(/([a-z])([A-Z])/g, "$1 $2");
    return index === 0 ? known.charAt(0).toUpperCase() + known.slice(1) : known.toLowerCase();
  });
  return words.join(", ");
}
export const knownRoles = Object.entries(roleWords).map(([value, label]) => ({ value, label }));

const languages: Record<string, string> = {
  en: "English",
  es: "Spanish",
  fr: "French",
  zh: "Chinese",
  pt: "Portuguese",
  ru: "Russian",
  ht: "Haitian Creole",
};
export const languageInWords = (code: string): string => (Object.hasOwn(languages, code) ? (languages[code] ?? code) : code);
export const knownLanguages = Object.entries(languages).map(([value, label]) => ({ value, label }));

/** A custom field's value in words. */
export function valueInWords(value: unknown): string {
  if (value === null || value === undefined || value === "") return "Not set";
  if (typeof value === "boolean") return value ? "Yes" : "No";
  if (Array.isArray(value)) return value.map(valueInWords).join(", ");
  if (typeof value === "object") return Object.values(value).map(valueInWords).join(", ");
  return String(value);
}

/** "New York, EST": the zone's place and what it is called now. */
export function zoneInWords(zone: string): string {
  const place = zone.split("/").at(-1)?.replaceAll("_", " ") ?? zone;
  return `${place}, ${zoneName(new Date(), zone)}`;
}
