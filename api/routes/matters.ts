import {
  assignMatter,
  changeMatter,
  createMatter,
  deleteMatter,
  listMatters,
  MatterChange,
  moveStage,
  NewMatter,
  readBoard,
  readStageCards,
  readStuckCards,
  restoreMatter,
} from "../../domain/matters/index.ts";
import { readMatterPage } from "../../domain/story/index.ts";
import { type Route, route } from "../core/route.ts";
import { anything, body, idParams } from "../core/shorthand.ts";

const tag = "matters";
const params = idParams("matterId");
const path = "/matters/{matterId}";

export const routes: Route[] = [
  route(
    {
      method: "get",
      path: "/matters",
      summary: "Matters, newest first; filtered and searched",
      tag,
      role: "viewer",
      query: listMatters.spec.input,
      answer: anything,
    },
    (scope, { query }) => listMatters(scope, query),
  ),
  route(
    {
      method: "get",
      path: "/matters/board",
      summary: "A case type's board: stages with counts and first cards",
      tag,
      role: "viewer",
      query: readBoard.spec.input,
      answer: anything,
    },
    (scope, { query }) => readBoard(scope, query),
  ),
  route(
    {
      method: "get",
      path: "/matters/board/attention",
      summary: "The cards of a board that need somebody, wherever they stand",
      tag,
      role: "viewer",
      query: readStuckCards.spec.input,
      answer: anything,
    },
    (scope, { query }) => readStuckCards(scope, query),
  ),
  route(
    {
      method: "get",
      path: "/matters/board/cards",
      summary: "More cards of one stage of a board",
      tag,
      role: "viewer",
      query: readStageCards.spec.input,
      answer: anything,
    },
    (scope, { query }) => readStageCards(scope, query),
  ),
  route(
    { method: "post", path: "/matters", summary: "Open a matter", tag, role: "staff", body: NewMatter, status: 201, answer: anything },
    (scope, input) => createMatter(scope, input.body),
  ),
  route(
    {
      method: "get",
      path,
      summary: "A matter with people, flows, tasks, dates and documents",
      tag,
      role: "viewer",
      params,
      answer: anything,
    },
    (scope, { params: { matterId } }) => readMatterPage(scope, { matterId }),
  ),
  route(
    {
      method: "patch",
      path,
      summary: "Change a matter; null clears a field",
      tag,
      role: "staff",
      params,
      body: MatterChange,
      answer: anything,
    },
    (scope, input) => changeMatter(scope, { matterId: input.params.matterId, change: input.body }),
  ),
  route(
    {
      method: "post",
      path: `${path}/stage`,
      summary: "Move a matter to a stage",
      tag,
      role: "staff",
      params,
      body: body({ stage: moveStage.spec.input.properties.stage }),
      answer: anything,
    },
    (scope, input) => moveStage(scope, { matterId: input.params.matterId, stage: input.body.stage }),
  ),
  route(
    {
      method: "post",
      path: `${path}/assignee`,
      summary: "Give a matter to a member of staff, or to nobody",
      tag,
      role: "staff",
      params,
      body: body({ staffId: assignMatter.spec.input.properties.staffId }),
      answer: anything,
    },
    (scope, input) => assignMatter(scope, { matterId: input.params.matterId, staffId: input.body.staffId }),
  ),
  route(
    { method: "delete", path, summary: "Delete a matter; it can be restored", tag, role: "staff", params },
    (scope, { params: { matterId } }) => deleteMatter(scope, { matterId }),
  ),
  route(
    { method: "post", path: `${path}/restore`, summary: "Take a deletion back", tag, role: "staff", params },
    (scope, { params: { matterId } }) => restoreMatter(scope, { matterId }),
  ),
];
