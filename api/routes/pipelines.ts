import {
  addField,
  changeField,
  changePipeline,
  createPipeline,
  listFields,
  listPipelines,
  NewField,
  NewPipeline,
  removeField,
} from "../../domain/pipelines/index.ts";
import { type Route, route } from "../core/route.ts";
import { anything, idParams } from "../core/shorthand.ts";

const tag = "pipelines";

export const routes: Route[] = [
  route(
    { method: "get", path: "/pipelines", summary: "The case types with their stages", tag, role: "viewer", answer: anything },
    async (scope) => ({ pipelines: (await listPipelines(scope, {})).map(({ _id, ...one }) => ({ id: _id, ...one })) }),
  ),
  route(
    {
      method: "post",
      path: "/pipelines",
      summary: "Add a case type with its stages",
      tag,
      role: "owner",
      body: NewPipeline,
      status: 201,
      answer: anything,
    },
    (scope, { body }) => createPipeline(scope, body),
  ),
  route(
    {
      method: "patch",
      path: "/pipelines/{pipelineId}",
      summary: "Rename, reorder, add and remove stages",
      tag,
      role: "owner",
      params: idParams("pipelineId"),
      body: changePipeline.spec.input.properties.change,
      answer: anything,
    },
    (scope, { params, body }) => changePipeline(scope, { pipelineId: params.pipelineId, change: body }),
  ),
  route(
    {
      method: "get",
      path: "/fields",
      summary: "The firm's own fields of contacts and matters",
      tag,
      role: "viewer",
      query: listFields.spec.input,
      answer: anything,
    },
    async (scope, { query }) => ({ fields: (await listFields(scope, query)).map(({ _id, ...one }) => ({ id: _id, ...one })) }),
  ),
  route(
    {
      method: "post",
      path: "/fields",
      summary: "Add a field to contacts or matters",
      tag,
      role: "owner",
      body: NewField,
      status: 201,
      answer: anything,
    },
    (scope, { body }) => addField(scope, body),
  ),
  route(
    {
      method: "patch",
      path: "/fields/{fieldId}",
      summary: "Change a field's label or options",
      tag,
      role: "owner",
      params: idParams("fieldId"),
      body: changeField.spec.input.properties.change,
      answer: anything,
    },
    (scope, { params, body }) => changeField(scope, { fieldId: params.fieldId, change: body }),
  ),
  route(
    {
      method: "delete",
      path: "/fields/{fieldId}",
      summary: "Take a field away; records keep what they hold",
      tag,
      role: "owner",
      params: idParams("fieldId"),
    },
    (scope, { params }) => removeField(scope, { fieldId: params.fieldId }),
  ),
];
