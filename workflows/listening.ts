import {
  ApplicationFailure,
  condition,
  currentUpdateInfo,
  defineQuery,
  defineSignal,
  defineUpdate,
  setHandler,
} from "@temporalio/workflow";
import type { CommandAnswer, CommandName, MoveAnswer, MoveRequest, StateAnswer } from "../domain/runs/protocol.ts";
import type { Command, Instant } from "../engine/run/types.ts";
import type { Shell } from "./runFlow.ts";

const names: readonly CommandName[] = ["hold", "resume", "retry", "skip", "jump", "complete", "cancel"];

/** Events come as Signals; what staff tell a run comes as Updates, which are refused before they leave a trace; `state` is a Query. */
export function listen(shell: Shell): void {
  setHandler(defineSignal<[{ eventId: string }]>("event"), ({ eventId }) => {
    shell.push({ id: eventId, input: { type: "event", eventId } });
  });
  setHandler(defineSignal<[{ at: Instant; since?: Instant; id: string }]>("released"), ({ id, at, since }) => {
    // The sweeper may have been killed while it told this.
    if (shell.releases.includes(id)) return;
    shell.releases = [...shell.releases, id].slice(-50);
    shell.push({ id: `released:${id}`, input: { type: "released", at, ...(since ? { since } : {}) } });
  });
  setHandler(defineSignal<[{ at: Instant }]>("calendar"), ({ at }) => {
    shell.push({ id: `calendar:${at}`, input: { type: "calendar", at } });
  });
  setHandler(defineQuery<StateAnswer>("state"), () => {
    const { tick, state, wakeAt, queue, inFlight } = shell;
    return { tick, state, wakeAt, waiting: queue.length, inFlight };
  });
  for (const name of names) listenTo(shell, name);
  listenToMoves(shell);
}

/** To another version of its flow (rule 13). Whether it can be moved is found out where the versions are; here only what is nonsense is refused. */
function listenToMoves(shell: Shell): void {
  setHandler(
    defineUpdate<MoveAnswer, [MoveRequest, string]>("move"),
    async ({ to, mapping }: MoveRequest, by: string): Promise<MoveAnswer> => {
      const id = `update:${currentUpdateInfo()?.id ?? `move:${shell.updates}`}`;
      shell.updates += 1;
      shell.push({ id, input: { type: "move", to, mapping, by } });
      await condition(() => shell.obeyed.has(id) || shell.state?.status === "ended");
      shell.obeyed.delete(id);
      const answer = shell.moves.get(id);
      shell.moves.delete(id);
      return answer ?? { became: "refused", version: 0, why: "This run has ended." };
    },
    {
      validator: (request: MoveRequest, _by: string) => {
        const why = shell.state?.status === "ended" ? "This run has ended." : whyNoMove(request);
        if (why) throw ApplicationFailure.nonRetryable(why, "refused");
      },
    },
  );
}

function whyNoMove(request: MoveRequest): string | null {
  if (!Number.isInteger(request?.to) || request.to < 1) return "Say to which version the run is to be moved.";
  const targets = typeof request.mapping === "object" && request.mapping !== null ? Object.values(request.mapping) : null;
  return targets?.every((step) => typeof step === "string") ? null : "Say for each removed step which step those there go to.";
}

function listenTo(shell: Shell, name: CommandName): void {
  setHandler(
    defineUpdate<CommandAnswer, [Command, string]>(name),
    async (command: Command, by: string): Promise<CommandAnswer> => {
      const id = `update:${currentUpdateInfo()?.id ?? `${name}:${shell.updates}`}`;
      shell.updates += 1;
      shell.push({ id, input: { type: "command", command, by, at: new Date(Date.now()).toISOString() } });
      await condition(() => shell.obeyed.has(id) || shell.state?.status === "ended");
      shell.obeyed.delete(id);
      const { status = "running", outcome } = shell.state ?? {};
      return { status, ...(outcome === undefined ? {} : { outcome }) };
    },
    { validator: (command: Command, _by: string) => refuse(shell, name, command) },
  );
}

/** What can be told without the definition; the rest was checked before the Update was sent. */
function refuse(shell: Shell, name: CommandName, command: Command): void {
  const why = whyNot(shell, name, command);
  if (why) throw ApplicationFailure.nonRetryable(why, "refused");
}

function whyNot(shell: Shell, name: CommandName, command: Command): string | null {
  const { state } = shell;
  if (command?.do !== name) return `This is not a command to ${name}.`;
  if (state?.status === "ended") return "This run has ended.";
  // The record that staff look at is written first: while inputs are being taken it knows more than we do.
  const behind = shell.advancing || shell.inFlight > 0 || shell.queue.length > 0;
  if (behind) return null;
  if (name === "resume" && state?.status !== "held") return "This run is not on hold.";
  if (name === "retry" && state?.status === "running") return "Nothing here needs a retry.";
  return null;
}
