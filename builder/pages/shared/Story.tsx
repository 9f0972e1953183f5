import { Button } from "@mantine/core";
import {
  IconAddressBook,
  IconAlertTriangle,
  IconBriefcase,
  IconCalendar,
  IconCheckbox,
  IconClock,
  IconFileText,
  IconForms,
  IconMail,
  IconMessage,
  IconNote,
  IconPhone,
  IconReceipt,
  IconRoute,
  type TablerIcon,
} from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Fragment, lazy, type ReactNode, Suspense, useState } from "react";
import type { StoryGroup, StoryLine } from "../../../domain/story/index.ts";
import { api } from "../../api/client.ts";
import { useFirmZone } from "../../api/me.ts";
import type { Wire } from "../../api/wire.ts";
import { Card } from "../../components/Card.tsx";
import { DatedLine, DatedLines } from "../../components/DatedLine.tsx";
import { ErrorState } from "../../components/ErrorState.tsx";
import { FilterChips } from "../../components/FilterChips.tsx";
import { LoadingLines } from "../../components/LoadingLines.tsx";
import { StateChip } from "../../components/StateChip.tsx";
import { Tile, type Tone } from "../../components/Tile.tsx";
import { When } from "../../components/When.tsx";
import { dayHeading, formatWhen, whenParts } from "../../components/when.ts";
import type { Planned } from "./planned.ts";
import styles from "./Who.module.css";

const MessageDialog = lazy(async () => ({ default: (await import("../outbox/MessageDialog.tsx")).MessageDialog }));

type Line = Wire<StoryLine>;
type Show = StoryGroup | "everything";
const choices: { value: Show; label: string }[] = [
  { value: "everything", label: "Everything" },
  { value: "mail", label: "Messages" },
  { value: "answers", label: "Answers" },
  { value: "calls", label: "Calls" },
  { value: "staff", label: "Staff" },
];
const looks: Record<StoryLine["kind"], { icon: TablerIcon; tone: Tone }> = {
  mail: { icon: IconMail, tone: "tell" },
  text: { icon: IconMessage, tone: "tell" },
  answer: { icon: IconForms, tone: "ask" },
  call: { icon: IconPhone, tone: "record" },
  note: { icon: IconNote, tone: "record" },
  task: { icon: IconCheckbox, tone: "record" },
  date: { icon: IconCalendar, tone: "wait" },
  document: { icon: IconFileText, tone: "record" },
  invoice: { icon: IconReceipt, tone: "record" },
  matter: { icon: IconBriefcase, tone: "plain" },
  contact: { icon: IconAddressBook, tone: "plain" },
  flow: { icon: IconRoute, tone: "decide" },
  attention: { icon: IconAlertTriangle, tone: "attention" },
};

interface StoryProps {
  of: { matterId: string } | { contactId: string };
  /** What comes next, by flows; it stands above what happened. */
  planned: Planned[];
  actions?: ReactNode;
}

/** What happened, newest first and by day, narrowed by chips; `of` names the matter or contact. */
export function Story({ of, planned, actions }: StoryProps) {
  const [show, setShow] = useState<Show>("everything");
  const zone = useFirmZone();
  const story = useInfiniteQuery({
    queryKey: ["story", of, show],
    initialPageParam: "",
    queryFn: ({ pageParam }) =>
      api.get<{ lines: Line[]; next?: string }>("/api/story", {
        ...of,
        ...(show === "everything" ? {} : { show }),
        cursor: pageParam,
        limit: 40,
      }),
    getNextPageParam: (page) => page.next,
    refetchInterval: 15_000,
  });
  const lines = story.data?.pages.flatMap((page) => page.lines) ?? [];
  const [read, setRead] = useState<string | null>(null);
  return (
    <Card>
      {read && (
        <Suspense fallback={null}>
          <MessageDialog messageId={read} onClose={() => setRead(null)} />
        </Suspense>
      )}
      <div className={styles.storyHead}>
        <h2>Story</h2>
        {actions && <div className={styles.storyActs}>{actions}</div>}
        <FilterChips label="Show" choices={choices} value={show} onChange={setShow} />
      </div>
      {show === "everything" && <Next planned={planned} />}
      {story.isPending && <LoadingLines lines={6} height={46} label="Loading the story" />}
      {story.isError && <ErrorState error={story.error} onRetry={() => void story.refetch()} />}
      {story.isSuccess && lines.length === 0 && (
        <p className={styles.empty}>{show === "everything" ? "Nothing has happened yet." : "Nothing of this kind has happened yet."}</p>
      )}
      {byDay(lines, zone).map((day) => (
        <section key={day.heading} aria-label={day.heading}>
          <h3 className={styles.day}>{day.heading}</h3>
          <DatedLines label={day.heading}>
            {day.lines.map((line) => (
              <OneLine key={line.id} line={line} onRead={setRead} />
            ))}
          </DatedLines>
        </section>
      ))}
      {story.hasNextPage && (
        <div className={styles.more}>
          <Button size="xs" loading={story.isFetchingNextPage} onClick={() => void story.fetchNextPage()}>
            Show earlier
          </Button>
        </div>
      )}
    </Card>
  );
}

/** As it is planned now: an answer, a hold or a changed date may still change it. */
function Next({ planned }: { planned: Planned[] }) {
  if (planned.length === 0) return null;
  return (
    <section aria-label="Next">
      <h3 className={styles.day}>Next</h3>
      <DatedLines label="Next">
        {planned.map(({ runId, at, what, step, flow }) => (
          <DatedLine
            key={`${runId} ${at} ${what}`}
            tile={<Tile icon={IconClock} tone="wait" />}
            what={step}
            detail={`${what} · ${flow}`}
            to={`/runs/${runId}`}
            when={<When at={at} emphasis />}
            state={<StateChip state="waiting">Planned</StateChip>}
            compact
          />
        ))}
      </DatedLines>
    </section>
  );
}

function OneLine({ line, onRead }: { line: Line; onRead: (messageId: string) => void }) {
  const { icon, tone } = looks[line.kind];
  const { link } = line;
  const opens = link?.kind === "run" ? { to: `/runs/${link.id}` } : link?.kind === "message" ? { onOpen: () => onRead(link.id) } : {};
  return (
    <Fragment>
      <DatedLine
        tile={<Tile icon={icon} tone={line.state === "attention" ? "attention" : tone} />}
        what={line.what}
        {...(line.more ? { more: line.more } : {})}
        {...(line.detail ? { detail: line.detail } : {})}
        {...opens}
        when={<TimeOnly at={line.at} />}
        state={line.state && line.stateWords ? <StateChip state={line.state}>{line.stateWords}</StateChip> : undefined}
        compact
      />
      {line.text && (
        <li className={line.kind === "mail" || line.kind === "text" ? styles.text : `${styles.text} ${styles.quiet}`}>
          {line.kind === "call" ? `“${line.text}”` : line.text}
        </li>
      )}
    </Fragment>
  );
}

/** The time alone: the day stands over its lines. */
function TimeOnly({ at }: { at: string }) {
  const zone = useFirmZone();
  const moment = new Date(at);
  return (
    <time dateTime={at} title={formatWhen(moment, { zone })}>
      {whenParts(moment, { zone }).time}
    </time>
  );
}

function byDay(lines: Line[], zone: string): { heading: string; lines: Line[] }[] {
  const days: { heading: string; lines: Line[] }[] = [];
  const now = new Date();
  for (const line of lines) {
    const heading = dayHeading(new Date(line.at), zone, now);
    const last = days.at(-1);
    if (last?.heading === heading) last.lines.push(line);
    else days.push({ heading, lines: [line] });
  }
  return days;
}
