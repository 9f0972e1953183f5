import Type from "typebox";
import { deleteCall, logCall, NewCall } from "../../domain/calls/index.ts";
import { addNote, deleteNote, NewNote } from "../../domain/notes/index.ts";
import { type Route, route } from "../core/route.ts";
import { anything, idParams } from "../core/shorthand.ts";

/** What staff write down: calls and notes. */
export const routes: Route[] = [
  route(
    { method: "post", path: "/calls", summary: "Log a call", tag: "calls", role: "staff", body: NewCall, status: 201, answer: anything },
    (scope, { body }) => logCall(scope, body),
  ),
  route(
    {
      method: "delete",
      path: "/calls/{callId}",
      summary: "Take a logged call away",
      tag: "calls",
      role: "staff",
      params: idParams("callId"),
    },
    (scope, { params }) => deleteCall(scope, { callId: params.callId }),
  ),
  route(
    {
      method: "post",
      path: "/notes",
      summary: "Write a note on a matter or contact",
      tag: "notes",
      role: "staff",
      body: Type.Omit(NewNote, ["runId"], { additionalProperties: false }),
      status: 201,
      answer: anything,
    },
    (scope, { body }) => addNote(scope, body),
  ),
  route(
    { method: "delete", path: "/notes/{noteId}", summary: "Take a note away", tag: "notes", role: "staff", params: idParams("noteId") },
    (scope, { params }) => deleteNote(scope, { noteId: params.noteId }),
  ),
];
