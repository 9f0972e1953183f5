import { answerTypes } from "../answers.ts";
import type { StepBehaviour } from "../behaviour.ts";
import { arriveAsking } from "../requests/asking.ts";

export const requestFiles: StepBehaviour<"requestFiles"> = {
  toClient: true,
  says: "requested",
  arrive: arriveAsking,
  listens: answerTypes,
};
