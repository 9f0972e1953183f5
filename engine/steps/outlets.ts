import type { StepId } from "../definition/types.ts";
import type { Outlet } from "./kind.ts";

/**
 * Outlets are also asked of half-drawn steps and of files written by hand, so nothing here trusts its input:
 * what is not a step id counts as not connected.
 */
export function outlet(name: string, label: string, to: unknown, required: boolean): Outlet {
  return { name, label, required, to: connected(to) };
}

export function required(name: string, label: string, to: unknown): Outlet {
  return outlet(name, label, to, true);
}

export function optional(name: string, label: string, to: unknown): Outlet {
  return outlet(name, label, to, false);
}

function connected(to: unknown): StepId | null {
  return typeof to === "string" && to !== "" ? to : null;
}

/** The entries of a list of cases, arms, events or branches; anything else counts as an empty entry. */
export function entriesOf(value: unknown): Record<string, unknown>[] {
  if (!Array.isArray(value)) return [];
  return value.map((entry: unknown) => (entry !== null && typeof entry === "object" && !Array.isArray(entry) ? { ...entry } : {}));
}

/** What the tab of an entry says: its name, or a number. */
export function entryLabel(entry: Record<string, unknown>, fallback: string): string {
  return typeof entry["name"] === "string" && entry["name"].trim() !== "" ? entry["name"] : fallback;
}
