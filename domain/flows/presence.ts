import Type from "typebox";
import { clock, firmModel, newId, operation } from "../base/index.ts";
import { closed } from "../inputs/index.ts";
import { flowByKey, flowKey } from "./drafts.ts";
import { shownSchedule } from "./scheduled.ts";

/** Who has a flow open in the editor, as they last told. Forgotten by itself. */
export const PresenceModel = firmModel<{ flowKey: string; who: string; name: string; at: Date }>(
  "FlowPresence",
  {
    flowKey: { type: String, required: true },
    who: { type: String, required: true },
    name: { type: String, required: true },
    at: { type: Date, required: true },
  },
  {
    indexes: [
      { fields: { flowKey: 1, who: 1 }, unique: true },
      { fields: { at: 1 }, expireAfterSeconds: 3600, global: true },
    ],
  },
);

/** Whoever has told nothing for so long has left. The editor tells every ten seconds. */
const presentMs = 25_000;

/** Tells that somebody has the flow open, and hears who else has, whether somebody saved meanwhile, and what of it is live by now. */
export const lookAtFlow = operation({
  name: "flows.lookAt",
  role: "viewer",
  input: Type.Object({ key: flowKey }, closed),
  run: async ({ key }, { actor }) => {
    const flow = await flowByKey(key);
    const now = clock.now();
    const told = { name: actor.name, at: now };
    await PresenceModel.updateOne(
      { flowKey: key, who: actor.id },
      { $set: told, $setOnInsert: { _id: newId("presence") } },
      { upsert: true },
    );
    const all = await PresenceModel.find({ flowKey: key }).lean();
    const others = all.filter((one) => one.who !== actor.id && one.at.getTime() > now.getTime() - presentMs);
    return {
      others: others.map(({ who, name }) => ({ id: who, name })),
      revision: flow.draftRevision,
      savedBy: flow.draftSavedBy,
      state: flow.state,
      ...(flow.liveVersion ? { liveVersion: flow.liveVersion } : {}),
      ...shownSchedule(flow),
    };
  },
});
