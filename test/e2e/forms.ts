import type { Form } from "../../engine/forms/index.ts";

/** Two forms like those that ship, with every kind of question between them. */
export const intakeForm: Form = {
  format: "firmflow-form/1",
  title: { en: "How can we help?", es: "¿Cómo podemos ayudarle?" },
  intro: {
    en: "You hear from a person within one business hour. The first talk costs nothing.",
    es: "Una persona le responde en una hora hábil. La primera conversación no cuesta nada.",
  },
  minutes: 2,
  intake: {
    caseType: "estate-planning",
    urgent: { text: { en: "In custody, or in court this week?", es: "¿Detenido, o en la corte esta semana?" } },
  },
  done: { title: { en: "Thank you. We have your request.", es: "Gracias. Tenemos su solicitud." } },
  groups: [
    {
      key: "you",
      title: { en: "You and the others", es: "Usted y los demás" },
      mustAnswer: true,
      fields: [
        {
          kind: "choice",
          key: "about",
          label: { en: "What is it about?", es: "¿De qué se trata?" },
          required: true,
          options: [
            { value: "estate-planning", label: { en: "Wills, trusts, planning ahead", es: "Testamentos y fideicomisos" } },
            { value: "real-estate", label: { en: "Buying or selling a home", es: "Comprar o vender una casa" } },
            { value: "criminal-defense", label: { en: "An arrest or a court date", es: "Un arresto o una cita en la corte" } },
          ],
          saveTo: "matter.caseType",
        },
        {
          kind: "text",
          key: "firstName",
          label: { en: "First name", es: "Nombre" },
          required: true,
          half: true,
          autocomplete: "given-name",
          saveTo: "contact.firstName",
        },
        {
          kind: "text",
          key: "lastName",
          label: { en: "Last name", es: "Apellido" },
          required: true,
          half: true,
          autocomplete: "family-name",
          saveTo: "contact.lastName",
        },
        { kind: "email", key: "email", label: { en: "Email", es: "Correo electrónico" }, required: true, saveTo: "contact.email" },
        { kind: "phone", key: "phone", label: { en: "Phone", es: "Teléfono" }, saveTo: "contact.phone" },
        {
          kind: "text",
          key: "parties",
          lines: 2,
          label: { en: "Who else is involved?", es: "¿Quién más participa?" },
          hint: {
            en: "A spouse, other family, a company. We check first that we don’t already act for someone on the other side.",
            es: "Cónyuge, familia, una empresa. Primero comprobamos que no actuamos ya para la otra parte.",
          },
          saveTo: "matter.parties",
        },
        {
          kind: "consent",
          key: "texts",
          channel: "text",
          label: { en: "You may text me at this number about my request.", es: "Pueden enviarme mensajes de texto sobre mi solicitud." },
          hint: { en: "Answer STOP to end. Message rates apply.", es: "Responda STOP para terminar." },
        },
      ],
      notes: [
        {
          tone: "shield",
          title: { en: "Please don’t tell us what happened yet.", es: "Por favor, no nos cuente todavía lo que pasó." },
          text: {
            en: "Until we have checked and agreed in writing, we aren’t your lawyers and what you send may not be confidential.",
            es: "Hasta acordarlo por escrito no somos sus abogados y lo que envíe puede no ser confidencial.",
          },
        },
      ],
    },
  ],
};

export const assetForm: Form = {
  format: "firmflow-form/1",
  title: "Your family and what you own",
  intro: "About 20 minutes, at your own pace. Round numbers are fine.",
  minutes: 20,
  done: { title: 'Thank you, {{ you.firstName | default: "we have it" }}' },
  groups: [
    {
      key: "you",
      title: "You",
      fields: [
        { kind: "date", key: "born", label: "Your date of birth", required: true, only: "past", saveTo: "contact.born" },
        { kind: "address", key: "home", label: "Where do you live?", saveTo: "contact.address" },
        { kind: "yesNo", key: "married", label: "Are you married?", required: true },
        { kind: "text", key: "spouseName", label: "Your spouse’s full name", required: true, when: { "==": [{ var: "married" }, true] } },
        { kind: "yesNo", key: "children", label: "Do you have children?", required: true },
      ],
      notes: [{ tone: "lock", text: "Only your legal team sees your answers." }],
    },
    {
      key: "kids",
      title: "Your children",
      intro: "Include adopted children, and children from earlier relationships.",
      when: { "==": [{ var: "children" }, true] },
      fields: [
        {
          kind: "table",
          key: "kids",
          label: "Children",
          row: "child",
          add: "Add another child",
          min: 1,
          columns: [
            { kind: "text", key: "name", label: "Full name", required: true },
            { kind: "date", key: "born", label: "Date of birth", required: true, only: "past" },
            {
              kind: "choice",
              key: "whose",
              label: 'Whose child is {{ row.name | default: "this" }}?',
              required: true,
              options: [
                { value: "both", label: "Both of ours" },
                { value: "mine", label: "Mine" },
                { value: "spouse", label: "My spouse’s" },
              ],
            },
          ],
        },
      ],
    },
    {
      key: "own",
      title: "What you own",
      intro: "Leave out furniture and everyday things.",
      fields: [
        {
          kind: "table",
          key: "assets",
          label: "Things you own",
          row: "thing you own",
          add: "Add something you own",
          total: "worth",
          columns: [
            { kind: "text", key: "what", label: "What is it?", required: true },
            { kind: "money", key: "worth", label: "Worth about", notSure: true, half: true },
            {
              kind: "choice",
              key: "name",
              label: "In whose name?",
              notSure: true,
              options: [
                { value: "you", label: "{{ you.firstName }}" },
                { value: "spouse", label: "Spouse" },
                { value: "both", label: "Both" },
              ],
            },
            { kind: "file", key: "statement", label: "A statement, if you have one at hand" },
          ],
        },
      ],
      notes: [{ tone: "info", title: "“Not sure” is a fine answer.", text: "We clear it up together at your design meeting." }],
    },
  ],
};
