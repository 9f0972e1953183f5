import Type from "typebox";
import { conflict, invalid, invalidField, notFound, operation, query, type Scope, type Stored, withScope } from "../base/index.ts";
import { emit } from "../events/index.ts";
import { FileModel, keepFile } from "../files/index.ts";
import { fieldsOf, formByKey } from "../forms/index.ts";
import { closed, id } from "../inputs/index.ts";
import { keepFilesOf, requestById, settle } from "./answer.ts";
import type { AskedFile, RequestRecord } from "./model.ts";

/** How many files one link may bring, all told. */
const mostFiles = 60;

/** For one asked paper: how many pages or photos of it. */
export const mostOf = (asked: AskedFile): number => asked.max ?? 10;

/** Refuses an upload before its first byte is taken: not asked for, already sent, or enough of it there. `asked` is a paper's name or a question's key. */
export function admitUpload(scope: Scope, request: Stored<RequestRecord>, asked: string): Promise<void> {
  return withScope(scope, async () => {
    if (request.state === "done" || request.state === "waived")
      throw conflict("already-answered", "This was sent already. Tell the firm if something needs changing.");
    const most = await mostFor(request, asked);
    const [here, all] = await Promise.all([
      FileModel.countDocuments({ requestId: request._id, asked }),
      FileModel.countDocuments({ requestId: request._id }),
    ]);
    if (here >= most) throw invalidField("/file", `At most ${most} files can be given for this. Remove one first.`);
    if (all >= mostFiles)
      throw invalidField("/file", "That is as many files as one link takes. Send what there is, then ask for another link.");
  });
}

async function mostFor(request: RequestRecord, asked: string): Promise<number> {
  if (request.kind === "files") {
    const paper = request.asked.files?.find((one) => one.name === asked);
    if (paper) return mostOf(paper);
  }
  if (request.kind === "form") {
    const { form } = await formByKey(request.asked.form ?? "", request.asked.version);
    const [first, column] = asked.split("/");
    const field = fieldsOf(form).find((one) => one.key === first);
    if (field?.kind === "file") return field.max ?? 10;
    if (field?.kind === "table" && field.columns.some((one) => one.kind === "file" && one.key === column)) return mostFiles;
  }
  throw invalidField("/asked", "This was not asked for. Load the page again.");
}

/** Takes in one file for a request; it waits until it is sent with everything else. */
export async function uploadFor(
  scope: Scope,
  request: Stored<RequestRecord>,
  asked: string,
  name: string,
  content: AsyncIterable<Uint8Array>,
) {
  await admitUpload(scope, request, asked);
  const { contactId, matterId } = request;
  return await keepFile(scope, {
    name,
    content,
    contactId,
    ...(matterId ? { matterId } : {}),
    requestId: request._id,
    asked,
    waiting: true,
  });
}

/** The files given for a request so far, for its own page. */
export const filesOfRequest = query({
  name: "requests.files",
  role: "viewer",
  public: true,
  input: Type.Object({ requestId: id }, closed),
  run: async ({ requestId }) => {
    const files = await FileModel.find({ requestId }).sort({ createdAt: 1 }).lean();
    return files.map(({ _id, name, type, bytes, asked, state }) => ({ fileId: _id, name, type, bytes, asked: asked ?? "", state }));
  },
});

/** Sends the files of a request. A paper somebody doesn't have is named in `missing` and counts as answered. */
export const submitFiles = operation({
  name: "requests.submitFiles",
  role: "staff",
  public: true,
  input: Type.Object({ requestId: id, missing: Type.Optional(Type.Array(Type.String({ maxLength: 120 }), { maxItems: 30 })) }, closed),
  run: async ({ requestId, missing = [] }, scope) => {
    const request = await requestById(requestId);
    if (request.kind !== "files") throw notFound("This request for files");
    if (request.state === "done" || request.state === "waived") return { again: true };
    await takeFiles(request, missing, { how: "link", scope });
    return { again: false };
  },
});

/** Keeps the files that wait, marks the request answered, tells. Staff who were given papers another way need not have all of them. */
export async function takeFiles(
  request: Stored<RequestRecord>,
  missing: string[],
  answering: { how: "link" | "paper" | "phone" | "anotherWay"; scope: Scope },
): Promise<void> {
  const files = await FileModel.find({ requestId: request._id }).lean();
  const there = new Set(files.map((file) => file.asked));
  const wanting = (request.asked.files ?? []).filter(
    (one) => one.required !== false && !there.has(one.name) && !missing.includes(one.name),
  );
  if (answering.how === "link" && wanting.length)
    throw invalid(
      `Still needed: ${wanting.map((one) => one.name).join(", ")}.`,
      wanting.map((one) => ({ path: `/files/${one.name}`, message: `Add “${one.name}”, or say that you don't have it.` })),
    );
  if (answering.how === "link" && !files.length && !missing.length) throw invalidField("/files", "Add a file before sending.");
  const fileIds = await keepFilesOf(
    request._id,
    files.map((file) => file._id),
  );
  await settle(request, { ...answering, fileIds });
  await emit({
    type: "files.received",
    contactId: request.contactId,
    ...(request.matterId ? { matterId: request.matterId } : {}),
    ...(request.occasionId ? { occasionId: request.occasionId } : {}),
    requestId: request._id,
    data: { names: [...there].filter((name): name is string => Boolean(name)), missing, files: fileIds, how: answering.how },
  });
}
