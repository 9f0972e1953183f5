import { Button, Textarea } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Link } from "react-router";
import { api } from "../../api/client.ts";
import { useMay } from "../../api/me.ts";
import { Card } from "../../components/Card.tsx";
import { ErrorState } from "../../components/ErrorState.tsx";
import { FormProblems, problemsOf } from "../../components/FormProblems.tsx";
import { LoadingLines } from "../../components/LoadingLines.tsx";
import { notifyDone } from "../../components/notify.tsx";
import { When } from "../../components/When.tsx";
import { HoldUntil, untilOf } from "../shared/HoldUntil.tsx";
import { Row, SavingCard } from "./Section.tsx";
import styles from "./Settings.module.css";

interface Hold {
  id: string;
  target: "contact" | "matter" | "flow" | "firm";
  targetId: string;
  only?: "marketing";
  reason: string;
  since: string;
  until?: string;
  by: { name: string };
}
const whatOf = { contact: "A person", matter: "A matter", flow: "A flow", firm: "The whole firm" };
const pathOf = { contact: "/contacts", matter: "/matters", flow: "/flows" };

export function Holds() {
  const may = useMay("work");
  const client = useQueryClient();
  const { data, error, refetch } = useQuery({ queryKey: ["holds"], queryFn: () => api.get<{ holds: Hold[] }>("/api/holds") });
  const lift = useMutation({
    mutationFn: (id: string) => api.delete(`/api/holds/${id}`),
    onSuccess: async () => {
      await client.invalidateQueries();
      notifyDone("Messages may leave again. What is late by now follows each step's own rule.");
    },
  });
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <LoadingLines lines={3} />;
  return (
    <>
      {!data.holds.some((one) => one.target === "firm" && !one.only) && <HoldFirm />}
      <Card heading="Holds in force" count={data.holds.length}>
        {data.holds.length === 0 && <p className={styles.form}>Nothing is held: messages leave as their flows say.</p>}
        {data.holds.map((hold) => (
          <Row
            key={hold.id}
            what={
              hold.target === "firm" ? (
                <b>{whatOf.firm}</b>
              ) : (
                <Link to={`${pathOf[hold.target]}/${hold.targetId}`}>{whatOf[hold.target]}</Link>
              )
            }
            more={
              <>
                {hold.only && "Marketing only: "}
                {hold.reason} · {hold.by.name}, <When at={hold.since} />
                {hold.until && (
                  <>
                    {" "}
                    · <When at={hold.until} before="until" />
                  </>
                )}
              </>
            }
          >
            {may && (
              <Button
                size="xs"
                loading={lift.isPending && lift.variables === hold.id}
                onClick={() => lift.mutate(hold.id)}
                aria-label={`Let messages leave again: ${hold.reason}`}
              >
                Let messages leave again
              </Button>
            )}
          </Row>
        ))}
      </Card>
    </>
  );
}

function HoldFirm() {
  const client = useQueryClient();
  const [reason, setReason] = useState("");
  const [until, setUntil] = useState("");
  const hold = useMutation({
    meta: { quiet: true },
    mutationFn: () => api.post("/api/holds", { target: "firm", reason: reason.trim(), ...untilOf(until) }),
    onSuccess: () => client.invalidateQueries(),
  });
  return (
    <SavingCard
      heading="Hold all messages of the firm"
      may="work"
      label="Hold all messages"
      saving={hold.isPending}
      saved={false}
      onSave={() => hold.mutate()}
    >
      <p className={styles.saved}>
        From then on nothing leaves for any client, from any flow, reminder or booking, until it is lifted here. Flows go on listening.
      </p>
      <FormProblems error={hold.error} shown={["reason", "until"]} />
      <Textarea
        label="Why"
        placeholder="The office is flooded"
        autosize
        minRows={2}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        error={problemsOf(hold.error).of("reason") && "Say why, so that others know when it may be lifted."}
      />
      <HoldUntil value={until} onChange={setUntil} error={problemsOf(hold.error).of("until")} />
    </SavingCard>
  );
}
