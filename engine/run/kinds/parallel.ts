import type { StepBehaviour } from "../behaviour.ts";

export const parallel: StepBehaviour<"parallel"> = {
  arrive: (run, token, step) => {
    run.write("entered", token, { data: { branches: step.branches.length } });
    const { step: id, visit, path = [], planned } = token;
    run.state.tokens = run.state.tokens.filter((other) => other !== token);
    step.branches.forEach((first, branch) => {
      const inBranch = run.newToken(id, planned, structuredClone([...path, { s: id, v: visit, b: branch }]));
      Object.assign(inBranch, { visit, ...(token.before ? { before: token.before } : {}), ...(token.from ? { from: token.from } : {}) });
      run.send(inBranch, first);
    });
  },
};
