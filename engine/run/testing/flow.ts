import type { BranchCase, Condition, Definition, Duration, Exit, Goal, SendWindow, Step, StepId, Wait } from "../../definition/types.ts";

/** Builds small flows for tests: each step leads to the one added after it, the last to an end with the outcome `completed`. */
export function aFlow(settings: Partial<Definition> = {}): FlowBuilder {
  return new FlowBuilder(settings);
}

type Fields = Record<string, unknown>;

export class FlowBuilder {
  private readonly settings: Partial<Definition>;
  private readonly added: { id: StepId; step: Fields }[] = [];

  constructor(settings: Partial<Definition>) {
    this.settings = settings;
  }

  step(id: StepId, step: Fields & { kind: Step["kind"] }): this {
    this.added.push({ id, step });
    return this;
  }

  email(id: StepId, more: Fields = {}): this {
    return this.step(id, { kind: "sendEmail", template: id, purpose: "transactional", ...more });
  }
  marketing(id: StepId, more: Fields = {}): this {
    return this.email(id, { purpose: "marketing", ...more });
  }
  wait(how: Duration | Partial<Wait>, id: StepId = `wait${this.added.length}`): this {
    return this.step(id, { kind: "wait", ...(typeof how === "string" ? { for: how } : how) });
  }
  form(id: StepId, more: Fields = {}): this {
    return this.step(id, { kind: "requestForm", form: id, ...more });
  }
  appointment(id: StepId, more: Fields = {}): this {
    return this.step(id, { kind: "offerAppointment", type: id, ...more });
  }
  task(id: StepId, more: Fields = {}): this {
    return this.step(id, { kind: "createTask", title: id, ...more });
  }
  event(id: StepId, event: string, more: Fields = {}): this {
    return this.step(id, { kind: "waitForEvent", event, ...more });
  }
  branch(id: StepId, cases: BranchCase[], otherwise: StepId): this {
    return this.step(id, { kind: "branch", cases, otherwise });
  }
  parallel(id: StepId, branches: StepId[], join: StepId): this {
    return this.step(id, { kind: "parallel", branches, join });
  }
  join(id: StepId, need: "all" | "any" = "all", more: Fields = {}): this {
    return this.step(id, { kind: "join", need, ...more });
  }
  repeat(id: StepId, body: StepId, more: Fields): this {
    return this.step(id, { kind: "repeat", body, ...more });
  }
  end(id: StepId, outcome: string): this {
    return this.step(id, { kind: "end", outcome });
  }

  goal(goal: Partial<Goal> & { on: string }): this {
    this.settings.goals = [...(this.settings.goals ?? []), { id: `g${(this.settings.goals ?? []).length + 1}`, then: "end", ...goal }];
    return this;
  }
  exitWhen(when: Condition): this {
    return this.exit({ id: "gone", when });
  }
  exit(exit: Exit): this {
    this.settings.exits = [...(this.settings.exits ?? []), exit];
    return this;
  }
  window(window: SendWindow): this {
    this.settings.window = window;
    return this;
  }

  build(): Definition {
    const ways = new Set(["end", "branch", "split", "parallel"]);
    const steps: Record<StepId, Fields> = {};
    this.added.forEach(({ id, step }, index) => {
      const following = this.added[index + 1]?.id ?? "done";
      steps[id] = ways.has(String(step["kind"])) || step["next"] !== undefined ? step : { ...step, next: following };
    });
    if (!Object.hasOwn(steps, "done")) steps["done"] = { kind: "end", outcome: "completed" };
    return {
      format: "firmflow/1",
      key: "flow",
      name: "Flow",
      subject: "matter",
      enrol: { on: [], again: "never" },
      start: this.added[0]?.id ?? "done",
      ...this.settings,
      steps: steps as unknown as Record<StepId, Step>,
    };
  }
}

export const hours: SendWindow = { days: ["mon", "tue", "wed", "thu", "fri"], from: "09:00", to: "17:00" };
export function is(path: string, value: unknown): Condition {
  return { "==": [{ var: path }, value] };
}
