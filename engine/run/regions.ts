import type { Definition, StepId } from "../definition/types.ts";
import { outletsOf } from "../steps/index.ts";
import { stepsOf } from "./analysis.ts";
import { letGo } from "./effects.ts";
import type { Running } from "./running.ts";
import type { Frame, Tok } from "./state.ts";

/** Parallels and repeats: which steps are inside, and which tokens belong together (rule 9). */

export interface Region {
  step: StepId;
  /** Which branch of a parallel; null in a repeat. */
  branch: number | null;
}

const known = new WeakMap<Definition, Map<StepId, Region[]>>();

/** The regions a step is in, outermost first. */
export function framesOf(definition: Definition, step: StepId): Region[] {
  let regions = known.get(definition);
  if (!regions) {
    regions = regionsOf(definition);
    known.set(definition, regions);
  }
  return regions.get(step) ?? [];
}

function regionsOf(definition: Definition): Map<StepId, Region[]> {
  const inside = new Map<StepId, (Region & { size: number })[]>();
  const note = (region: Region, steps: Set<StepId>) => {
    for (const step of steps) inside.set(step, [...(inside.get(step) ?? []), { ...region, size: steps.size }]);
  };
  for (const [id, step] of stepsOf(definition)) {
    insideOf(definition, id).forEach((steps, branch) => {
      note({ step: id, branch: step.kind === "parallel" ? branch : null }, steps);
    });
  }
  const ordered = new Map<StepId, Region[]>();
  for (const [step, regions] of inside) {
    const outermost = regions.sort((a, b) => b.size - a.size);
    ordered.set(
      step,
      outermost.map(({ step: region, branch }) => ({ step: region, branch })),
    );
  }
  return ordered;
}

/** The steps inside a parallel, by branch, or a repeat's body; none for any other step. */
export function insideOf(definition: Definition, owner: StepId): Set<StepId>[] {
  const step = definition.steps[owner];
  if (step?.kind === "parallel") return (step.branches ?? []).map((first) => reach(definition, first, step.join));
  return step?.kind === "repeat" ? [reach(definition, step.body, owner)] : [];
}

/** Steps on the way from `first` up to, but without, `end`. */
function reach(definition: Definition, first: StepId, end: StepId): Set<StepId> {
  const found = new Set<StepId>();
  const open = [first];
  while (open.length > 0) {
    const id = open.pop();
    if (id === undefined || id === end || found.has(id) || !Object.hasOwn(definition.steps, id)) continue;
    found.add(id);
    const step = definition.steps[id];
    for (const way of step ? outletsOf(step) : []) if (way.to) open.push(way.to);
  }
  return found;
}

/** The innermost parallel or repeat a token is in. */
export function innermost(token: Tok): Frame | undefined {
  return token.path?.at(-1);
}

/** Whether a token is within this very passage through these regions: same steps, same visits; the last one's branch may differ. */
function within(token: Tok, path: Frame[]): boolean {
  return path.every((frame, depth) => {
    const own = token.path?.[depth];
    const same = own?.s === frame.s && own.v === frame.v;
    return same && (depth === path.length - 1 || own.b === frame.b);
  });
}

/** Ends every token within a region but one: their reminders stop, what is in flight leads nowhere. */
export function dropRegion(run: Running, path: Frame[], keep: Tok): void {
  const gone = run.state.tokens.filter((token) => token !== keep && within(token, path));
  for (const token of gone) {
    letGo(run, token);
    for (const ask of run.state.asks) {
      if (ask.token !== token.id) continue;
      letGo(run, ask);
      ask.gone = true;
      delete ask.token;
      delete ask.att;
    }
  }
  run.state.tokens = run.state.tokens.filter((token) => !gone.includes(token));
  const last = path.at(-1);
  if (last) delete run.state.joins[`${last.s}.${last.v}`];
}
