import { ImportOptions, importContacts, listImports, previewContacts, undoImport } from "../../domain/imports/index.ts";
import { type Route, route } from "../core/route.ts";
import { anything, body, idParams } from "../core/shorthand.ts";

const tag = "imports";
const maxBodyBytes = 20_000_000;

export const routes: Route[] = [
  route(
    { method: "get", path: "/imports", summary: "The files brought in lately", tag, role: "owner", answer: anything },
    async (scope) => ({
      imports: await listImports(scope, {}),
    }),
  ),
  route(
    {
      method: "post",
      path: "/imports/contacts/preview",
      summary: "What a CSV file of contacts would bring, and what is wrong with it",
      tag,
      role: "owner",
      maxBodyBytes,
      body: previewContacts.spec.input,
      answer: anything,
    },
    (scope, input) => previewContacts(scope, input.body),
  ),
  route(
    {
      method: "post",
      path: "/imports/contacts",
      summary: "Bring contacts in; starts no flow unless told to",
      tag,
      role: "owner",
      maxBodyBytes,
      body: ImportOptions,
      status: 201,
      answer: anything,
    },
    (scope, input) => importContacts(scope, input.body),
  ),
  route(
    {
      method: "post",
      path: "/imports/{importId}/undo",
      summary: "Take an import back",
      tag,
      role: "owner",
      params: idParams("importId"),
      body: body({}),
      answer: anything,
    },
    (scope, input) => undoImport(scope, { importId: input.params.importId }),
  ),
];
