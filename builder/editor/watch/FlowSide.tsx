import { NativeSelect } from "@mantine/core";
import { useState } from "react";
import type { Watched } from "../../../domain/watching/index.ts";
import type { Definition } from "../../../engine/definition/types.ts";
import { outletsOf } from "../../../engine/steps/index.ts";
import { compareArms } from "../../../engine/watching/compareArms.ts";
import { titleOf } from "../words/step.ts";
import { Figure } from "./Figure.tsx";
import { many, pairOf, percent, verdictWords } from "./numbers.ts";
import styles from "./Watch.module.css";

/** How the flow does on the whole, its versions side by side, and the arms of each split. */
export function FlowSide({ numbers, definition }: { numbers: Watched; definition: Definition }) {
  const { runs, versions, splits } = numbers;
  const [goal] = definition.goals ?? [];
  const reached = goal ? `Reached “${goal.name ?? "the goal"}”` : "Came to an end";
  if (runs.began === 0)
    return (
      <div className={styles.body}>
        <h2>Nobody yet</h2>
        <p className={styles.say}>
          Nobody of these began the flow. As people do, the drawing shows how many came to each step, wait there and went on, and by which
          ways. Press a number to see who they are.
        </p>
      </div>
    );
  return (
    <div className={styles.body}>
      <h2>How it goes</h2>
      <div className={styles.figures}>
        <Figure mark="began" label="Began" count={runs.began} />
        <Figure mark="open" label="In it now" count={runs.open} tone="waiting" />
        <Figure mark="won" label={reached} count={runs.won} share={runs.settled ? runs.won / runs.settled : undefined} tone="done" />
        <Figure mark="gone" label="Left early" count={runs.gone} share={runs.began ? runs.gone / runs.began : undefined} />
      </div>
      <p className={styles.hint}>
        {runs.settled > 0
          ? `Of ${many(runs.settled)} who have come through, or reached the goal on the way. Select a step for its numbers.`
          : "Nobody has come through yet. Select a step for its numbers."}
      </p>
      {versions.length > 1 && <Versions versions={versions} />}
      {splits.map(({ step, arms, verdict }) => {
        const split = definition.steps[step];
        if (!split) return null;
        const names = arms.map(({ outlet }) => outletsOf(split).find((one) => one.name === outlet)?.label ?? outlet);
        return (
          <section key={step} aria-label={titleOf(split)}>
            <h3>{titleOf(split)}</h3>
            <Compared first="Arm" rows={arms.map(({ came, settled, won }, index) => ({ name: names[index] ?? "", came, settled, won }))} />
            <p className={styles.verdict}>{verdictWords(verdict, names)}</p>
          </section>
        );
      })}
    </div>
  );
}

/** Every version by its numbers, and what may be said of two of them: the newest and the one before, unless others are chosen. */
function Versions({ versions }: Pick<Watched, "versions">) {
  const [chosen, setChosen] = useState<readonly number[]>([]);
  const numbers = versions.map(({ version }) => version);
  const [first, second] = pairOf(numbers, chosen);
  const pair = [first, second].flatMap((number) => versions.find(({ version }) => version === number) ?? []);
  const choice = (label: string, value: number, choose: (next: number) => readonly number[]) => (
    <NativeSelect
      size="xs"
      aria-label={label}
      value={String(value)}
      data={numbers.map((number) => ({ value: String(number), label: `Version ${number}` }))}
      onChange={(event) => setChosen(choose(Number(event.currentTarget.value)))}
    />
  );
  return (
    <section aria-labelledby="versions-compared">
      <h3 id="versions-compared">Versions side by side</h3>
      <Compared
        first="Version"
        rows={versions.map(({ version, began, settled, won }) => ({ name: String(version), came: began, settled, won }))}
      />
      {numbers.length > 2 && (
        <fieldset className={styles.pair}>
          <legend className="visually-hidden">Which two versions are compared</legend>
          {choice("First version", first, (next) => [next, next === second ? first : second])}
          <span>and</span>
          {choice("Second version", second, (next) => [next === first ? second : first, next])}
        </fieldset>
      )}
      <p className={styles.verdict} role="status">
        {verdictWords(
          compareArms(pair.map(({ won, settled }) => ({ won, of: settled }))),
          pair.map(({ version }) => `Version ${version}`),
        )}
      </p>
    </section>
  );
}

function Compared({ first, rows }: { first: string; rows: { name: string; came: number; settled: number; won: number }[] }) {
  return (
    <table className={styles.compared}>
      <thead>
        <tr>
          <th scope="col">{first}</th>
          <th scope="col">Came</th>
          <th scope="col">Through</th>
          <th scope="col">Goal</th>
          <th scope="col">Share</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ name, came, settled, won }) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td>{many(came)}</td>
            <td>{many(settled)}</td>
            <td>{many(won)}</td>
            <td>{settled > 0 ? percent(won / settled) : "–"}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
