import { clock, emptyInput, firmModel, operation, type Scope, withScope } from "../../domain/base/index.ts";

/** What of the demonstration has been made: each part once, also when a seed was cut short. */
const SeedPartModel = firmModel<{ part: string }>(
  "SeedPart",
  { part: { type: String, required: true } },
  { indexes: [{ fields: { part: 1 }, unique: true }] },
);

export const isMade = (scope: Scope, part: string): Promise<boolean> =>
  withScope(scope, async () => (await SeedPartModel.exists({ part })) !== null);

/** Makes a part and writes down that it is made, in one transaction. Nothing outside the database may happen in `make`. */
export async function makeOnce(scope: Scope, part: string, make: (scope: Scope) => Promise<void>): Promise<void> {
  if (await isMade(scope, part)) return;
  const makePart = operation({
    name: "seed.part",
    role: "owner",
    input: emptyInput,
    run: async () => {
      try {
        await make(scope);
      } finally {
        clock.reset();
      }
      await SeedPartModel.create([{ _id: `${scope.firmId}|${part}`, part }]);
    },
  });
  await makePart(scope, {});
}
