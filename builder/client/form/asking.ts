import type { Answer, AnswerFile, Around, FormPeople, Language } from "../../../engine/forms/index.ts";

/** What every input of a form needs beside its own field. */
export interface Asking {
  language: Language;
  around: Around;
  people: FormPeople;
  /** Messages by JSON pointer: `/children/1/born`. */
  errors: Record<string, string>;
  files?: FileKeeper;
  /** Changes an answer from what it is at that moment: for what comes later, like a file that was sent. */
  update: (path: string, change: (before: unknown) => Answer) => void;
}

/** Sends chosen files at once, and takes them back. Forms on the website have none. */
export interface FileKeeper {
  send(asked: string, file: File, onProgress: (part: number) => void): Promise<AnswerFile>;
  remove(fileId: string): Promise<void>;
}
