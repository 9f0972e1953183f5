import { Button, CopyButton, NumberInput, SimpleGrid } from "@mantine/core";
import { useForm } from "@mantine/form";
import { IconKey, IconRefresh } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "react-router";
import type { Finding, MailDomain, Verdict } from "../../../domain/mailDomain/index.ts";
import { api } from "../../api/client.ts";
import { useMay } from "../../api/me.ts";
import type { Wire } from "../../api/wire.ts";
import { Card } from "../../components/Card.tsx";
import { ErrorState } from "../../components/ErrorState.tsx";
import { FormProblems, problemsOf } from "../../components/FormProblems.tsx";
import { LoadingLines } from "../../components/LoadingLines.tsx";
import { type State, StateChip } from "../../components/StateChip.tsx";
import { When } from "../../components/When.tsx";
import { type Firm, useFirm, useSaveFirm } from "./firm.ts";
import { Mailbox } from "./Mailbox.tsx";
import { MailFigures } from "./MailFigures.tsx";
import { SavingCard } from "./Section.tsx";
import styles from "./Settings.module.css";

const names = { spf: "Who may send for it (SPF)", dkim: "Signature (DKIM)", dmarc: "Forged mail (DMARC)" };
const verdicts: Record<Verdict, [State, string]> = {
  good: ["done", "In order"],
  attention: ["waiting", "To do"],
  bad: ["attention", "Missing or wrong"],
  unknown: ["held", "Not known"],
};

/** Whether the firm's mail arrives: its domain's records, what became of it, and how fast it leaves. */
export function Deliverability() {
  const { data: firm, error, refetch } = useFirm();
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!firm) return <LoadingLines lines={3} />;
  return (
    <>
      <Domain />
      <MailFigures />
      <Mailbox />
      <Pace firm={firm} />
    </>
  );
}

function Domain() {
  const client = useQueryClient();
  const [mayCheck, mayOwn] = [useMay("build"), useMay("own")];
  const { data, error, refetch } = useQuery({ queryKey: ["mail-domain"], queryFn: () => api.get<Wire<MailDomain>>("/api/mail-domain") });
  const look = useMutation({
    mutationFn: (what: "check" | "keys") => api.post<Wire<MailDomain>>(`/api/mail-domain/${what}`),
    onSuccess: (found) => client.setQueryData(["mail-domain"], found),
  });
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <LoadingLines lines={4} />;
  return (
    <Card
      heading={`The domain ${data.domain}`}
      action={
        mayCheck && (
          <Button
            size="xs"
            leftSection={<IconRefresh size={15} stroke={1.7} />}
            loading={look.isPending && look.variables === "check"}
            onClick={() => look.mutate("check")}
          >
            {data.lookedAt ? "Look again" : "Look it up"}
          </Button>
        )
      }
    >
      <div className={styles.form}>
        <p className={styles.saved} role="status">
          {data.lookedAt ? (
            <>
              Looked up: <When at={data.lookedAt} />. Changes to a domain's records take up to a day to be seen everywhere.
            </>
          ) : (
            "Mail providers look at three records of your domain before they trust its mail. They have not been looked up yet."
          )}
        </p>
        {data.findings.map((finding) => (
          <OneRecord key={finding.what} finding={finding} />
        ))}
        {mayOwn && (
          <div>
            <Button
              leftSection={<IconKey size={16} stroke={1.7} />}
              loading={look.isPending && look.variables === "keys"}
              onClick={() => look.mutate("keys")}
            >
              {data.hasKey ? "Make new keys" : "Make keys"}
            </Button>{" "}
            <span className={styles.saved}>
              {data.hasKey
                ? data.signs
                  ? "The present ones sign until the new record is seen."
                  : "Only if the present record was lost or pasted wrongly."
                : "For signing the firm's email. They never leave this program."}
            </span>
          </div>
        )}
      </div>
    </Card>
  );
}

function OneRecord({ finding }: { finding: Wire<Finding> }) {
  const [state, words] = verdicts[finding.verdict];
  return (
    <section className={styles.finding} aria-label={names[finding.what]}>
      <div className={styles.findingHead}>
        <h3>{names[finding.what]}</h3>
        <StateChip state={state}>{words}</StateChip>
      </div>
      <p>{finding.says}</p>
      {finding.found && <pre>{finding.found}</pre>}
      {finding.publish && (
        <dl>
          <dt>Name</dt>
          <dd>
            <ToCopy what="name" value={finding.publish.host} />
          </dd>
          <dt>Type</dt>
          <dd>{finding.publish.type}</dd>
          <dt>Content</dt>
          <dd>
            <ToCopy what="content" value={finding.publish.value} />
          </dd>
        </dl>
      )}
    </section>
  );
}

/** A key is longer than anybody types, and one letter less makes it worthless. */
function ToCopy({ what, value }: { what: string; value: string }) {
  return (
    <span className={styles.toCopy}>
      <code>{value}</code>
      <CopyButton value={value}>
        {({ copied, copy }) => (
          <Button size="compact-xs" onClick={copy}>
            {copied ? "Copied" : "Copy"}
            <span className="visually-hidden"> the {what}</span>
          </Button>
        )}
      </CopyButton>
    </span>
  );
}

function Pace({ firm }: { firm: Firm }) {
  const save = useSaveFirm();
  const form = useForm({ initialValues: { perMinute: firm.mailPace?.perMinute ?? "", perDomain: firm.mailPace?.perDomain ?? "" } });
  const problems = problemsOf(save.error);
  const keep = () => {
    const { perMinute, perDomain } = form.values;
    const all = Number(perMinute) || Number(perDomain);
    const mailPace = all ? { perMinute: Number(perMinute) || all, perDomain: Number(perDomain) || all } : null;
    save.mutate({ mailPace } as Parameters<typeof save.mutate>[0]);
  };
  return (
    <SavingCard heading="How fast flows send" saving={save.isPending} saved={save.isSuccess} onSave={keep}>
      <p className={styles.saved}>
        A new domain that sends much at once is taken for spam. Marketing takes three quarters of this pace at most; what belongs to cases
        never waits behind it. Empty is as fast as the mail server takes them. All of it stands in the <Link to="/outbox">outbox</Link>.
      </p>
      <FormProblems error={save.error} shown={["mailPace.perMinute", "mailPace.perDomain"]} />
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="md">
        <NumberInput
          label="Emails a minute"
          min={1}
          max={10000}
          {...form.getInputProps("perMinute")}
          error={problems.of("mailPace.perMinute")}
        />
        <NumberInput
          label="To one receiving domain a minute"
          min={1}
          max={10000}
          {...form.getInputProps("perDomain")}
          error={problems.of("mailPace.perDomain")}
        />
      </SimpleGrid>
    </SavingCard>
  );
}
