import { temporal } from "zundo";
import { createStore } from "zustand/vanilla";
import type { Problem, StepId } from "../../../engine/definition/types.ts";
import { type Clash, type Graph, merge, type Operation, type Origin } from "../../../engine/graph/index.ts";
import type { StepChanged } from "../api/flows.ts";
import type { Diff, DiffView } from "../publish/diff.ts";
import type { Numbers } from "../watch/numbers.ts";
import { editName } from "../words/edits.ts";
import { type GraphIndex, indexGraph } from "./indexGraph.ts";
import { applyAll } from "./layOut.ts";

/** The flow's start is drawn like a step but is none: this stands for it where a step's id is asked. */
export const START = "$start";

export type Aside = "problems" | "publish" | "history" | null;

/** The way a run or a preview takes: the rest recedes. */
export interface Lit {
  /** What to say beside a step: "Mon 23 Nov, 16:40". */
  steps: ReadonlyMap<StepId, string>;
  /** `from outlet`. */
  edges: ReadonlySet<string>;
  /** The step the scrubber or the run is at. */
  at?: readonly StepId[];
}

/** How many runs stand at a step, went through it, and need staff there. */
export interface StepCount {
  waiting: number;
  done: number;
  attention: number;
}

/** A drawing to make a picture of. */
export interface Pictured {
  graph: Graph;
  numbers: Numbers | null;
  /** Whose numbers are in it, in parts: "Version 7", "last 30 days". */
  says: readonly string[];
}

export interface EditorState {
  graph: Graph;
  index: GraphIndex;
  /** What the last action was, in words: "delete “Welcome”". Undoing it gives the one before. */
  did: string;
  selected: readonly StepId[];
  /** Whether the panel of the selected step is shown. */
  panel: boolean;
  aside: Aside;
  /** Whether the steps to add stand beside the canvas; null where that depends on what else needs the room. */
  palette: boolean | null;
  lit: Lit | null;
  /** How runs went through the steps, while somebody watches. */
  numbers: Numbers | null;
  /** The version that is shown in place of the draft, while somebody watches. */
  watched: (() => Pictured) | null;
  /** The number whose people are shown, by its mark. */
  pressed: string | null;
  /** What publishing would change, while its panel is open. */
  diff: Diff | null;
  diffView: DiffView;
  /** Whether a step is being looked for. */
  finding: boolean;
  /** The step somebody was led to, from a problem or a search: the canvas brings it near. A new object each time. */
  sought: { id: StepId } | null;
  /** Where the next step chosen in a menu goes: an outlet, and where on the screen the menu opens. */
  adding: { on: Origin; x: number; y: number } | null;
  readOnly: boolean;
  /** By step, who changed it last and when. */
  stepsChanged: Readonly<Record<StepId, StepChanged>>;
  noteChanged(changed: Readonly<Record<StepId, StepChanged>>): void;
  /** All that is wrong, in the engine's order. */
  problems: readonly Problem[];
  /** The errors by step; what is about the flow as a whole stands under the start. */
  problemsBy: ReadonlyMap<StepId, readonly Problem[]>;
  /** The warnings by step, likewise. */
  warningsBy: ReadonlyMap<StepId, readonly Problem[]>;
  counts: ReadonlyMap<StepId, StepCount>;
  /**
   * One human action: one or several operations, undone together. Those with the same `merge` in a row (typing) are undone together too.
   * Its name is that of its operations unless another is given.
   */
  edit(operations: Operation | Operation[], options?: { merge?: string; name?: string }): void;
  /** Puts another drawing in place of this one, as one action that can be undone. */
  replace(graph: Graph, name: string): void;
  /**
   * Takes in what somebody else drew since `base`. What can be undone to takes it in as well: undoing never takes back another's work.
   * Answers what both changed; there, this one stands.
   */
  takeIn(base: Graph, theirs: Graph): Clash[];
  undo(): void;
  redo(): void;
  select(ids: readonly StepId[], options?: { panel?: boolean }): void;
  /** Selects a step or the start, opens its panel and brings it near enough to be read. */
  goTo(id: StepId): void;
  find(open: boolean): void;
  closePanel(): void;
  show(aside: Aside): void;
  showPalette(shown: boolean | null): void;
  light(lit: Lit | null): void;
  showNumbers(numbers: Numbers | null): void;
  watch(watched: EditorState["watched"]): void;
  /** Shows the people behind a number: of a step, which is selected, or of the flow. */
  press(mark: string | null, step?: StepId): void;
  showDiff(diff: Diff | null): void;
  viewDiff(view: DiffView): void;
  startAdding(adding: EditorState["adding"]): void;
  setProblems(problems: readonly Problem[]): void;
  setCounts(counts: ReadonlyMap<StepId, StepCount>): void;
  /** Takes another drawing in place of this one; nothing before it can be undone to. */
  open(graph: Graph, readOnly: boolean): void;
}

/** Typing on within this time continues the same action. */
const pauseMs = 1500;

const noIds: readonly StepId[] = [];

/** What undo gives back. */
type Drawn = Pick<EditorState, "graph" | "index" | "did">;
/** So many of the last actions can still be undone after somebody else's work was taken in. */
const mostRebased = 50;

export function createEditorStore(graph: Graph, readOnly = false) {
  let merging: { key: string; at: number } | null = null;
  const store = createStore<EditorState>()(
    temporal(
      (set, get) => ({
        graph,
        index: indexGraph(graph),
        did: "",
        selected: noIds,
        panel: false,
        aside: null,
        palette: null,
        lit: null,
        numbers: null,
        watched: null,
        pressed: null,
        diff: null,
        diffView: "both",
        finding: false,
        sought: null,
        adding: null,
        readOnly,
        stepsChanged: {},
        noteChanged: (stepsChanged) => set({ stepsChanged }),
        problems: [],
        problemsBy: new Map(),
        warningsBy: new Map(),
        counts: new Map(),
        edit(operations, { merge, name } = {}) {
          if (get().readOnly) return;
          const before = get();
          const all = Array.isArray(operations) ? operations : [operations];
          const next = applyAll(before.graph, all);
          if (next === before.graph) return;
          const now = Date.now();
          const goesOn = merge !== undefined && merging?.key === merge && now - merging.at < pauseMs;
          merging = merge === undefined ? null : { key: merge, at: now };
          if (goesOn) store.temporal.getState().pause();
          const index = indexGraph(next, before.index);
          const selected = stillThere(before.selected, next, index);
          const did = name ?? editName(all, before.graph);
          set({ graph: next, index, did, selected, panel: before.panel && selected.length > 0 });
          if (goesOn) store.temporal.getState().resume();
        },
        replace(next, name) {
          if (get().readOnly || next === get().graph) return;
          merging = null;
          const index = indexGraph(next, get().index);
          set({ graph: next, index, did: name, selected: stillThere(get().selected, next, index) });
        },
        takeIn(base, theirs) {
          merging = null;
          const taken = <T extends Drawn>(drawn: T): T => {
            const { graph: next } = merge(base, drawn.graph, theirs);
            return { ...drawn, graph: next, index: indexGraph(next, drawn.index) };
          };
          const { graph: mine } = get();
          const { graph: next, clashes } = merge(base, mine, theirs);
          const index = indexGraph(next, get().index);
          const { pause, resume, pastStates, futureStates } = store.temporal.getState();
          pause();
          set({ graph: next, index, selected: stillThere(get().selected, next, index) });
          resume();
          const lately = pastStates.slice(-mostRebased) as Drawn[];
          store.temporal.setState({ pastStates: lately.map(taken), futureStates: (futureStates as Drawn[]).map(taken) });
          return clashes;
        },
        undo: () => back("undo"),
        redo: () => back("redo"),
        select(ids, { panel } = {}) {
          const before = get();
          const same = ids.length === before.selected.length && ids.every((id, index) => id === before.selected[index]);
          const open = panel ?? (ids.length === 1 && before.panel);
          if (same && open === before.panel) return;
          set({ selected: same ? before.selected : ids, panel: open && ids.length === 1 });
        },
        goTo: (id) => set({ selected: [id], panel: true, sought: { id } }),
        find: (finding) => set({ finding }),
        closePanel: () => set({ panel: false }),
        show: (aside) => set({ aside }),
        showPalette: (palette) => set({ palette }),
        light: (lit) => set({ lit }),
        showNumbers: (numbers) => set({ numbers }),
        watch: (watched) => set({ watched }),
        press: (pressed, step) => set(step === undefined ? { pressed } : { pressed, selected: [step], panel: true }),
        showDiff: (diff) => set(diff ? { diff } : { diff, diffView: "both" }),
        viewDiff: (diffView) => set({ diffView }),
        startAdding: (adding) => set({ adding }),
        setProblems(problems) {
          const { problems: before, problemsBy, warningsBy } = get();
          if (problems.length === before.length && problems.every((one, at) => one === before[at])) return;
          const of = (severity: Problem["severity"]) => problems.filter((problem) => problem.severity === severity);
          set({ problems, problemsBy: byStep(of("error"), problemsBy), warningsBy: byStep(of("warning"), warningsBy) });
        },
        setCounts: (counts) => set({ counts }),
        open(next, isReadOnly) {
          merging = null;
          set({ graph: next, index: indexGraph(next), did: "", selected: noIds, panel: false, adding: null, readOnly: isReadOnly });
          store.temporal.getState().clear();
        },
      }),
      // Without limit: drawings share what did not change, so that a day's actions take little room.
      { partialize: ({ graph: drawing, index, did }) => ({ graph: drawing, index, did }), equality: (a, b) => a.graph === b.graph },
    ),
  );
  function back(way: "undo" | "redo"): void {
    if (store.getState().readOnly) return;
    merging = null;
    store.temporal.getState()[way]();
    const { graph: now, index, selected, panel } = store.getState();
    const left = stillThere(selected, now, index);
    store.setState({ selected: left, panel: panel && left.length === 1 });
  }
  return store;
}

/** Of what is selected, the steps and notes that there are. */
function stillThere(selected: readonly string[], graph: Graph, index: GraphIndex): readonly string[] {
  const there = (id: string) => id === START || index.has(id) || (graph.notes ?? []).some((note) => note.id === id);
  return selected.every(there) ? selected : selected.filter(there);
}

/** What stayed the same for a step keeps its identity: its card is not drawn again. */
function byStep(problems: readonly Problem[], before: EditorState["problemsBy"]): EditorState["problemsBy"] {
  const map = new Map<StepId, Problem[]>();
  for (const problem of problems) {
    const id = problem.step ?? START;
    map.set(id, [...(map.get(id) ?? []), problem]);
  }
  const same = (a: readonly Problem[], b: readonly Problem[] | undefined) =>
    b !== undefined && a.length === b.length && a.every((one, index) => one.path === b[index]?.path && one.message === b[index]?.message);
  return new Map(
    [...map].map(([id, list]): [StepId, readonly Problem[]] => {
      const old = before.get(id);
      return [id, old && same(list, old) ? old : list];
    }),
  );
}
export type EditorStore = ReturnType<typeof createEditorStore>;

/** What is on the screen, to be saved from it: the version that is watched, else the draft. */
export const shownIn = ({ graph, watched }: Pick<EditorState, "graph" | "watched">): Pictured =>
  watched?.() ?? { graph, numbers: null, says: [] };
