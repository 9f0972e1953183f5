import { useMemo } from "react";
import { standingCondition } from "../../../engine/definition/index.ts";
import { matchingWords, useMatching, whoOf } from "../api/matching.ts";
import panel from "../panel/Panel.module.css";
import { useEditor } from "../store/context.tsx";
import { and } from "../words/lists.ts";
import { titleOf } from "../words/step.ts";
import { atOnce } from "./atOnce.ts";
import styles from "./moving/Moving.module.css";

export type First = "new" | "all";

/** As many as one press may start. */
const mostAtOnce = 2000;

/** Whom a flow's start already fits when it is published for the first time; null where that cannot be told, or nobody does. */
export function useFirstPeople(isFirst: boolean): string[] | null {
  const settings = useEditor((state) => state.graph.settings);
  const { subject } = settings;
  const where = useMemo(() => (isFirst ? standingCondition(settings) : null), [isFirst, settings]);
  const { data } = useMatching(subject, where);
  return where && data && data.matches > 0 ? data.ids : null;
}

interface FirstPeopleProps {
  ids: string[];
  choice: First;
  onChoice: (choice: First) => void;
}

/** "The 7 who match now, or only new ones?": asked at the first publishing, with what each would get at once. */
export function FirstPeople({ ids, choice, onChoice }: FirstPeopleProps) {
  const graph = useEditor((state) => state.graph);
  const { subject } = graph.settings;
  const { data } = useMatching(subject, standingCondition(graph.settings));
  const steps = useMemo(() => atOnce(graph).map((node) => `“${titleOf(node.step)}”`), [graph]);
  const many = ids.length.toLocaleString("en-US");
  const who = whoOf(subject);
  const all = ids.length === 1 ? `The one ${who} matches now, too` : `The ${many} ${who} match now, too`;
  const gets =
    steps.length > 0
      ? `Each gets ${and(steps)}. Nothing leaves for a minute; until then it can be undone`
      : "Nothing goes out at once. For a minute it can be undone";
  const choices: { value: First; title: string; says: string; off?: boolean }[] = [
    { value: "new", title: "Only new ones", says: "Nobody is started by publishing" },
    {
      value: "all",
      title: all,
      says:
        ids.length > mostAtOnce
          ? `That is more than ${mostAtOnce.toLocaleString("en-US")}: start them from the list, where they can be narrowed`
          : gets,
      off: ids.length > mostAtOnce,
    },
  ];
  return (
    <section>
      <h3 className={panel.sub} id="who-matches">
        Who begins? {data && matchingWords(data, subject)}
      </h3>
      <div className={styles.choices} role="radiogroup" aria-labelledby="who-matches">
        {choices.map(({ value, title, says, off }) => (
          <label key={value} className={styles.choice}>
            <input type="radio" name="who-matches" disabled={off} checked={choice === value} onChange={() => onChoice(value)} />
            <div>
              <b>{title}</b>
              <span>{says}</span>
            </div>
          </label>
        ))}
      </div>
    </section>
  );
}
