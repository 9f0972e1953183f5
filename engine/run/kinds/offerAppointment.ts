import { answerTypes } from "../answers.ts";
import type { StepBehaviour } from "../behaviour.ts";
import { arriveAsking } from "../requests/asking.ts";

export const offerAppointment: StepBehaviour<"offerAppointment"> = {
  toClient: true,
  says: "requested",
  arrive: arriveAsking,
  listens: answerTypes,
};
