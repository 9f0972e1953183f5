import { ActionIcon } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import type { StepMark, Watched } from "../../../domain/watching/index.ts";
import type { StepId } from "../../../engine/definition/types.ts";
import { KindTile } from "../../components/Tile.tsx";
import { lookOf } from "../../theme/kinds.tsx";
import { useEditorStore, useIndexed } from "../store/context.tsx";
import { titleOf } from "../words/step.ts";
import { Figure } from "./Figure.tsx";
import { tookWords } from "./numbers.ts";
import styles from "./Watch.module.css";

const figures: { what: StepMark; label: string; tone?: "waiting" | "done" | "attention"; of?: "sent" }[] = [
  { what: "entered", label: "Came here" },
  { what: "waiting", label: "Here now", tone: "waiting" },
  { what: "attention", label: "Need attention now", tone: "attention" },
  { what: "done", label: "Went on", tone: "done" },
  { what: "left", label: "Left the flow here" },
  { what: "failed", label: "Failed, or needed somebody", tone: "attention" },
  { what: "sent", label: "Were written to" },
  { what: "delivered", label: "Delivered", of: "sent", tone: "done" },
  { what: "cameBack", label: "Came back", of: "sent", tone: "attention" },
  { what: "clicked", label: "Followed a link", of: "sent" },
  { what: "replied", label: "Replied", of: "sent" },
];

/** The numbers of one step, and by which ways they went on. */
export function StepSide({ id, numbers }: { id: StepId; numbers: Watched }) {
  const store = useEditorStore();
  const indexed = useIndexed(id);
  if (!indexed) return null;
  const { step } = indexed.node;
  const found = numbers.steps.find((one) => one.step === id);
  const counts = found?.counts ?? {};
  const came = counts.entered ?? 0;
  const took = tookWords(found?.medianMs);
  const titleAt = (to: StepId | null) => {
    const node = to === null ? undefined : store.getState().index.get(to)?.node;
    return node ? titleOf(node.step) : "";
  };
  const shown = figures.filter(({ what }) => (counts[what] ?? 0) > 0 || ["entered", "waiting", "done"].includes(what));
  return (
    <>
      <header className={styles.head}>
        <KindTile kind={step.kind} size="l" />
        <div>
          <p>{lookOf(step.kind).label}</p>
          <h2>{titleOf(step)}</h2>
        </div>
        <ActionIcon variant="subtle" color="gray" size={32} aria-label="Back to the whole flow" onClick={() => store.getState().select([])}>
          <IconX size={18} stroke={1.7} />
        </ActionIcon>
      </header>
      <div className={styles.body}>
        <div className={styles.figures}>
          {shown.map(({ what, label, tone, of }) => (
            <Figure
              key={what}
              mark={`${what}:${id}`}
              label={label}
              count={counts[what] ?? 0}
              tone={tone}
              share={what === "entered" || what === "sent" ? undefined : (counts[what] ?? 0) / Math.max(1, counts[of ?? "entered"] ?? 0)}
            />
          ))}
        </div>
        {took && <p className={styles.hint}>Half of those who went on were here no longer than {took}.</p>}
        {indexed.outlets.some((outlet) => outlet.to !== null) && (
          <section aria-label="Ways on">
            <h3>Ways on</h3>
            <div className={styles.figures}>
              {indexed.outlets
                .filter((outlet) => outlet.to !== null)
                .map(({ name, label, to }) => {
                  const count = numbers.ways.find((way) => way.from === id && way.outlet === name)?.count ?? 0;
                  return (
                    <Figure
                      key={name}
                      mark={`way:${id}|${name}`}
                      label={`${label}: ${titleAt(to)}`}
                      count={count}
                      share={came > 0 ? count / came : undefined}
                    />
                  );
                })}
            </div>
          </section>
        )}
      </div>
    </>
  );
}
