import { effectActivity } from "./carryOut.ts";
import { permanent } from "./errors.ts";

/** Kinds whose effects this version of Firmflow does not carry out: the run stops and says so, staff decide. */
export const notOffered = (label: string) =>
  effectActivity(async () => {
    throw permanent(`This version of Firmflow can't ${label} yet. Do it by hand, then skip this step.`);
  });
