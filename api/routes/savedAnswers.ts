import Type from "typebox";
import { addSavedAnswer, changeSavedAnswer, listSavedAnswers, NewSavedAnswer, removeSavedAnswer } from "../../domain/savedAnswers/index.ts";
import { type Route, route } from "../core/route.ts";

const params = Type.Object({ answerId: Type.String({ minLength: 1, maxLength: 60 }) }, { additionalProperties: false });
const tag = "messages";

export const routes: Route[] = [
  route(
    { method: "get", path: "/saved-answers", summary: "Words the firm keeps to answer with", tag, role: "viewer", answer: Type.Unknown() },
    async (scope) => ({ answers: await listSavedAnswers(scope, {}) }),
  ),
  route(
    {
      method: "post",
      path: "/saved-answers",
      summary: "Keep words to answer with",
      tag,
      role: "staff",
      body: NewSavedAnswer,
      status: 201,
      answer: Type.Unknown(),
    },
    (scope, { body }) => addSavedAnswer(scope, body),
  ),
  route(
    {
      method: "put",
      path: "/saved-answers/{answerId}",
      summary: "Change a saved answer",
      tag,
      role: "staff",
      params,
      body: NewSavedAnswer,
      answer: Type.Unknown(),
    },
    (scope, { params, body }) => changeSavedAnswer(scope, { ...params, ...body }),
  ),
  route(
    { method: "delete", path: "/saved-answers/{answerId}", summary: "Remove a saved answer", tag, role: "staff", params },
    (scope, { params }) => removeSavedAnswer(scope, params),
  ),
];
