import type { Temporal as Api } from "temporal-polyfill";

/** What the engine gets for `temporal-polyfill`: the browser's own where it has one, else the polyfill, which only then is fetched. */
const own = (globalThis as { Temporal?: typeof Api }).Temporal;
export const Temporal: typeof Api = own ?? (await import("temporal-polyfill/implementation")).Temporal;
