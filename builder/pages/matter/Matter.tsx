import { Button, Menu, Select } from "@mantine/core";
import { IconCalendarPlus, IconCheck, IconChevronDown, IconNote, IconPencil } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { useParams } from "react-router";
import type { MatterPage } from "../../../domain/story/index.ts";
import { api } from "../../api/client.ts";
import { useMay } from "../../api/me.ts";
import { useStaff } from "../../api/offices.ts";
import type { Wire } from "../../api/wire.ts";
import { Card } from "../../components/Card.tsx";
import { ErrorState } from "../../components/ErrorState.tsx";
import { LoadingLines } from "../../components/LoadingLines.tsx";
import { Money } from "../../components/Money.tsx";
import { StateChip } from "../../components/StateChip.tsx";
import { When } from "../../components/When.tsx";
import { Page } from "../../frame/Page.tsx";
import { Dates } from "../shared/Dates.tsx";
import { HoldAll } from "../shared/HoldAll.tsx";
import { Invoices } from "../shared/Invoices.tsx";
import { LogCall } from "../shared/LogCall.tsx";
import { MakeDocument } from "../shared/MakeDocument.tsx";
import { MatterForm } from "../shared/MatterForm.tsx";
import { NoteForm } from "../shared/NoteForm.tsx";
import { OpenTasks } from "../shared/OpenTasks.tsx";
import { PeopleForm } from "../shared/PeopleForm.tsx";
import { PlanDate } from "../shared/PlanDate.tsx";
import { plannedOf } from "../shared/planned.ts";
import { Runs } from "../shared/Runs.tsx";
import { Story } from "../shared/Story.tsx";
import { TaskForm } from "../shared/TaskForm.tsx";
import { useMoveStage } from "../shared/useMoveStage.ts";
import styles from "../shared/Who.module.css";
import { Who } from "../shared/Who.tsx";
import { WriteTo } from "../shared/WriteTo.tsx";
import { rolesInWords, valueInWords } from "../shared/words.ts";
import { Documents } from "./Documents.tsx";

type Shown = Wire<MatterPage>;
type Dialog = "edit" | "people" | "task" | "date" | "note" | "document" | null;

export default function Matter() {
  const { matterId = "" } = useParams();
  const matter = useQuery({
    queryKey: ["matter", matterId],
    queryFn: () => api.get<Shown>(`/api/matters/${matterId}`),
    refetchInterval: 15_000,
  });
  if (matter.data) return <MatterShown matter={matter.data} />;
  return (
    <Page title="Matter" crumbs={[{ label: "Matters", to: "/matters" }]}>
      {matter.isError ? (
        <ErrorState error={matter.error} onRetry={() => void matter.refetch()} />
      ) : (
        <LoadingLines lines={8} label="Loading the matter" />
      )}
    </Page>
  );
}

function MatterShown({ matter }: { matter: Shown }) {
  const [dialog, setDialog] = useState<Dialog>(null);
  const mayWork = useMay("work");
  const close = () => setDialog(null);
  const [hold] = matter.holds;
  return (
    <Page
      title={matter.title ?? "Matter"}
      crumbs={[
        { label: "Matters", to: "/matters" },
        { label: matter.caseTypeName ?? "", to: `/matters?caseType=${matter.caseType}` },
      ]}
      beside={
        <>
          <StateChip state="plain">{matter.number}</StateChip> {hold && <StateChip state="held">Messages held: {hold.reason}</StateChip>}
        </>
      }
      tools={
        mayWork && (
          <>
            <HoldAll target="matter" targetId={matter.id ?? ""} holds={matter.holds} />
            <Button leftSection={<IconNote size={16} stroke={1.7} />} onClick={() => setDialog("note")}>
              Add a note
            </Button>
          </>
        )
      }
      primary={
        mayWork && (
          <Button variant="filled" leftSection={<IconCalendarPlus size={16} stroke={1.7} />} onClick={() => setDialog("date")}>
            Plan a date
          </Button>
        )
      }
    >
      <Stages matter={matter} />
      <div className={styles.columns}>
        <div className={styles.column}>
          {matter.people.map((person) => (
            <Who
              key={person.id}
              person={person}
              to={`/contacts/${person.id}`}
              line={`${rolesInWords(person.roles)}${person.main ? " · main contact" : ""}`}
            />
          ))}
          {mayWork && <Button onClick={() => setDialog("people")}>Change people</Button>}
          <About matter={matter} onEdit={mayWork ? () => setDialog("edit") : undefined} />
        </div>
        <div className={styles.column}>
          <Story
            of={{ matterId: matter.id ?? "" }}
            planned={plannedOf(matter.runs)}
            actions={
              mayWork && (
                <>
                  <WriteTo matterId={matter.id ?? ""} people={matter.people} />
                  <LogCall matterId={matter.id ?? ""} people={matter.people} />
                </>
              )
            }
          />
        </div>
        <div className={`${styles.column} ${styles.right}`}>
          <Runs of={{ kind: "matter", id: matter.id ?? "", name: matter.title ?? "" }} runs={matter.runs} requests={matter.requests} />
          <OpenTasks
            tasks={matter.tasks}
            action={
              mayWork && (
                <Button size="xs" aria-label="Add a task" onClick={() => setDialog("task")}>
                  Add
                </Button>
              )
            }
          />
          <Dates dates={matter.occasions} />
          <Documents
            matter={matter}
            action={
              mayWork && (
                <Button size="xs" aria-label="Make a document" onClick={() => setDialog("document")}>
                  Make
                </Button>
              )
            }
          />
          <Invoices of={{ matterId: matter.id ?? "" }} />
        </div>
      </div>
      {dialog === "edit" && <MatterForm matter={{ ...matter, mainContactId: matter.mainContactId }} onClose={close} onDone={close} />}
      {dialog === "people" && <PeopleForm matterId={matter.id ?? ""} people={matter.people} onClose={close} />}
      {dialog === "task" && <TaskForm matterId={matter.id ?? ""} onClose={close} />}
      {dialog === "date" && <PlanDate matterId={matter.id ?? ""} onClose={close} />}
      {dialog === "document" && <MakeDocument matterId={matter.id ?? ""} onClose={close} />}
      {dialog === "note" && <NoteForm matterId={matter.id ?? ""} onClose={close} />}
    </Page>
  );
}

/** The pipeline as a row of stages: pressing one moves the matter there, with undo. */
function Stages({ matter }: { matter: Shown }) {
  const move = useMoveStage();
  const mayWork = useMay("work");
  const at = matter.stages.findIndex((one) => one.id === matter.stage);
  const lost = matter.stages.filter((one) => one.state === "lost" && one.id !== matter.stage);
  const row = useRef<HTMLElement>(null);
  // On a phone the row is longer than the screen: where the matter stands is in sight.
  useEffect(() => {
    const now = at >= 0 && row.current?.querySelector("[aria-current]");
    if (now && row.current) row.current.scrollLeft = now.getBoundingClientRect().left - row.current.getBoundingClientRect().left - 12;
  }, [at]);
  const go = (stage: Shown["stages"][number]) =>
    move.mutate({ id: matter.id ?? "", title: matter.title ?? "", from: matter.stage ?? "", to: stage.id, toName: stage.name });
  return (
    <nav ref={row} className={styles.stages} aria-label="Stages">
      {matter.stages.map((stage, index) =>
        lost.includes(stage) ? null : (
          <button
            key={stage.id}
            type="button"
            className={styles.stage}
            data-is={index === at ? "now" : index < at && stage.state !== "lost" ? "done" : "open"}
            aria-current={index === at ? "step" : undefined}
            disabled={!mayWork || index === at || move.isPending}
            onClick={() => go(stage)}
          >
            {index < at && stage.state !== "lost" && <IconCheck size={15} stroke={2} aria-label="Passed:" />}
            {stage.name}
            {index === at && matter.stageSince && (
              <span style={{ fontWeight: 400 }}>
                <When at={matter.stageSince} dayOnly before="since" />
              </span>
            )}
          </button>
        ),
      )}
      {mayWork && lost.length > 0 && (
        <Menu width={180}>
          <Menu.Target>
            <button type="button" className={`${styles.stage} ${styles.elsewhere}`} disabled={move.isPending}>
              Close as <IconChevronDown size={14} stroke={1.7} aria-hidden="true" />
            </button>
          </Menu.Target>
          <Menu.Dropdown>
            {lost.map((stage) => (
              <Menu.Item key={stage.id} onClick={() => go(stage)}>
                {stage.name}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
    </nav>
  );
}

function About({ matter, onEdit }: { matter: Shown; onEdit: (() => void) | undefined }) {
  const staff = useStaff();
  const client = useQueryClient();
  const assign = useMutation({
    mutationFn: (staffId: string | null) => api.post(`/api/matters/${matter.id}/assignee`, { staffId }),
    onSuccess: () => client.invalidateQueries(),
  });
  return (
    <Card
      heading="About"
      action={
        onEdit && (
          <Button size="xs" leftSection={<IconPencil size={14} stroke={1.7} />} onClick={onEdit}>
            Edit
          </Button>
        )
      }
    >
      <dl className={styles.facts}>
        <dt>Case type</dt>
        <dd>{matter.caseTypeName}</dd>
        <dt>Assigned to</dt>
        <dd>
          {onEdit ? (
            <Select
              size="xs"
              aria-label="Assigned to"
              placeholder="Nobody yet"
              clearable
              data={staff.map((one) => ({ value: one.id, label: one.name }))}
              value={matter.assignee ?? null}
              onChange={(value) => assign.mutate(value)}
              disabled={assign.isPending}
            />
          ) : (
            (matter.assigneeName ?? "Nobody yet")
          )}
        </dd>
        <dt>Came from</dt>
        <dd>{matter.source ?? "Not known"}</dd>
        <dt>Fee</dt>
        <dd>
          <Money dollars={matter.value} />
        </dd>
        {matter.definitions
          .filter((one) => matter.fields[one.key] !== undefined)
          .map((one) => (
            <div key={one.key} style={{ display: "contents" }}>
              <dt>{one.label}</dt>
              <dd>{valueInWords(matter.fields[one.key])}</dd>
            </div>
          ))}
      </dl>
    </Card>
  );
}
