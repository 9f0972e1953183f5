import type { UpdateFields } from "../../definition/types.ts";
import { journalData, type StepBehaviour } from "../behaviour.ts";
import { issueAll } from "../moves.ts";
import type { Running } from "../running.ts";
import type { Json, JsonObject } from "../types.ts";

export const updateFields: StepBehaviour<"updateFields"> = {
  says: "updated",
  arrive: (run, token, step) => {
    const variables = values(run, step, (path) => path.startsWith("vars."));
    for (const [path, value] of Object.entries(variables)) run.state.vars = withVariable(run.state.vars, path.split(".").slice(1), value);
    if (Object.keys(values(run, step, (path) => !path.startsWith("vars."))).length > 0) return issueAll(run, token);
    run.write("updated", token, { data: journalData(variables) });
    run.leave(token);
  },
  wanted: (run, _token, step) => [
    { part: "update", kind: "updateFields", params: { set: values(run, step, (path) => !path.startsWith("vars.")) } },
  ],
};

/** The variables with one more, which may stand within another: `vars.fees.flat`. */
function withVariable(vars: JsonObject | undefined, [name = "", ...rest]: string[], value: Json): JsonObject {
  if (rest.length === 0) return { ...vars, [name]: value };
  const before = vars && Object.hasOwn(vars, name) ? vars[name] : undefined;
  const inner = before !== null && typeof before === "object" && !Array.isArray(before) ? before : {};
  return { ...vars, [name]: withVariable(inner, rest, value) };
}

/** What is set, worked out from the facts as they are now. A variable belongs to the run and is set by it, not by an effect. */
function values(run: Running, step: UpdateFields, take: (path: string) => boolean): JsonObject {
  return Object.fromEntries(
    Object.entries(step.set ?? {})
      .filter(([path]) => take(path))
      .map(([path, logic]) => [path, run.value(logic)]),
  );
}
