import { Button, Checkbox, Radio, SegmentedControl, Switch } from "@mantine/core";
import { IconRoute } from "@tabler/icons-react";
import { useState } from "react";
import { ProblemError } from "../api/problem.ts";
import { Card } from "../components/Card.tsx";
import { ConfirmReach } from "../components/ConfirmReach.tsx";
import { EmptyState } from "../components/EmptyState.tsx";
import { ErrorState } from "../components/ErrorState.tsx";
import { LoadingLines } from "../components/LoadingLines.tsx";
import { notifyDone, notifyProblem, notifyUndo } from "../components/notify.tsx";
import { StateChip } from "../components/StateChip.tsx";

const problem = new ProblemError({
  type: "urn:firmflow:problem:unavailable",
  title: "Not available for a moment",
  status: 503,
  detail: "The database does not answer just now. Nothing was lost; try again in a moment.",
  instance: "urn:request:01K",
});

export function StatesShown() {
  const [asking, setAsking] = useState(false);
  const row = { display: "flex", flexWrap: "wrap" as const, gap: 8, alignItems: "center" };
  return (
    <div style={{ display: "grid", gap: 12, gridTemplateColumns: "repeat(auto-fit, minmax(min(100%, 340px), 1fr))", alignItems: "start" }}>
      <Card heading="Chips and buttons" padded>
        <div style={row}>
          <StateChip state="waiting">Waiting</StateChip>
          <StateChip state="done">Done</StateChip>
          <StateChip state="attention">Needs attention</StateChip>
          <StateChip state="held">Held</StateChip>
          <StateChip state="info">Moved</StateChip>
          <StateChip state="plain">EP-2026-0184</StateChip>
        </div>
        <div style={{ ...row, marginTop: 12 }}>
          <Button variant="filled">Primary</Button>
          <Button>Default</Button>
          <Button variant="light">Light</Button>
          <Button variant="subtle">Subtle</Button>
          <Button variant="filled" color="red">
            Stop
          </Button>
          <Button variant="light" color="red">
            1 problem
          </Button>
          <Button disabled>Disabled</Button>
          <Button loading>Loading</Button>
        </div>
        <div style={{ ...row, marginTop: 12 }}>
          <Checkbox label="Checked" defaultChecked />
          <Radio label="Chosen" defaultChecked />
          <Switch label="On" defaultChecked />
          <SegmentedControl data={["Both answer", "One does"]} />
        </div>
        <div style={{ ...row, marginTop: 12 }}>
          <Button onClick={() => notifyUndo({ message: "Moved Ngozi Okafor to Lost", onUndo: () => undefined })}>Undo notice</Button>
          <Button onClick={() => notifyDone("Saved")}>Done notice</Button>
          <Button onClick={() => notifyProblem(problem)}>Problem notice</Button>
          <Button onClick={() => setAsking(true)}>Ask before sending</Button>
        </div>
      </Card>
      <Card heading="Loading">
        <LoadingLines lines={3} />
      </Card>
      <Card heading="Nothing yet">
        <EmptyState icon={IconRoute} title="No flows yet" action={<Button variant="filled">Start from a case type</Button>}>
          A flow does for you what you would do for every client: welcome them, ask for their papers, remind them, book the meeting.
        </EmptyState>
      </Card>
      <Card heading="A problem">
        <ErrorState error={problem} onRetry={() => undefined} />
      </Card>
      <Card heading="Nothing, in a card">
        <EmptyState inline icon={IconRoute} title="In no flow">
          Add them to a flow, or wait until one starts by itself.
        </EmptyState>
      </Card>
      <ConfirmReach
        opened={asking}
        onCancel={() => setAsking(false)}
        onConfirm={async () => {
          throw problem;
        }}
        title="Send “Welcome” to 12 people?"
        what={<p>Twelve people get the email “Welcome, here is what happens next” now, from Elena Ruiz.</p>}
        reach={12}
        confirmLabel="Send to 12 people"
        afterwards="It can be taken back for 60 seconds."
      />
    </div>
  );
}
