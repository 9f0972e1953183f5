import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { aFirm, testDatabase } from "../../test/support/firm.ts";
import { withScope } from "../base/index.ts";
import { matterById } from "../matters/index.ts";
import { createTask, listTasks } from "../tasks/index.ts";
import { contactById, findLikelyContacts, mergeContacts, unsubscribe } from "./index.ts";
import { stricter } from "./merge.ts";

let database: { stop(): Promise<void> };
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.stop());

const at = new Date();
const yes = { given: true, at, source: "form" };
const no = { given: false, at, source: "mail" };

describe("merging two contacts", () => {
  it("keeps the stricter consent of each channel", () => {
    expect(stricter({ email: yes, text: yes }, { email: no, text: yes })).toEqual({ email: no, text: yes });
    expect(stricter({ email: yes }, {})).toEqual({});
  });

  it("brings matters and tasks to the one that stays and fills in what it lacked", async () => {
    const firm = await aFirm();
    const { id: keepId } = await firm.contact({ email: "ngozi@mail.example" });
    const { id: otherId } = await firm.contact({ email: "n.okafor@work.example", phone: "518 555 0142", tags: ["vip"] });
    const matter = await firm.matter({ mainContactId: otherId });
    await createTask(firm.scope, { title: "Call", contactId: otherId });
    await unsubscribe(firm.scope, { contactId: otherId, source: "Link in a mail" });
    await mergeContacts(firm.scope, { keepId, otherId });
    const kept = await withScope(firm.scope, () => contactById(keepId));
    expect(kept).toMatchObject({ email: "ngozi@mail.example", phone: "+15185550142", tags: ["vip"], consent: { email: { given: false } } });
    expect(kept.matterIds).toEqual([matter.id]);
    expect(await withScope(firm.scope, () => matterById(matter.id))).toMatchObject({
      mainContactId: keepId,
      people: [{ contactId: keepId, role: "client" }],
    });
    expect((await listTasks(firm.scope, { contactId: keepId, state: "open", limit: 50 })).tasks).toHaveLength(1);
    await expect(withScope(firm.scope, () => contactById(otherId))).rejects.toMatchObject({ status: 404 });
  });

  it("starts no flow, and tells flows of either of them", async () => {
    const firm = await aFirm();
    const { id: keepId } = await firm.contact();
    const { id: otherId } = await firm.contact();
    const before = (await firm.events()).length;
    await mergeContacts(firm.scope, { keepId, otherId });
    const told = (await firm.events()).slice(before);
    expect(told.every((one) => one.startsNothing)).toBe(true);
    expect(told.map((one) => [one.contactId, one.data])).toContainEqual([otherId, { paths: ["contact.mergedInto"], mergedInto: keepId }]);
  });

  it("of a contact with itself is refused", async () => {
    const firm = await aFirm();
    const { id } = await firm.contact();
    await expect(mergeContacts(firm.scope, { keepId: id, otherId: id })).rejects.toMatchObject({ errors: [{ path: "/otherId" }] });
  });
});

describe("who somebody may already be", () => {
  it("is found by address, phone in any writing, and full name, the likeliest first", async () => {
    const firm = await aFirm();
    const byName = await firm.contact({ firstName: "Luis", lastName: "Peña", email: "luis@other.example" });
    const byBoth = await firm.contact({ firstName: "L.", lastName: "P.", email: "luis@mail.example", phone: "(518) 555-0199" });
    const likely = await findLikelyContacts(firm.scope, {
      email: "Luis@Mail.example",
      phone: "+1 518 555 0199",
      firstName: "luis",
      lastName: "pena",
    });
    expect(likely.map((one) => [one.id, one.same])).toEqual([
      [byBoth.id, ["email", "phone"]],
      [byName.id, ["name"]],
    ]);
  });
});
