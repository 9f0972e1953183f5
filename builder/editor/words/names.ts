import { createContext, useContext } from "react";

/** What the firm calls its records: from key to name. What is not known is shown by its key. */
export interface Names {
  template: (key: string) => string;
  form: (key: string) => string;
  document: (key: string) => string;
  appointmentType: (key: string) => string;
  stage: (key: string) => string;
  caseType: (key: string) => string;
  flow: (key: string) => string;
  staff: (id: string) => string;
  fact: (path: string) => string;
  tag: (key: string) => string;
}

const asIs = (key: string) => key;
export const plainNames: Names = {
  template: asIs,
  form: asIs,
  document: asIs,
  appointmentType: asIs,
  stage: asIs,
  caseType: asIs,
  flow: asIs,
  staff: asIs,
  fact: asIs,
  tag: asIs,
};

export const NamesContext = createContext<Names>(plainNames);
export const useNames = (): Names => useContext(NamesContext);
