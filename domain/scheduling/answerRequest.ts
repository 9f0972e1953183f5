import Type from "typebox";
import { conflict, inTurn, operation, type Scope } from "../base/index.ts";
import { requestById, settle } from "../requests/index.ts";
import { book } from "./book.ts";

const Answer = Type.Object(
  {
    requestId: Type.String({ maxLength: 60 }),
    startsAt: Type.String({ format: "date-time" }),
    mode: Type.Optional(Type.Enum(["office", "video", "phone"])),
    zone: Type.Optional(Type.String({ maxLength: 60 })),
  },
  { additionalProperties: false },
);

/** Books the slot that an invitation to choose a time was answered with: the appointment and the answer in one transaction. */
const answer = operation({
  name: "scheduling.answerRequest",
  role: "staff",
  public: true,
  input: Answer,
  run: async ({ requestId, ...chosen }, scope) => {
    const request = await requestById(requestId);
    if (request.kind !== "appointment" || !request.asked.type) throw conflict("not-an-offer", "This link does not offer an appointment.");
    if (request.state === "done")
      throw conflict("already-booked", "You have already chosen a time. The confirmation has a link to change it.");
    const { contactId, matterId } = request;
    const booked = await book(scope, { typeKey: request.asked.type, contactId, ...(matterId ? { matterId } : {}), requestId, ...chosen });
    await settle(request, { how: "link", scope, occasionId: booked.occasionId });
    return booked;
  },
});

export const bookForRequest = (scope: Scope, input: Parameters<typeof answer>[1]) =>
  inTurn(`${scope.firmId}:${input.requestId}`, () => answer(scope, input));
