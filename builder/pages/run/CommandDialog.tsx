import { Button, Modal, Select, Textarea, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { type Command, type Facts, reachesClient } from "../../../engine/run/index.ts";
import { outletsOf } from "../../../engine/steps/index.ts";
import { FormProblems } from "../../components/FormProblems.tsx";
import type { OpenRun, RunPlace } from "../../editor/run/types.ts";
import { titleOf } from "../../editor/words/step.ts";
import { HoldUntil, untilOf } from "../shared/HoldUntil.tsx";
import styles from "./Run.module.css";

export type Act =
  | { sort: "hold" }
  | { sort: "resume" }
  | { sort: "retry"; place: RunPlace }
  | { sort: "skip"; place: RunPlace }
  | { sort: "complete"; place: RunPlace }
  | { sort: "jump" }
  | { sort: "cancel" };

interface CommandDialogProps {
  act: Act;
  run: OpenRun;
  facts: Partial<Facts>;
  onTell: (command: Command, done: string) => Promise<void>;
  onClose: () => void;
}

const titles: Record<Act["sort"], string> = {
  hold: "Put this on hold?",
  resume: "Let it go on?",
  retry: "Try this step again?",
  skip: "Leave this step out?",
  complete: "Done another way?",
  jump: "Go on elsewhere in the flow?",
  cancel: "Take them out of the flow?",
};

/** Says exactly what will happen, asks what is needed, and does it. */
export function CommandDialog({ act, run, facts, onTell, onClose }: CommandDialogProps) {
  const [text, setText] = useState("");
  const [choice, setChoice] = useState<string | null>(null);
  const [until, setUntil] = useState("");
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const { command, done } = commandOf(act, run, { text: text.trim(), choice, until });
    setBusy(true);
    setError(null);
    try {
      await onTell(command, done);
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  };
  const needsText = act.sort === "hold" || act.sort === "complete";
  const ready = (!needsText || text.trim() !== "") && (act.sort !== "jump" || choice !== null);
  const step = "place" in act ? run.definition.steps[act.place.step] : undefined;
  const outlets = step ? outletsOf(step).filter((outlet) => outlet.to !== null) : [];
  const named = (id: string | null) => {
    const target = id === null ? undefined : run.definition.steps[id];
    return target ? titleOf(target) : "";
  };
  const people = "place" in act && act.sort === "complete" ? peopleAsked(step, facts) : [];
  return (
    <Modal opened onClose={busy ? () => undefined : onClose} title={titles[act.sort]} closeButtonProps={{ "aria-label": "Close" }}>
      <form className={styles.form} onSubmit={submit}>
        <p>{explain(act, run, whom(step, facts))}</p>
        {error !== null && <FormProblems error={error} />}
        {act.sort === "hold" && (
          <>
            <TextInput
              label="Why"
              placeholder="On vacation until January"
              value={text}
              maxLength={500}
              data-autofocus
              onChange={(event) => setText(event.currentTarget.value)}
            />
            <HoldUntil value={until} onChange={setUntil} />
          </>
        )}
        {act.sort === "complete" && (
          <>
            <TextInput
              label="How"
              placeholder="Told us by phone"
              value={text}
              maxLength={200}
              data-autofocus
              onChange={(event) => setText(event.currentTarget.value)}
            />
            {people.length > 1 && (
              <Select label="Who" value={choice} data={people} onChange={setChoice} placeholder="Everybody asked" clearable />
            )}
          </>
        )}
        {act.sort === "skip" && outlets.length > 1 && (
          <Select
            label="Goes on by"
            value={choice ?? outlets[0]?.name ?? null}
            allowDeselect={false}
            data={outlets.map((outlet) => ({ value: outlet.name, label: `${outlet.label}: ${named(outlet.to)}` }))}
            onChange={setChoice}
          />
        )}
        {act.sort === "jump" && (
          <Select
            label="At"
            searchable
            value={choice}
            data={Object.entries(run.definition.steps)
              .filter(([id]) => !run.position.some((place) => place.step === id))
              .map(([id, one]) => ({ value: id, label: titleOf(one) }))}
            onChange={setChoice}
          />
        )}
        {act.sort === "cancel" && (
          <Textarea
            label="Why (optional)"
            value={text}
            maxLength={500}
            autosize
            minRows={2}
            onChange={(event) => setText(event.currentTarget.value)}
          />
        )}
        <div className={styles.acts} data-end>
          <Button onClick={onClose} disabled={busy}>
            Not now
          </Button>
          <Button type="submit" variant="filled" color={act.sort === "cancel" ? "attention" : "accent"} loading={busy} disabled={!ready}>
            {buttons[act.sort]}
          </Button>
        </div>
      </form>
    </Modal>
  );
}

const buttons: Record<Act["sort"], string> = {
  hold: "Put on hold",
  resume: "Let it go on",
  retry: "Try again",
  skip: "Leave it out",
  complete: "Count it as done",
  jump: "Go on there",
  cancel: "Take out of the flow",
};

function explain(act: Act, run: OpenRun, people: string): string {
  const about = run.subject.kind === "contact" ? `to ${run.subject.name}` : `about ${run.subject.name}`;
  const step = "place" in act ? run.definition.steps[act.place.step] : undefined;
  const name = step ? titleOf(step) : "place" in act ? act.place.name : "";
  switch (act.sort) {
    case "hold":
      return `Nothing more is sent ${about} by this flow until someone lets it go on. What happens meanwhile is kept.`;
    case "resume":
      return `What was kept back ${about} leaves at once, unless its step says that it is too late by now. Waits go on.`;
    case "retry":
      if (!reachesClient(step)) return `“${name}” is tried once more, at once. Then the flow goes on.`;
      return `“${name}” is sent to ${people} once more, at once.${uncertain(run, act.place) ? " Nobody knows whether the first one arrived: ask them before, or they may get it twice." : ""}`;
    case "skip":
      return `“${name}” is not done. What comes after it may be sent at once.`;
    case "complete":
      return `“${name}” counts as done now. The client is not chased any more, and the flow goes on.`;
    case "jump":
      return "What it is waiting for is given up. From the chosen step on, messages may be sent at once.";
    case "cancel":
      return `Nothing more is sent ${about} by this flow. Open links stop working. This cannot be taken back.`;
  }
}

function commandOf(
  act: Act,
  run: OpenRun,
  given: { text: string; choice: string | null; until: string },
): { command: Command; done: string } {
  const token = (run.position.find((place) => place.state === "attention") ?? run.position[0])?.token;
  switch (act.sort) {
    case "hold":
      return {
        command: { do: "hold", reason: given.text, ...untilOf(given.until) },
        done: "On hold",
      };
    case "resume":
      return { command: { do: "resume" }, done: "It goes on." };
    case "retry":
      return { command: { do: "retry", token: act.place.token }, done: "Trying again." };
    case "skip":
      return { command: { do: "skip", token: act.place.token, ...(given.choice ? { outlet: given.choice } : {}) }, done: "Left out" };
    case "complete":
      return {
        command: { do: "complete", step: act.place.step, how: given.text, ...(given.choice ? { contactId: given.choice } : {}) },
        done: "Counted as done",
      };
    case "jump":
      return { command: { do: "jump", to: given.choice ?? "", ...(token ? { token } : {}) }, done: "It goes on there" };
    case "cancel":
      return { command: { do: "cancel", ...(given.text ? { reason: given.text } : {}) }, done: "Ended" };
  }
}

/** Whom a step goes to, by name. */
function whom(step: unknown, facts: Partial<Facts>): string {
  const names = peopleAsked(step, facts).map(({ label }) => label);
  return names.length > 0 ? names.join(" and ") : fullName(facts.contact) || "the client";
}

const fullName = (person: Facts["contact"]) => [person?.firstName, person?.lastName].filter(Boolean).join(" ");

/** Whether nobody can know if what stopped here has arrived. */
function uncertain({ journal }: OpenRun, { step, visit }: RunPlace): boolean {
  return journal.some((line) => line.uncertain && line.step === step && line.visit === visit);
}

/** The people a step asks, for saying who told us. */
function peopleAsked(step: unknown, facts: Partial<Facts>): { value: string; label: string }[] {
  const roles = (step as { to?: string[] } | undefined)?.to ?? [];
  return roles
    .flatMap((role) => facts.people?.[role] ?? [])
    .map((person) => ({ value: person.id, label: fullName(person) || person.email || "Somebody without a name" }));
}
