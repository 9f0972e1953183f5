import { upgrade, validate } from "../../engine/definition/index.ts";
import { type Answer, problemsAnswer, readJson } from "./answer.ts";

export function validateVerb(file: string): Answer {
  const read = readJson(file);
  return problemsAnswer("problem" in read ? [read.problem] : validate(upgrade(read.value)));
}
