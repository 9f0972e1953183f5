import type { Variant } from "../messages/index.ts";
import type { Notice } from "./model.ts";

type Kind = Notice["kind"];
const body = (say: string, details: string, button: string): Variant["body"] => [
  { type: "text", text: say },
  { type: "card", title: "{{ appointment.name }}", rows: [details, "{{ appointment.how }}"] },
  { type: "button", label: button, to: "{{ links.manage }}" },
  { type: "signature" },
];
const detail = "{{ appointment.when }}";

const en: Record<Kind, Variant> = {
  confirmed: {
    subject: "Confirmed: {{ appointment.when }}",
    body: body("Your appointment is booked. The invitation for your calendar is attached.", detail, "Change or cancel"),
  },
  moved: {
    subject: "New time: {{ appointment.when }}",
    body: body("Your appointment has a new time. The attached invitation moves the entry in your calendar.", detail, "Change or cancel"),
  },
  cancelled: {
    subject: "Cancelled: {{ appointment.when }}",
    body: body("This appointment was cancelled. You are welcome to choose another time.", detail, "Choose another time"),
  },
  reminder: {
    subject: "Reminder: {{ appointment.when }}",
    body: body("We look forward to seeing you. If something has come up, change or cancel with the button.", detail, "Change or cancel"),
  },
};
const es: Record<Kind, Variant> = {
  confirmed: {
    subject: "Confirmada: {{ appointment.when }}",
    body: body("Su cita está reservada. Adjuntamos la invitación para su calendario.", detail, "Cambiar o cancelar"),
  },
  moved: {
    subject: "Nueva hora: {{ appointment.when }}",
    body: body("Su cita tiene una nueva hora. La invitación adjunta cambia su calendario.", detail, "Cambiar o cancelar"),
  },
  cancelled: {
    subject: "Cancelada: {{ appointment.when }}",
    body: body("Esta cita fue cancelada. Puede elegir otra hora cuando quiera.", detail, "Elegir otra hora"),
  },
  reminder: {
    subject: "Recordatorio: {{ appointment.when }}",
    body: body("Le esperamos. Si surgió algo, cambie o cancele con el botón.", detail, "Cambiar o cancelar"),
  },
};

/** What a notice says, in the client's language. Its subject carries only the date and time, for whoever sees the phone. */
export function noticeVariant(kind: Kind, language: string | undefined): Variant {
  return (language?.startsWith("es") ? es : en)[kind];
}

const ways = {
  en: { office: "At our office", video: "By video", phone: "We call you" },
  es: { office: "En nuestra oficina", video: "Por video", phone: "Le llamamos" },
};
export function howWords(mode: { kind: "office" | "video" | "phone"; place?: string }, language: string | undefined): string {
  const way = ways[language?.startsWith("es") ? "es" : "en"][mode.kind];
  return mode.place ? `${way}: ${mode.place}` : way;
}

/** "Thu, Dec 10, 10:00 am EST" in the client's zone. */
export function whenWords(at: Date, zone: string, language: string | undefined): string {
  const locale = language?.startsWith("es") ? "es-US" : "en-US";
  const day = new Intl.DateTimeFormat(locale, { timeZone: zone, weekday: "short", month: "short", day: "numeric" }).format(at);
  const time = new Intl.DateTimeFormat(locale, {
    timeZone: zone,
    hour: "numeric",
    minute: "2-digit",
    hour12: true,
    timeZoneName: "short",
  }).format(at);
  return `${day}, ${time.replace(/[\u202f\u00a0]/g, " ").replace(/\b(AM|PM)\b/, (half) => half.toLowerCase())}`;
}
