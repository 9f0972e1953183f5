import { Select } from "@mantine/core";
import { IconAlertTriangle, IconArrowRight, IconClock, IconPlayerPlay, IconSend } from "@tabler/icons-react";
import { lazy, Suspense, useMemo, useState } from "react";
import type { Definition, Step } from "../../../../engine/definition/types.ts";
import { type Proposal, proposeMapping } from "../../../../engine/run/moving/index.ts";
import { useFirmZone } from "../../../api/me.ts";
import { ErrorState } from "../../../components/ErrorState.tsx";
import { LoadingLines } from "../../../components/LoadingLines.tsx";
import { KindTile } from "../../../components/Tile.tsx";
import { whenParts } from "../../../components/when.ts";
import type { Mapping, MoveGroup, MovePreview } from "../../api/moves.ts";
import panel from "../../panel/Panel.module.css";
import { titleOf } from "../../words/step.ts";
import styles from "./Moving.module.css";
import { groupWords, sendWords, tally } from "./words.ts";

const WhoIsHere = lazy(() => import("../../panel/WhoIsHere.tsx"));

export type Choice = "leave" | "move" | "end";

export interface MoveChoiceProps {
  inFlow: number;
  liveVersion: number;
  next: number;
  /** It happens at a time to come: what is told is how it would be today. */
  later: boolean;
  live: Definition;
  draft: Definition;
  choice: Choice;
  onChoice: (choice: Choice) => void;
  mapping: Mapping;
  onMapping: (mapping: Mapping) => void;
  preview: { data: MovePreview | undefined; error: unknown; refetch: () => unknown };
}

/** What becomes of those who are in the flow already: they stay, they move, or it ends for them; each with what exactly would happen. */
export function MoveChoice(props: MoveChoiceProps) {
  const { inFlow, next, later, draft, choice, onChoice, preview } = props;
  const { carryOn, needPlace, stay } = tally(preview.data?.groups ?? [], (step) => Object.hasOwn(draft.steps, step));
  const moves = preview.data
    ? [`${carryOn} carry on`, needPlace > 0 && `${needPlace} need a place`, stay > 0 && `${stay} can’t be moved`].filter(Boolean).join(", ")
    : "What happens to each is shown before it is done";
  const choices: { value: Choice; title: string; says: string }[] = [
    { value: "leave", title: "Leave them", says: "Everyone finishes on the version they started on" },
    { value: "move", title: `Move them to version ${next}`, says: moves },
    { value: "end", title: "End them", says: `Nobody in an older version ${later ? "then " : ""}hears from this flow again` },
  ];
  return (
    <section className={styles.people}>
      <h3 className={panel.sub} id="who-is-in">
        {inFlow === 1 ? "The one person" : `The ${inFlow.toLocaleString("en-US")} people`} in the flow
      </h3>
      <div className={styles.choices} role="radiogroup" aria-labelledby="who-is-in">
        {choices.map(({ value, title, says }) => (
          <label key={value} className={styles.choice}>
            <input type="radio" name="people-in-flow" checked={choice === value} onChange={() => onChoice(value)} />
            <div>
              <b>{title}</b>
              <span>{says}</span>
            </div>
          </label>
        ))}
      </div>
      {choice === "move" && <Places {...props} />}
    </section>
  );
}

function Places({ live, draft, liveVersion, next, later, mapping, onMapping, preview }: MoveChoiceProps) {
  const zone = useFirmZone();
  const proposals = useMemo(() => new Map(proposeMapping(live, draft).map((one) => [one.step, one])), [live, draft]);
  if (preview.error) return <ErrorState error={preview.error} onRetry={() => void preview.refetch()} />;
  if (!preview.data) return <LoadingLines lines={4} label="Looking at everybody in the flow" />;
  const { groups, total, looked } = preview.data;
  const gone = new Map(groups.flatMap(({ step, was }) => (was ? [[step, was] as const] : [])));
  const title = (id: string) => {
    const step = draft.steps[id] ?? gone.get(id) ?? live.steps[id];
    return step ? titleOf(step) : id;
  };
  const day = (at: string) => whenParts(new Date(at), { zone, dayOnly: true }).day;
  const rest = groups.filter((group) => !gone.has(group.step));
  return (
    <>
      {[...gone].map(([id, step]) => (
        <Removed
          key={id}
          {...{ id, step, next, draft, title, day, liveVersion }}
          groups={groups.filter((group) => group.step === id)}
          to={mapping[id]}
          suggested={proposals.get(id)?.to === mapping[id] ? proposals.get(id)?.why : undefined}
          onTo={(to) => onMapping({ ...mapping, [id]: to })}
        />
      ))}
      <div className={styles.card}>
        <h3>{gone.size > 0 ? "Everybody else" : "What happens when you move them"}</h3>
        <Will groups={rest} title={title} day={day} at />
        {later && (
          <p className={panel.say}>
            This is how it would be today. Whoever comes until then is moved as well; who can’t be moved then stays, and is listed.
          </p>
        )}
        {looked < total && (
          <p className={panel.say}>
            Looked at the first {looked.toLocaleString("en-US")} of {total.toLocaleString("en-US")}.
          </p>
        )}
      </div>
    </>
  );
}

interface RemovedProps {
  id: string;
  step: Step;
  groups: MoveGroup[];
  draft: Definition;
  liveVersion: number;
  next: number;
  to: string | undefined;
  suggested: Proposal["why"] | undefined;
  onTo: (to: string) => void;
  title: (id: string) => string;
  day: (at: string) => string;
}

/** Those at a step the new version has no longer: who they are, where they go, and what that does. */
function Removed({ id, step, groups, draft, liveVersion, next, to, suggested, onTo, title, day }: RemovedProps) {
  const [seen, setSeen] = useState(false);
  const count = groups.reduce((sum, group) => sum + group.count, 0);
  const options = Object.entries(draft.steps).map(([value, one]) => ({ value, label: titleOf(one) }));
  return (
    <div className={styles.card}>
      <div className={styles.head}>
        <h3>{count === 1 ? "1 person waits" : `${count.toLocaleString("en-US")} people wait`} at a step you removed</h3>
        <button type="button" className={styles.see} aria-expanded={seen} onClick={() => setSeen(!seen)}>
          {seen ? "Hide them" : "See them"}
        </button>
      </div>
      {seen && (
        <div className={styles.who}>
          <Suspense fallback={null}>
            <WhoIsHere step={id} />
          </Suspense>
        </div>
      )}
      <div className={styles.place}>
        <div className={styles.from}>
          <KindTile kind={step.kind} size="s" />
          <s>{title(id)}</s>
        </div>
        <IconArrowRight size={16} stroke={1.7} aria-label={`from version ${liveVersion} to version ${next}`} />
        <Select
          aria-label={`Where those at “${title(id)}” go in version ${next}`}
          placeholder="Choose a step"
          searchable
          data={options}
          value={to ?? null}
          allowDeselect={false}
          onChange={(chosen) => chosen && onTo(chosen)}
        />
      </div>
      {suggested && suggested !== "none" && (
        <p className={panel.say}>Suggested: it is {suggested === "same" ? "the same step under another name" : "the next step"}.</p>
      )}
      <Will groups={groups} title={title} day={day} />
    </div>
  );
}

const icons = { goesOn: IconClock, waits: IconClock, atOnce: IconPlayerPlay, arrives: IconPlayerPlay, refused: IconAlertTriangle } as const;

function Will({
  groups,
  title,
  day,
  at,
}: {
  groups: MoveGroup[];
  title: (id: string) => string;
  day: (at: string) => string;
  at?: boolean;
}) {
  return (
    <ul className={styles.will}>
      {groups.map((group) => {
        const Icon = icons[group.became];
        return (
          <li key={`${group.step} ${group.to} ${group.became} ${group.why ?? ""}`} data-refused={group.became === "refused" || undefined}>
            <Icon size={15} stroke={1.8} aria-hidden="true" />
            <span>
              {at && `${title(group.step)}: `}
              {groupWords(group, title, day)}
            </span>
          </li>
        );
      })}
      {sendWords(groups, title).map((words) => (
        <li key={words} data-sends>
          <IconSend size={15} stroke={1.8} aria-hidden="true" />
          <span>{words}</span>
        </li>
      ))}
      {groups.length === 0 && <li>Nobody else is waiting.</li>}
    </ul>
  );
}
