import { answerTypes } from "../answers.ts";
import type { StepBehaviour } from "../behaviour.ts";
import { arriveAsking } from "../requests/asking.ts";

export const requestSignature: StepBehaviour<"requestSignature"> = {
  toClient: true,
  says: "requested",
  arrive: arriveAsking,
  listens: answerTypes,
  needs: (step) => [[step.document, "documentId"]],
};
