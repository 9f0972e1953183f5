import { Button } from "@mantine/core";
import { IconAlertTriangle, IconCalendar, IconEye, IconHandStop, IconPhone, IconPhoneCall, IconUserPlus } from "@tabler/icons-react";
import { Card } from "../components/Card.tsx";
import { DatedLine, DatedLines } from "../components/DatedLine.tsx";
import { StateChip } from "../components/StateChip.tsx";
import { KindTile, Tile } from "../components/Tile.tsx";
import { When } from "../components/When.tsx";
import { howLong } from "../components/when.ts";

const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000);
const zone = "America/New_York";

export function LinesShown() {
  return (
    <div style={{ display: "grid", gap: 12, gridTemplateColumns: "repeat(auto-fit, minmax(min(100%, 340px), 1fr))", alignItems: "start" }}>
      <div style={{ display: "grid", gap: 12, gridColumn: "1 / -1", maxWidth: 872 }}>
        <Card heading="New leads nobody has touched" count={2}>
          <DatedLines label="New leads">
            <DatedLine
              hot
              to="/gallery"
              tile={<Tile icon={IconUserPlus} />}
              what="Keisha Monroe"
              more="· criminal defense, for her brother"
              detail="Phone: in custody at Albany County, on-call lawyer told 15:49"
              when={<When at={minutesAgo(52)} zone={zone} emphasis />}
              state={
                <StateChip state="attention" icon={IconAlertTriangle}>
                  {howLong(minutesAgo(52), new Date())}
                </StateChip>
              }
              action={
                <Button size="xs" variant="light" leftSection={<IconPhone size={16} stroke={1.7} />}>
                  Call
                </Button>
              }
            />
            <DatedLine
              to="/gallery"
              tile={<Tile icon={IconUserPlus} />}
              what="Walter Brandt"
              more="· estate planning"
              detail="Google Ads: “My wife passed away, the will is from 1994.”"
              when={<When at={minutesAgo(21)} zone={zone} emphasis />}
              state={<StateChip state="waiting">21 minutes</StateChip>}
              action={
                <Button size="xs" leftSection={<IconPhone size={16} stroke={1.7} />}>
                  Call
                </Button>
              }
            />
          </DatedLines>
        </Card>
        <Card heading="Replies and answers" count={3} action={<a href="#all">All 9</a>}>
          <DatedLines label="Replies">
            <DatedLine
              onOpen={() => undefined}
              tile={<KindTile kind="requestForm" />}
              what="Ngozi Okafor"
              more={
                <>
                  answered <b>Asset and family form</b>
                </>
              }
              detail="Two children, a house, 4 accounts · Chidi has not answered yet"
              when={<When at={minutesAgo(90)} zone={zone} emphasis />}
              state={<StateChip state="done">1 of 2 done</StateChip>}
              action={
                <Button size="xs" leftSection={<IconEye size={16} stroke={1.7} />}>
                  Read
                </Button>
              }
            />
            <DatedLine
              tile={<Tile icon={IconPhone} tone="record" />}
              what="Call Tomás Vega"
              more="about invoice 2026-311, which is long overdue and was promised twice already"
              detail="$1,850 · 22 days overdue · offer two instalments, and then this line is far too long to fit beside the rest of it"
              when={<When at={minutesAgo(-60 * 26)} zone={zone} before="Due" emphasis />}
              state={
                <StateChip state="held" icon={IconCalendar}>
                  Tomorrow
                </StateChip>
              }
              action={
                <Button size="xs" leftSection={<IconPhoneCall size={16} stroke={1.7} />}>
                  Log a call
                </Button>
              }
            />
            <DatedLine
              tile={<Tile icon={IconAlertTriangle} tone="attention" />}
              what="Mail to Grace Kim came back"
              more="· address does not exist"
              detail="Estate planning: onboarding · Welcome has not been sent"
              when={<When at={minutesAgo(60 * 24 * 3)} zone={zone} emphasis />}
              state={<StateChip state="attention">Stopped</StateChip>}
              action={<Button size="xs">Fix address</Button>}
            />
          </DatedLines>
        </Card>
      </div>
      <Card heading="In a story" padded={false}>
        <DatedLines>
          <DatedLine
            compact
            tile={<KindTile kind="sendEmail" />}
            what="Mail to both"
            more="· Welcome"
            detail="Sent by Estate planning: onboarding"
            when="10:00 EST"
            state={<StateChip state="done">Sent</StateChip>}
          />
          <DatedLine
            compact
            tile={<KindTile kind="approve" />}
            what="Engagement letter"
            detail="Goes to her at once when you approve"
            when="10:02 EST"
            state={
              <StateChip state="held" icon={IconHandStop}>
                Held for you
              </StateChip>
            }
          />
        </DatedLines>
      </Card>
    </div>
  );
}
