import type { Definition, Step } from "../definition/types.ts";
import { inFlight } from "./effects.ts";
import { behaviourOf } from "./kinds/index.ts";
import { framesOf } from "./regions.ts";
import type { Ask, Inner, Tok } from "./state.ts";
import type { Command, RunState } from "./types.ts";

/** Why a command would change nothing, as a sentence for staff; null when it can be obeyed. For the validators of Updates. */
export function whyNot(definition: Definition, state: RunState, command: Command): string | null {
  const inner = state as Inner;
  if (state.status === "ended" || inner.ending !== undefined) return "This run has ended.";
  switch (command.do) {
    case "hold":
    case "cancel":
      return null;
    case "resume":
      return inner.hold ? null : "This run is not on hold.";
    case "retry":
      return stuck(inner, command.token) ? null : "Nothing here needs a retry.";
    case "skip":
      return stuck(inner, command.token) || tokenOf(inner, command.token) ? null : "Say which of the run's steps to skip.";
    case "jump":
      return whyNotJump(definition, inner, command);
    case "complete":
      return whyNotComplete(definition, inner, command);
    default:
      return command satisfies never;
  }
}

function stuck(state: Inner, id: string | undefined): boolean {
  const named = (holder: Tok | Ask) =>
    id === undefined || ("id" in holder ? holder.id === id : holder.token === id || `${holder.step}.${holder.visit}` === id);
  return [...state.tokens, ...state.asks].some((holder) => holder.att !== undefined && named(holder));
}

function tokenOf(state: Inner, id: string | undefined): Tok | undefined {
  if (id !== undefined) return state.tokens.find((token) => token.id === id);
  return state.tokens.find((token) => token.att !== undefined) ?? (state.tokens.length === 1 ? state.tokens[0] : undefined);
}

function whyNotJump(definition: Definition, state: Inner, command: Extract<Command, { do: "jump" }>): string | null {
  if (!Object.hasOwn(definition.steps, command.to)) return `This version has no step “${command.to}”.`;
  const token = tokenOf(state, command.token) ?? state.tokens.find((one) => state.asks.some((ask) => ask.token === one.id && ask.att));
  if (!token) return "Say from which of the run's steps to jump.";
  const path = token.path ?? [];
  const outside = framesOf(definition, command.to).some(
    (region, depth) => path[depth]?.s !== region.step || (region.branch !== null && path[depth]?.b !== region.branch),
  );
  return outside ? `“${command.to}” is inside a parallel or repeat: jump to a step before or after it.` : null;
}

function whyNotComplete(definition: Definition, state: Inner, command: Extract<Command, { do: "complete" }>): string | null {
  const here = state.tokens.filter((token) => token.step === command.step);
  if (here.some((token) => stepAt(definition, token)?.kind === "approve"))
    return "Whoever is asked, or an owner, approves or rejects this on its own page. To go on without, leave the step out.";
  const open = state.asks.some(
    (ask) =>
      ask.step === command.step &&
      Object.entries(ask.to).some(([id, person]) => person.s !== "done" && (!command.contactId || id === command.contactId)),
  );
  return open || here.some((token) => isOpen(definition, token)) ? null : "There is nothing open at this step to complete.";
}

/** Whether somebody could be done with what a token is at: a task, something that is to happen; a time or a letter only where it needs staff. */
function isOpen(definition: Definition, token: Tok): boolean {
  if (token.att !== undefined) return true;
  const step = stepAt(definition, token);
  if (step?.kind === "createTask" && !step.waitUntilDone) return false;
  return behaviourOf(step)?.complete !== undefined && !inFlight(token);
}

const stepAt = ({ steps }: Definition, { step }: Tok): Step | undefined => (Object.hasOwn(steps, step) ? steps[step] : undefined);
