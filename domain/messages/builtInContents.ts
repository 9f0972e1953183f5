import type { Block, MessageContent } from "./blocks.ts";

const hello: Block = { type: "text", text: "Dear {{ contact.firstName | default: contact.name | default: 'Sir or Madam' }}," };
const hola: Block = { type: "text", text: "Hola, {{ contact.firstName | default: contact.name | default: 'buen día' }}:" };
const call: Block = {
  type: "text",
  quiet: true,
  text: "Rather talk? Call us{% if firm.phone %} at {{ firm.phone }}{% endif %}, or answer this email.",
};
const llame: Block = {
  type: "text",
  quiet: true,
  text: "¿Prefiere hablar? Llámenos{% if firm.phone %} al {{ firm.phone }}{% endif %} o responda a este correo.",
};

interface Words {
  subject: string;
  text: string;
  button: string;
}

function message(name: string, en: Words, es: Words): MessageContent {
  const button = (label: string): Block => ({ type: "button", label, to: "{{ links.request }}" });
  return {
    name,
    purpose: "transactional",
    variants: {
      en: { subject: en.subject, body: [hello, { type: "text", text: en.text }, button(en.button), call] },
      es: { subject: es.subject, body: [hola, { type: "text", text: es.text }, button(es.button), llame] },
    },
  };
}

/** What asks the client and reminds them, where the step names no template. The same keys in a firm's own templates stand before these. */
export const builtInContents: Record<string, MessageContent> = {
  "request-form": message(
    "Please fill in a form",
    {
      subject: "A form for you to fill in",
      text: "Please fill in this form for us{% if request.title %}: **{{ request.title }}**{% endif %}. It is saved as you go, so you can stop and come back.",
      button: "Start the form",
    },
    {
      subject: "Un formulario para usted",
      text: "Por favor, llene este formulario{% if request.title %}: **{{ request.title }}**{% endif %}. Se guarda solo; puede parar y seguir después.",
      button: "Empezar el formulario",
    },
  ),
  "request-form-reminder": message(
    "Reminder of a form",
    {
      subject: "Your form is waiting for you",
      text: "We still need your form. What you have written so far is saved.",
      button: "Go on with your form",
    },
    {
      subject: "Su formulario le espera",
      text: "Todavía necesitamos su formulario. Lo que ya escribió está guardado.",
      button: "Seguir con el formulario",
    },
  ),
  "request-files": message(
    "Please send us papers",
    {
      subject: "Papers we need from you",
      text: "Please send us these papers. A photo from your phone is fine.",
      button: "Send the papers",
    },
    {
      subject: "Documentos que necesitamos",
      text: "Por favor, envíenos estos documentos. Una foto con su teléfono basta.",
      button: "Enviar los documentos",
    },
  ),
  "request-files-reminder": message(
    "Reminder of papers",
    {
      subject: "We still need some papers",
      text: "Some papers are still missing. A photo from your phone is fine.",
      button: "Send the papers",
    },
    {
      subject: "Aún faltan documentos",
      text: "Todavía faltan algunos documentos. Una foto con su teléfono basta.",
      button: "Enviar los documentos",
    },
  ),
  "request-appointment": message(
    "Please choose a time",
    {
      subject: "Choose a time that suits you",
      text: "Please choose a time to meet with us. You see only times that are free.",
      button: "Choose a time",
    },
    { subject: "Elija una hora", text: "Por favor, elija una hora para reunirnos. Solo verá horas libres.", button: "Elegir una hora" },
  ),
  "request-appointment-reminder": message(
    "Reminder to choose a time",
    { subject: "Which time suits you?", text: "You have not chosen a time yet. It takes a minute.", button: "Choose a time" },
    { subject: "¿Qué hora le conviene?", text: "Todavía no ha elegido una hora. Toma un minuto.", button: "Elegir una hora" },
  ),
  "request-signature": message(
    "Please read and sign",
    {
      subject: "A document for you to sign",
      text: "Please read this document{% if request.title %}, **{{ request.title }}**,{% endif %} and sign it if you agree. Ask us about anything that is not clear.",
      button: "Read and sign",
    },
    {
      subject: "Un documento para firmar",
      text: "Por favor, lea este documento{% if request.title %}, **{{ request.title }}**,{% endif %} y fírmelo si está de acuerdo. Pregúntenos lo que no esté claro.",
      button: "Leer y firmar",
    },
  ),
  "request-signature-reminder": message(
    "Reminder to sign",
    {
      subject: "Your document is waiting for your signature",
      text: "The document we sent you is not signed yet.",
      button: "Read and sign",
    },
    { subject: "Su documento espera su firma", text: "El documento que le enviamos aún no está firmado.", button: "Leer y firmar" },
  ),
};
