import Type from "typebox";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connectToFresh, leaveDatabase } from "../../test/support/database.ts";
import { EventModel, emit } from "../events/index.ts";
import { currentScope, firmModel, newId, operation, publicScope, query, type Role, type Scope, withScope } from "./index.ts";

const Note = firmModel<{ text: string }>("TestNote", { text: { type: String, required: true } });
const closed = { additionalProperties: false } as const;
const write = operation({
  name: "test.write",
  role: "staff",
  input: Type.Object({ text: Type.String({ minLength: 1 }), fail: Type.Optional(Type.Boolean()) }, closed),
  run: async ({ text, fail }) => {
    const id = newId("note");
    await Note.create([{ _id: id, text }]);
    await emit({ type: "contact.created", contactId: "con_1", data: { text } });
    if (fail) throw new Error("after the write");
    return { id, by: currentScope().actor.name };
  },
});
const count = query({ name: "test.count", role: "viewer", input: Type.Object({}, closed), run: async () => await Note.countDocuments() });

beforeAll(connectToFresh);
afterAll(async () => {
  await leaveDatabase();
});

let firms = 0;
const someone = (role: Role = "staff"): Scope => ({ firmId: `firm_${++firms}`, actor: { kind: "staff", id: "stf_1", name: "Dana", role } });

describe("an operation", () => {
  it("writes the change and its event together", async () => {
    const scope = someone();
    expect(await write(scope, { text: "Called" })).toMatchObject({ by: "Dana" });
    const [event] = await withScope(scope, () => EventModel.find().lean());
    expect(event).toMatchObject({ type: "contact.created", stream: "contact:con_1", seq: 1, state: "pending", by: { name: "Dana" } });
  });

  it("leaves neither when it fails", async () => {
    const scope = someone();
    await expect(write(scope, { text: "Called", fail: true })).rejects.toThrow("after the write");
    expect(await count(scope, {})).toBe(0);
    expect(await withScope(scope, () => EventModel.countDocuments())).toBe(0);
  });

  it("asks for the role", async () => {
    await expect(write(someone("viewer"), { text: "Called" })).rejects.toMatchObject({
      status: 403,
      message: 'This needs the role "staff" or higher; yours is "viewer".',
    });
  });

  it("is not for visitors unless it says so", async () => {
    await expect(write(publicScope("firm_x", "visitor"), { text: "Called" })).rejects.toMatchObject({ status: 403 });
  });

  it("names the field that is wrong", async () => {
    await expect(write(someone(), { text: "" })).rejects.toMatchObject({
      status: 422,
      errors: [{ path: "/text", message: "Text must not be empty." }],
    });
    const unknown = { text: "Called", extra: 1 } as { text: string };
    await expect(write(someone(), unknown)).rejects.toMatchObject({
      errors: [{ path: "/extra", message: "Extra is not a field here. Take it out or check its spelling." }],
    });
  });

  it("with the same idempotency key gives the first answer and changes nothing again", async () => {
    const scope = { ...someone(), idempotencyKey: "press-1" };
    const answers = await Promise.all([write(scope, { text: "Once" }), write(scope, { text: "Once" }), write(scope, { text: "Once" })]);
    expect(new Set(answers.map((one) => one.id)).size).toBe(1);
    expect(await count(scope, {})).toBe(1);
  });

  it("within another one joins its transaction", async () => {
    const outer = operation({
      name: "test.outer",
      role: "staff",
      input: Type.Object({}, closed),
      run: async (_input, scope) => {
        await write(scope, { text: "Inner" });
        throw new Error("the outer one fails");
      },
    });
    const scope = someone();
    await expect(outer(scope, {})).rejects.toThrow("the outer one fails");
    expect(await count(scope, {})).toBe(0);
  });

  it("numbers the events of a stream without gaps, however many write at once", async () => {
    const scope = someone();
    await Promise.all(Array.from({ length: 12 }, (_, index) => write(scope, { text: `Call ${index}` })));
    const events = await withScope(scope, () => EventModel.find().sort({ seq: 1 }).lean());
    expect(events.map((event) => event.seq)).toEqual(Array.from({ length: 12 }, (_, index) => index + 1));
  });
});

describe("the firm's scope", () => {
  it("hides another firm's records from every kind of read and write", async () => {
    const [ours, theirs] = [someone("owner"), someone("owner")];
    const { id } = await write(theirs, { text: "Theirs" });
    await withScope(ours, async () => {
      expect(await Note.find().lean()).toEqual([]);
      expect(await Note.findById(id).lean()).toBeNull();
      expect(await Note.countDocuments()).toBe(0);
      expect(await Note.distinct("text")).toEqual([]);
      expect(await Note.aggregate([{ $match: { _id: id } }])).toEqual([]);
      await Note.updateMany({}, { $set: { text: "Changed" } });
      await Note.deleteMany({});
      await Note.bulkWrite([{ updateOne: { filter: { _id: id }, update: { $set: { text: "Changed" } } } }]);
    });
    expect((await withScope(theirs, () => Note.findById(id).lean()))?.text).toBe("Theirs");
  });

  it("tells an id's record to its firm alone, whichever of its fields are asked for", async () => {
    const [ours, theirs] = [someone("owner"), someone("owner")];
    const { id } = await write(theirs, { text: "Theirs" });
    for (const fields of [undefined, { text: 1 }, { _id: 1 }, { _id: 0, text: 1 }, { text: 0 }] as Record<string, 0 | 1>[]) {
      expect(await withScope(ours, () => Note.findById(id, fields).lean())).toBeNull();
      expect(await withScope(ours, () => Note.findById(id, fields))).toBeNull();
      expect(await withScope(theirs, () => Note.findById(id, fields).lean())).toMatchObject(fields?.["_id"] === 0 ? {} : { _id: id });
      expect(await withScope(theirs, () => Note.findById(id, fields))).not.toBeNull();
    }
  });

  it("stamps what is written, and refuses what names another firm", async () => {
    const ours = someone();
    await withScope(ours, async () => {
      const made = await Note.create({ _id: "not_mine", text: "Ours" });
      expect(made.firmId).toBe(ours.firmId);
      await expect(Note.create({ _id: "not_theirs", text: "x", firmId: "firm_other" })).rejects.toThrow(/another firm/);
    });
  });
});
