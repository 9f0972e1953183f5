import { Button, Group, Stack } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useParams } from "react-router";
import type { ShownApproval } from "../../../domain/approvals/index.ts";
import { api } from "../../api/client.ts";
import type { Wire } from "../../api/wire.ts";
import { Card } from "../../components/Card.tsx";
import { ErrorState } from "../../components/ErrorState.tsx";
import { FormProblems } from "../../components/FormProblems.tsx";
import { LoadingLines } from "../../components/LoadingLines.tsx";
import { notifyDone } from "../../components/notify.tsx";
import { When } from "../../components/When.tsx";
import { Page } from "../../frame/Page.tsx";
import { saidIn } from "../templates/writing/draft.ts";
import styles from "./Approval.module.css";
import { type Changed, MessageCard } from "./MessageCard.tsx";
import { Reject } from "./Reject.tsx";

type Shown = Wire<ShownApproval>;

/** What would leave, to whom, and three answers: approve, edit, reject. Made for a phone as well. */
export default function Approval() {
  const { approvalId = "" } = useParams();
  const { data, error, refetch } = useQuery({
    queryKey: ["approvals", approvalId],
    queryFn: () => api.get<Shown>(`/api/approvals/${approvalId}`),
  });
  return (
    <Page title={data?.title ?? "Approval"} crumbs={[{ label: "Today", to: "/" }, { label: "Waiting for approval" }]}>
      {error ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : data ? (
        <Looked key={data.hash ?? data.state} approval={data} />
      ) : (
        <LoadingLines lines={6} />
      )}
    </Page>
  );
}

function Looked({ approval }: { approval: Shown }) {
  const client = useQueryClient();
  const [changes, setChanges] = useState<Changed[]>([]);
  const path = `/api/approvals/${approval.id}`;
  const decide = useMutation({
    meta: { quiet: true },
    mutationFn: () => api.post(`${path}/approve`, { hash: approval.hash, edits: changes.map(tidy) }),
    onSuccess: () => notifyDone("Approved: the flow goes on."),
    onSettled: () => client.invalidateQueries(),
  });
  const change = (changed: Changed | null, contactId: string) =>
    setChanges((before) => [...before.filter((one) => one.contactId !== contactId), ...(changed ? [changed] : [])]);
  const waits = approval.state === "open" && approval.mayDecide;
  const stopped = approval.messages.some((one) => one.problem) || approval.document?.problem !== undefined;
  return (
    <Stack gap="md" className={styles.page}>
      <Standing approval={approval} />
      {approval.document && (
        <Card heading="Document">
          {approval.document.problem ? (
            <p role="alert">{approval.document.problem}</p>
          ) : (
            <a href={`${path}/document`} target="_blank" rel="noreferrer">
              {approval.document.name}
            </a>
          )}
        </Card>
      )}
      {approval.messages.map((message) => (
        <MessageCard
          key={message.contactId}
          message={message}
          mayEdit={waits}
          changed={changes.find((one) => one.contactId === message.contactId)}
          onChange={(changed) => change(changed, message.contactId)}
        />
      ))}
      <FormProblems error={decide.error} />
      {approval.mayDecide && approval.open && (
        <Group className={styles.answers} gap="sm">
          <Reject path={path} waits={waits} />
          {waits && (
            <Button variant="filled" disabled={stopped} loading={decide.isPending} onClick={() => decide.mutate()}>
              {changes.length > 0 ? "Approve as edited" : "Approve"}
            </Button>
          )}
        </Group>
      )}
    </Stack>
  );
}

/** Parts emptied while editing are left out. */
const tidy = ({ variant, ...rest }: Changed): Changed =>
  variant ? { ...rest, variant: { ...variant, body: saidIn(variant.body) } } : rest;

/** What approving does, or what came of it. */
function Standing({ approval }: { approval: Shown }) {
  const { state, decided, mayDecide, asked, matter } = approval;
  if (decided)
    return (
      <p>
        {decided.by} {state === "approved" ? "approved this" : state === "rejected" ? "rejected this" : "took this off the list"}
        {decided.edited && ", with changes"}, <When at={decided.at} />
        {decided.reason ? `: “${decided.reason}”` : "."}
      </p>
    );
  if (state === "lapsed") return <p>The flow does not wait for this any more. Nothing leaves because of it.</p>;
  return (
    <p>
      {matter && `${matter.title}. `}
      {mayDecide
        ? "This is exactly what leaves when you approve; it can't be called back. When you reject it, nothing is sent."
        : `${asked.join(" or ")} is asked to approve this. Nothing leaves until then.`}
    </p>
  );
}
