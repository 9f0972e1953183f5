import type { NewSort } from "./makeNew.ts";

interface NewWords {
  /** The button's and the dialog's: "New form". */
  title: string;
  name: string;
  example: string;
  /** What it says at first, where it says something; and what that begins with. */
  text?: string;
  begins?: string;
  /** Where the rest of it is written. */
  later: string;
  /** Who may: builders make what flows use, owners what the firm is made of. */
  may: "build" | "own";
}

export const newWords: Record<NewSort, NewWords> = {
  templates: {
    title: "New email",
    name: "Name, for your staff",
    example: "Welcome",
    text: "What it says",
    begins: "Dear {{ contact.firstName | default: 'Sir or Madam' }},\n\n",
    later: "Its button, pictures and other languages are added under Templates.",
    may: "build",
  },
  forms: {
    title: "New form",
    name: "What clients read at the top",
    example: "Your family and what you own",
    text: "The first question",
    later: "More questions are added under Forms.",
    may: "build",
  },
  documents: {
    title: "New document",
    name: "Title",
    example: "Engagement agreement",
    text: "What it says",
    begins: "Dear {{ contact.name }},\n\n",
    later: "Clauses, tables and signatures are added under Templates.",
    may: "build",
  },
  appointmentTypes: {
    title: "New appointment",
    name: "What it is called",
    example: "Design meeting",
    later: "By phone with you, for now: who, where and when are set under Settings.",
    may: "build",
  },
  stages: {
    title: "New stage",
    name: "Name of the stage",
    example: "Drafting",
    later: "Its place among the others is set under Settings.",
    may: "own",
  },
  staff: {
    title: "New colleague",
    name: "Name",
    example: "Marcus Bell",
    later: "Their invitation link, their title and what else they may do are under Settings, Staff.",
    may: "own",
  },
  fields: {
    title: "New field",
    name: "Name of the field",
    example: "Closing date",
    later: "It is on every page of such a record now.",
    may: "own",
  },
};
