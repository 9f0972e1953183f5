import { createPipeline } from "../../domain/pipelines/index.ts";
import type { Instant } from "../../engine/run/index.ts";
import { skippingEngine } from "../support/engine.ts";
import type { TestFirm } from "../support/firm.ts";
import { secureServer } from "../support/secureServer.ts";
import { textServer } from "../support/textServer.ts";
import { Acting } from "./acting.ts";
import { firmWithRecords } from "./firm.ts";
import { comparable, endOf, imagined, sameMoments } from "./imagined.ts";
import { Pacing } from "./pacing.ts";
import type { Case } from "./script.ts";

export interface Compared {
  case: Case;
  real: Record<string, unknown>[];
  imagined: Record<string, unknown>[];
}

/** Runs cases on a real engine and in the simulator. Many at a time share one clock, each with a matter of its own. */
export class Differential {
  readonly #engine: Awaited<ReturnType<typeof skippingEngine>>;
  readonly #pacing: Pacing;
  readonly #firm: TestFirm;
  readonly #acting: Map<string, Acting>;
  /** The provider of texts, and the system that is called. */
  readonly #others: { stop(): Promise<void> }[];
  #count = 0;

  private constructor(given: {
    engine: Awaited<ReturnType<typeof skippingEngine>>;
    pacing: Pacing;
    firm: TestFirm;
    acting: Map<string, Acting>;
    others: { stop(): Promise<void> }[];
  }) {
    this.#engine = given.engine;
    this.#pacing = given.pacing;
    this.#firm = given.firm;
    this.#acting = given.acting;
    this.#others = given.others;
  }

  /** Everything happens from that moment on, whatever day it is: what was found once is found again. */
  static async start(from: Instant): Promise<Differential> {
    const acting = new Map<string, Acting>();
    let pacing: Pacing | undefined;
    const texts = await textServer();
    process.env.TEXTS_URL = texts.url;
    const others = [texts, await secureServer((_call, res) => res.end("{}"))];
    const engine = await skippingEngine({
      // Runs pass through continue-as-new again and again.
      shell: { continueAfterEvents: 60 },
      activityInterceptors: (environment) => {
        pacing = new Pacing(environment, async (runId) => await acting.get(runId)?.deliver());
        return [pacing.interceptors];
      },
      onMail: ({ messageId }) => {
        for (const one of acting.values())
          if (one.refuses(messageId)) throw Object.assign(new Error("5.7.1 not this one"), { responseCode: 554 });
      },
    });
    if (!pacing) throw new Error("The workers have no interceptors.");
    await engine.environment.sleep(Math.max(0, Date.parse(from) - (await engine.environment.currentTimeMs())));
    const firm = await firmWithRecords();
    const stages = ["lead", "hired", "lost", "closed"].map((id) => ({ id, name: id, state: "open" as const }));
    await createPipeline(firm.scope, { caseType: "random", name: "Random", prefix: "RN", stages });
    return new Differential({ engine, pacing, firm, acting, others });
  }

  async stop(): Promise<void> {
    await this.#engine.stop();
    for (const other of this.#others) await other.stop();
    delete process.env.TEXTS_URL;
  }

  /** Plays cases side by side. A run that gets stuck is told with its case, which can be played again. */
  async play(cases: Case[]): Promise<Compared[]> {
    try {
      return await this.#play(cases);
    } catch (error) {
      const stuck = [...this.#acting.values()].find((one) => error instanceof Error && error.message.includes(one.runId));
      if (stuck) throw new Error(`${(error as Error).message} Its case: ${JSON.stringify(stuck.case)}`, { cause: error });
      throw error;
    }
  }

  async #play(cases: Case[]): Promise<Compared[]> {
    const acting: Acting[] = [];
    for (let from = 0; from < cases.length; from += 8) {
      acting.push(...(await Promise.all(cases.slice(from, from + 8).map((one) => this.#begin(one)))));
    }
    const agenda = acting
      .flatMap((one) => one.case.happenings.map((happening) => ({ one, happening, at: one.when(happening) })))
      .sort((a, b) => a.at.localeCompare(b.at));
    for (const { one, happening, at } of agenda) {
      if (!one.ended) await one.happen(happening, await this.#until(at));
    }
    const ends = acting.map((one) => endOf(one.told.start));
    const now = await this.#until(ends.sort().at(-1) ?? "");
    const compared: Compared[] = [];
    for (const one of acting) compared.push(await this.#compare(one, now));
    for (const one of acting) await this.#forget(one);
    return compared;
  }

  async #begin(one: Case): Promise<Acting> {
    const number = `${++this.#count}`;
    const now = new Date(await this.#engine.environment.currentTimeMs()).toISOString();
    return await this.#engine.now(async () => {
      const begun = await Acting.record(one, this.#firm, (runId) => this.#pacing.of(runId), number, now);
      this.#acting.set(begun.runId, begun);
      await begun.begin();
      return begun;
    });
  }

  /** Lets time pass until then; gives the server's time, which may be a little later. */
  async #until(at: Instant): Promise<number> {
    const { environment } = this.#engine;
    const ms = Date.parse(at) - (await environment.currentTimeMs());
    if (ms > 0) await environment.sleep(ms);
    return await environment.currentTimeMs();
  }

  async #compare(one: Acting, now: number): Promise<Compared> {
    await one.rest(now);
    const until = endOf(one.told.start);
    const real = comparable(await one.journal(), until);
    return { case: one.case, real, imagined: sameMoments(comparable(imagined(one.case, one.told), until), real) };
  }

  async #forget(one: Acting): Promise<void> {
    this.#acting.delete(one.runId);
    if (!one.ended)
      await this.#engine.client.workflow
        .getHandle(one.runId)
        .terminate("The test is over.")
        .catch(() => undefined);
  }
}
