import { Button } from "@mantine/core";
import { IconCircleCheck, IconCircleDashed } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "react-router";
import { api } from "../../api/client.ts";
import { useMay } from "../../api/me.ts";
import { pipelinesQuery, staffQuery } from "../../api/offices.ts";
import { Card } from "../../components/Card.tsx";
import { ErrorState } from "../../components/ErrorState.tsx";
import { LoadingLines } from "../../components/LoadingLines.tsx";
import { StateChip } from "../../components/StateChip.tsx";
import { Tile } from "../../components/Tile.tsx";
import { type Firm, useFirm, useSaveFirm } from "./firm.ts";
import { Row } from "./Section.tsx";
import styles from "./Settings.module.css";

interface Step {
  name: string;
  what: string;
  why: string;
  to: string;
  done: boolean;
}
interface Counted {
  staff: number;
  pipelines: number;
  contacts: boolean;
}

/** What a firm needs before its first flow, in the order that is easiest. */
export function stepsOf(firm: Firm, { staff, pipelines, contacts }: Counted): Step[] {
  return [
    { name: "name", what: "Name and state", why: "Stands on every page and message.", to: "firm", done: Boolean(firm.name && firm.state) },
    { name: "logo", what: "Logo", why: "Stands on letters, forms and emails.", to: "firm", done: Boolean(firm.brand.logoFileId) },
    {
      ...{ name: "postal", what: "Postal address", to: "firm", done: Boolean(firm.postalAddress) },
      why: "The law asks for it below every newsletter; without it none leaves.",
    },
    { name: "phone", what: "Phone", why: "Whoever is stuck on a form is told to call it.", to: "firm", done: Boolean(firm.phone) },
    { name: "staff", what: "Staff", why: "Leads and tasks are given to people.", to: "staff", done: staff > 1 },
    {
      ...{ name: "hours", what: "Hours and holidays", to: "hours" },
      why: "Bookings and messages keep to them.",
      done: Object.values(firm.hours).some((day) => day.length > 0) && firm.holidays.length > 0,
    },
    {
      ...{ name: "pipelines", what: "Pipelines and fields", to: "pipelines", done: pipelines > 0 },
      why: "The stages a case goes through, from lead to hired.",
    },
    {
      name: "sender",
      what: "Sender address",
      why: "Emails come from it, and replies go there.",
      to: "sender",
      done: Boolean(firm.sender.email),
    },
    { name: "contacts", what: "Contacts", why: "Bring them in from a CSV file; no flow starts by itself.", to: "import", done: contacts },
  ];
}

export function FirstHour() {
  const firm = useFirm();
  const staff = useQuery(staffQuery);
  const pipelines = useQuery(pipelinesQuery);
  const mayOwn = useMay("own");
  const contacts = useQuery({
    queryKey: ["contacts", "any"],
    queryFn: () => api.get<{ contacts: unknown[] }>("/api/contacts", { limit: 1 }),
  });
  const save = useSaveFirm();
  const failed = [firm, staff, pipelines, contacts].find((one) => one.error);
  if (failed) return <ErrorState error={failed.error} onRetry={() => void failed.refetch()} />;
  if (!firm.data || !staff.data || !pipelines.data || !contacts.data) return <LoadingLines lines={8} />;
  const aside = firm.data.putAside;
  const counted = {
    staff: staff.data.staff.filter((one) => one.active).length,
    pipelines: pipelines.data.pipelines.length,
    contacts: contacts.data.contacts.length > 0,
  };
  const steps = stepsOf(firm.data, counted);
  const open = steps.filter((one) => !one.done && !aside.includes(one.name)).length;
  return (
    <>
      <p className={styles.intro}>
        {open
          ? `${open} of ${steps.length} things ${open === 1 ? "is" : "are"} still missing. Each takes a few minutes.`
          : "All is set. Your first flow can go live."}
      </p>
      <Card heading="Your first hour">
        {steps.map((step) => {
          const later = !step.done && aside.includes(step.name);
          return (
            <Row
              key={step.name}
              what={
                <span style={{ display: "flex", alignItems: "center", gap: 12 }}>
                  <Tile icon={step.done ? IconCircleCheck : IconCircleDashed} tone={step.done ? "done" : later ? "plain" : "waiting"} />
                  <span>
                    <Link to={`/settings/${step.to}`}>{step.what}</Link>
                    <small>{step.why}</small>
                  </span>
                </span>
              }
            >
              <StateChip state={step.done ? "done" : later ? "held" : "waiting"}>
                {step.done ? "Set" : later ? "Put aside" : "Missing"}
              </StateChip>
              {!step.done && mayOwn && (
                <Button
                  size="xs"
                  aria-label={`${later ? "Take up again" : "Put aside"}: ${step.what}`}
                  onClick={() => save.mutate({ putAside: later ? aside.filter((one) => one !== step.name) : [...aside, step.name] })}
                >
                  {later ? "Take up again" : "Put aside"}
                </Button>
              )}
            </Row>
          );
        })}
      </Card>
    </>
  );
}
