import type { StepBehaviour } from "../behaviour.ts";
import { issueAll } from "../moves.ts";
import { nobody, recipientsOf } from "../recipients.ts";
import { params } from "../sending.ts";

export const makeDocument: StepBehaviour<"makeDocument"> = {
  says: "made",
  arrive: issueAll,
  wanted: (run, _token, step) => {
    const person = step.for === undefined ? undefined : recipientsOf([step.for], run.given)[0];
    if (step.for !== undefined && !person) return nobody([step.for]);
    const { template, as, fileAs } = step;
    return [{ part: "make", kind: "makeDocument", params: params({ template, as, fileAs, contactId: person?.id }) }];
  },
};
