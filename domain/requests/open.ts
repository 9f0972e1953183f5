import Type, { type Static } from "typebox";
import {
  clock,
  hashToken,
  invalidField,
  isDuplicateKey,
  linkToken,
  newId,
  operation,
  publicUrl,
  type Scope,
  type Stored,
} from "../base/index.ts";
import { contactById } from "../contacts/index.ts";
import { formByKey } from "../forms/index.ts";
import { closed, id, key, line, optionalId } from "../inputs/index.ts";
import { type Asked, RequestModel, type RequestRecord } from "./model.ts";

/** Links live this many days unless the flow waits longer. */
export const linkDays = 60;

const askedFile = Type.Object(
  {
    name: line(120),
    hint: Type.Optional(Type.String({ maxLength: 400 })),
    required: Type.Optional(Type.Boolean()),
    max: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
  },
  closed,
);
const asked = Type.Object(
  {
    form: Type.Optional(key),
    version: Type.Optional(Type.Integer({ minimum: 1 })),
    files: Type.Optional(Type.Array(askedFile, { minItems: 1, maxItems: 30 })),
    document: Type.Optional(line(60)),
    signing: optionalId,
    type: Type.Optional(line(60)),
    title: Type.Optional(line(200)),
  },
  closed,
);
export const NewRequest = Type.Object(
  {
    kind: Type.Union([Type.Literal("form"), Type.Literal("files"), Type.Literal("signature"), Type.Literal("appointment")]),
    contactId: id,
    matterId: optionalId,
    occasionId: optionalId,
    runId: optionalId,
    step: optionalId,
    visit: Type.Optional(Type.Integer({ minimum: 0 })),
    asked,
    days: Type.Optional(Type.Integer({ minimum: 1, maximum: 730 })),
  },
  closed,
);

/** The link of a request; the same every time, so that reminders carry the one the first mail had. */
export const tokenOf = (requestId: string, round: number): string => linkToken("request", `${requestId}:${round}`);
export const urlOf = (request: Pick<Stored<RequestRecord>, "_id" | "round">): string =>
  `${publicUrl()}/p/${tokenOf(request._id, request.round)}`;

/**
 * Asks one person for one thing and gives the link. Repeatable: the same run, step, visit and contact gives the same request, whatever is
 * retried; by hand, the scope's idempotency key does.
 */
export const openRequest = async (scope: Scope, input: Static<typeof NewRequest>): Promise<{ requestId: string; url: string }> => {
  try {
    return await openOnce(scope, input);
  } catch (error) {
    // Two attempts met: the other one's request is this one's.
    if (isDuplicateKey(error)) return await openOnce(scope, input);
    throw error;
  }
};

const openOnce = operation({
  name: "requests.open",
  role: "staff",
  input: NewRequest,
  run: async (input) => {
    const { runId, step, visit = 1, contactId, days = linkDays } = input;
    const fromRun = runId ? { runId, step: step ?? "", visit, contactId } : null;
    const known = fromRun ? await RequestModel.findOne(fromRun).lean() : null;
    if (known) return { requestId: known._id, url: urlOf(known) };
    await contactById(contactId);
    const requestId = newId("request");
    const record: RequestRecord = {
      kind: input.kind,
      state: "open",
      ...(input.matterId ? { matterId: input.matterId } : {}),
      ...(input.occasionId ? { occasionId: input.occasionId } : {}),
      contactId,
      ...(fromRun ?? {}),
      asked: await checkedAsked(input.kind, input.asked),
      round: 0,
      tokenHash: hashToken(tokenOf(requestId, 0)),
      pastHashes: [],
      expiresAt: new Date(clock.now().getTime() + days * 86_400_000),
    };
    await RequestModel.create([{ _id: requestId, ...record }]);
    return { requestId, url: urlOf({ _id: requestId, round: 0 }) };
  },
});

async function checkedAsked(kind: RequestRecord["kind"], given: Asked): Promise<Asked> {
  const missing = (what: keyof Asked, words: string) => invalidField(`/asked/${what}`, words);
  switch (kind) {
    case "form": {
      if (!given.form) throw missing("form", "Say which form is asked for.");
      const { version } = await formByKey(given.form, given.version);
      return { ...given, version };
    }
    case "files":
      if (!given.files?.length) throw missing("files", "Say which files are asked for.");
      return given;
    case "signature":
      if (!given.document) throw missing("document", "Say which document is to be signed.");
      return given;
    case "appointment":
      if (!given.type) throw missing("type", "Say which kind of appointment is offered.");
      return given;
    default:
      return kind satisfies never;
  }
}
