import { emptyInput, firmModel, newId, operation, query } from "../base/index.ts";
import { signingSecret } from "./sign.ts";

/** How many times the firm made itself a new secret for signing. */
const HookSecretModel = firmModel<{ generation: number; of: "firm" }>(
  "HookSecret",
  { generation: { type: Number, default: 0 }, of: { type: String, required: true } },
  { indexes: [{ fields: { of: 1 }, unique: true }] },
);

/** The secret calls are signed with now. Within a scope. */
export async function signingSecretNow(firmId: string): Promise<string> {
  return signingSecret(firmId, (await HookSecretModel.findOne({ of: "firm" }).lean())?.generation ?? 0);
}

export const readSigningSecret = query({
  name: "webhooks.secret",
  role: "owner",
  input: emptyInput,
  run: async (_input, { firmId }) => ({ secret: await signingSecretNow(firmId) }),
});

/** From now on calls are signed with a new secret; who checks them must be given it. */
export const renewSigningSecret = operation({
  name: "webhooks.renewSecret",
  role: "owner",
  input: emptyInput,
  run: async (_input, { firmId }) => {
    await HookSecretModel.updateOne({ of: "firm" }, { $inc: { generation: 1 }, $setOnInsert: { _id: newId("hook") } }, { upsert: true });
    return { secret: await signingSecretNow(firmId) };
  },
});
