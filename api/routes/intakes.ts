import Type from "typebox";
import { attachToExisting, createFromIntake } from "../../domain/intakes/index.ts";
import { openIntakesWithMatters } from "../../domain/story/index.ts";
import { type Route, route } from "../core/route.ts";
import { anything, body, idParams, idText } from "../core/shorthand.ts";

const tag = "intakes";
const params = idParams("intakeId");

export const routes: Route[] = [
  route(
    {
      method: "get",
      path: "/intakes",
      summary: "Web site forms from people the firm may know: existing matter or new?",
      tag,
      role: "viewer",
      answer: anything,
    },
    async (scope) => ({ intakes: await openIntakesWithMatters(scope, {}) }),
  ),
  route(
    {
      method: "post",
      path: "/intakes/{intakeId}/create",
      summary: "They are new: make a contact and a matter",
      tag,
      role: "staff",
      params,
      body: body({}),
      answer: anything,
    },
    (scope, input) => createFromIntake(scope, { intakeId: input.params.intakeId }),
  ),
  route(
    {
      method: "post",
      path: "/intakes/{intakeId}/attach",
      summary: "They are a contact the firm has, about a matter they have or a new one",
      tag,
      role: "staff",
      params,
      body: body({ contactId: idText, matterId: Type.Optional(idText) }),
      answer: anything,
    },
    (scope, input) => attachToExisting(scope, { intakeId: input.params.intakeId, ...input.body }),
  ),
];
