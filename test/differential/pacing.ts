import type { Context } from "@temporalio/activity";
import type { TestWorkflowEnvironment } from "@temporalio/testing";
import type { ActivityExecuteInput, ActivityInterceptorsFactory } from "@temporalio/worker";
import type { AdvanceAnswer, AdvanceRequest, EffectAnswer, EffectRequest } from "../../domain/runs/index.ts";
import type { EffectKey } from "../../engine/run/index.ts";

/**
 * Two runs of one case are compared line by line, so what a real system leaves open is settled here: effects asked for at the same moment
 * are carried out one after the other in the order they were asked for, and what an effect tells is told before the next one. Nothing
 * is decided here; the product does not know of it.
 */
export class Pacing {
  readonly #environment: TestWorkflowEnvironment;
  readonly #runs = new Map<string, Paced>();
  /** Tells a run what its own effects told. */
  readonly #deliver: (runId: string) => Promise<void>;

  constructor(environment: TestWorkflowEnvironment, deliver: (runId: string) => Promise<void>) {
    this.#environment = environment;
    this.#deliver = deliver;
  }

  of(runId: string): Paced {
    const known = this.#runs.get(runId) ?? new Paced(runId);
    this.#runs.set(runId, known);
    return known;
  }

  readonly interceptors: ActivityInterceptorsFactory = (context: Context) => ({
    inbound: {
      execute: async (input: ActivityExecuteInput, next) => {
        if (context.info.activityType === "advance") return await this.#advance(input, next);
        return await this.#effect(input.args[0] as EffectRequest, () => next(input) as Promise<EffectAnswer>);
      },
    },
  });

  async #advance(input: ActivityExecuteInput, next: (input: ActivityExecuteInput) => Promise<unknown>): Promise<unknown> {
    const request = input.args[0] as AdvanceRequest;
    const answer = (await next(input)) as AdvanceAnswer;
    this.of(request.runId).took(request.tick + 1, answer, momentOf(request));
    return answer;
  }

  async #effect(request: EffectRequest, carryOut: () => Promise<EffectAnswer>): Promise<EffectAnswer> {
    const run = this.of(request.runId);
    await run.turnOf(request.inputId);
    const { testService } = this.#environment.connection;
    await testService?.lockTimeSkipping({});
    const after = async () => {
      try {
        await run.whenTaken(request.inputId);
        await this.#deliver(request.runId);
      } catch (error) {
        run.fail(error);
      }
      run.finished(request.inputId);
      await testService?.unlockTimeSkipping({});
    };
    try {
      const answer = await carryOut();
      if (answer.advanced) run.took(request.tick + 1, answer.advanced, null);
      return answer;
    } finally {
      void after();
    }
  }
}

function momentOf({ queued, now }: AdvanceRequest): string {
  return queued.input.type === "command" ? queued.input.at : new Date(now).toISOString();
}

/** What is waited for comes within seconds, also on a busy machine; what never comes is told, rather than waited for. */
const patienceMs = 180_000;

/** One run under way. */
export class Paced {
  readonly #runId: string;
  /** When the run took its start, and its commands, by the server's clock. */
  readonly moments: { took: string; at: string }[] = [];
  ended = false;
  readonly #asked: { inputId: string; key: EffectKey }[] = [];
  readonly #known = new Set<string>();
  readonly #taken = new Set<string>();
  #busy: Promise<void> = Promise.resolve();
  #failed: { error: unknown } | undefined;
  #waiting: (() => void)[] = [];

  constructor(runId: string) {
    this.#runId = runId;
  }

  /** An input was taken, and led to these effects. */
  took(tick: number, { took, effects, state }: AdvanceAnswer, at: string | null): void {
    if (!this.#taken.has(took) && at !== null) this.moments.push({ took, at });
    this.#taken.add(took);
    for (const { key } of effects) {
      const inputId = `effect:${key.step}:${key.visit}:${key.part}:${tick}`;
      if (this.#known.has(inputId)) continue;
      this.#known.add(inputId);
      this.#asked.push({ inputId, key });
    }
    if (state.status === "ended") this.ended = true;
    this.#tell();
  }

  /** It is over; an effect that was tried twice is over once. */
  finished(inputId: string): void {
    const index = this.#asked.findIndex((one) => one.inputId === inputId);
    if (index >= 0) this.#asked.splice(index, 1);
    this.#tell();
  }
  /** What went wrong behind its back is told to whoever waits next. */
  fail(error: unknown): void {
    this.#failed ??= { error };
    this.#tell();
  }

  /** The effect being carried out. */
  get current(): EffectKey | undefined {
    return this.#asked[0]?.key;
  }
  /** Until every effect asked for before this one is over, and nobody else is at work on the run. */
  async turnOf(inputId: string): Promise<void> {
    const over = () => this.#known.has(inputId) && !this.#asked.some((one) => one.inputId === inputId);
    await this.#until(`the turn of ${inputId}`, () => this.#asked[0]?.inputId === inputId || over());
    await this.#busy;
  }
  whenTaken(inputId: string): Promise<void> {
    return this.#until(`${inputId} to be taken`, () => this.ended || this.#taken.has(inputId));
  }
  /** Until no effect is under way. */
  atRest(): Promise<void> {
    return this.#until("its effects to be over", () => this.#asked.length === 0);
  }
  /** Holds effects back while something happens. */
  async during<T>(work: () => Promise<T>): Promise<T> {
    let done = () => {};
    this.#busy = new Promise((resolve) => (done = resolve));
    try {
      return await work();
    } finally {
      done();
    }
  }

  #until(what: string, is: () => boolean): Promise<void> {
    return new Promise((resolve, reject) => {
      const inVain = () => {
        const open = this.#asked.map(({ inputId }) => inputId);
        reject(new Error(`Run ${this.#runId} waited in vain for ${what}. Its effects under way: ${open.join(", ") || "none"}.`));
      };
      const limit = setTimeout(inVain, patienceMs);
      const look = () => {
        if (!this.#failed && !is()) {
          this.#waiting.push(look);
          return;
        }
        clearTimeout(limit);
        if (this.#failed) reject(this.#failed.error);
        else resolve();
      };
      look();
    });
  }
  #tell(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const look of waiting) look();
  }
}
