import { Button, Checkbox, CopyButton, SimpleGrid, Textarea, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { IconCopy } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../../api/client.ts";
import { useMay } from "../../api/me.ts";
import { Card } from "../../components/Card.tsx";
import { ErrorState } from "../../components/ErrorState.tsx";
import { FormProblems, problemsOf } from "../../components/FormProblems.tsx";
import { LoadingLines } from "../../components/LoadingLines.tsx";
import { notifyDone } from "../../components/notify.tsx";
import { When } from "../../components/When.tsx";
import { type Firm, useFirm, useSaveFirm } from "./firm.ts";
import { Row, SavingCard } from "./Section.tsx";
import styles from "./Settings.module.css";

/** What flows may call, how calls are signed, and where other systems report. */
export function OtherSystems() {
  const { data, error, refetch } = useFirm();
  const owns = useMay("own");
  const builds = useMay("build");
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <LoadingLines lines={3} />;
  return (
    <>
      <p className={styles.intro}>Flows can call other programs over the internet, and other programs can start flows or wake them.</p>
      <HostsForm firm={data} />
      {owns && <Secret />}
      {builds && <Hooks />}
    </>
  );
}

function HostsForm({ firm }: { firm: Firm }) {
  const save = useSaveFirm();
  const form = useForm({ initialValues: { hosts: (firm.webhookHosts ?? []).join("\n") } });
  const hosts = form.values.hosts.split(/[\s,]+/).filter(Boolean);
  return (
    <SavingCard
      heading="Systems that flows may call"
      saving={save.isPending}
      saved={save.isSuccess}
      onSave={() => save.mutate({ webhookHosts: hosts })}
    >
      <FormProblems error={save.error} shown={["webhookHosts"]} />
      <Textarea
        label="Only these"
        description="One a line, like crm.example.com. Left empty, any on the internet; never one inside a network."
        autosize
        minRows={2}
        {...form.getInputProps("hosts")}
        error={problemsOf(save.error).of("webhookHosts")}
      />
    </SavingCard>
  );
}

function Secret() {
  const client = useQueryClient();
  const [shown, setShown] = useState(false);
  const [sure, setSure] = useState(false);
  const secret = useQuery({
    queryKey: ["webhook-secret"],
    queryFn: () => api.get<{ secret: string }>("/api/webhooks/secret"),
    enabled: shown,
  });
  const renew = useMutation({
    mutationFn: () => api.post<{ secret: string }>("/api/webhooks/secret", {}),
    onSuccess: (made) => {
      client.setQueryData(["webhook-secret"], made);
      setSure(false);
      setShown(true);
      notifyDone("Calls are signed with a new secret. Give it to the systems that check it.");
    },
  });
  return (
    <Card heading="How calls are signed">
      <div className={styles.form}>
        <p className={styles.saved}>Every call carries a signature (Standard Webhooks), so that the other system can tell it is yours.</p>
        <FormProblems error={secret.error ?? renew.error} />
        {shown && secret.data && <Told label="secret" value={secret.data.secret} />}
        <div className={styles.save}>
          {!secret.data && (
            <Button loading={secret.isFetching} onClick={() => (shown ? void secret.refetch() : setShown(true))}>
              Show the secret
            </Button>
          )}
          {sure ? (
            <>
              <Button onClick={() => setSure(false)}>Keep it</Button>
              <Button color="attention" variant="filled" loading={renew.isPending} onClick={() => renew.mutate()}>
                Make a new one: the old stops working
              </Button>
            </>
          ) : (
            <Button onClick={() => setSure(true)}>Make a new secret</Button>
          )}
        </div>
      </div>
    </Card>
  );
}

interface Hook {
  id: string;
  name: string;
  hint: string;
  makes: boolean;
  createdBy: string;
  createdAt: string;
  lastUsedAt?: string;
}

function Hooks() {
  const client = useQueryClient();
  const [sure, setSure] = useState<string | null>(null);
  const hooks = useQuery({ queryKey: ["hooks"], queryFn: () => api.get<{ hooks: Hook[] }>("/api/webhooks/hooks") });
  const form = useForm({ initialValues: { name: "", email: "/email", makes: false } });
  const again = () => client.invalidateQueries({ queryKey: ["hooks"] });
  const make = useMutation({
    meta: { quiet: true },
    mutationFn: ({ name, email, makes }: typeof form.values) =>
      api.post<{ token: string }>("/api/webhooks/hooks", {
        name: name.trim(),
        find: { email, firstName: "/firstName", lastName: "/lastName", phone: "/phone", contactId: "/contactId", matterId: "/matterId" },
        makes,
      }),
    onSuccess: async () => {
      form.reset();
      await again();
    },
  });
  const end = useMutation({
    mutationFn: (id: string) => api.delete(`/api/webhooks/hooks/${id}`),
    onSuccess: async () => {
      setSure(null);
      await again();
      notifyDone("What is reported there is refused from now on.");
    },
  });
  if (hooks.error) return <ErrorState error={hooks.error} onRetry={() => void hooks.refetch()} />;
  const problems = problemsOf(make.error);
  return (
    <>
      <Card heading="Addresses where other systems report" count={hooks.data?.hooks.length ?? 0}>
        {hooks.data?.hooks.length === 0 && (
          <p className={styles.form}>None yet. Make one below for each system that is to tell of new people or of what they did.</p>
        )}
        {hooks.data?.hooks.map((hook) => (
          <Row
            key={hook.id}
            what={<b>{hook.name}</b>}
            more={
              <>
                {hook.hint}… · {hook.makes ? "adds people it does not know" : "only people already here"} · made by {hook.createdBy} ·{" "}
                <When at={hook.createdAt} dayOnly /> · {hook.lastUsedAt ? <When at={hook.lastUsedAt} before="last used" /> : "never used"}
              </>
            }
          >
            {sure === hook.id ? (
              <>
                <Button size="xs" onClick={() => setSure(null)}>
                  Keep it
                </Button>
                <Button size="xs" color="attention" variant="filled" loading={end.isPending} onClick={() => end.mutate(hook.id)}>
                  End it for good
                </Button>
              </>
            ) : (
              <Button size="xs" onClick={() => setSure(hook.id)} aria-label={`End ${hook.name}`}>
                End
              </Button>
            )}
          </Row>
        ))}
      </Card>
      {make.data && <Told label="address" value={`${window.location.origin}/api/public/hooks/${make.data.token}`} once />}
      <SavingCard
        heading="Make an address"
        may="build"
        saving={make.isPending}
        saved={false}
        label="Make the address"
        onSave={() => make.mutate(form.values)}
      >
        <FormProblems error={make.error} shown={["name", "find.email"]} />
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="md">
          <TextInput
            label="Name"
            placeholder="ad-lead"
            description="Flows listen for it by this name."
            {...form.getInputProps("name")}
            error={problems.of("name")}
          />
          <TextInput
            label="Where the email address is"
            description="The path in what is reported, like /lead/email."
            {...form.getInputProps("email")}
            error={problems.of("find.email")}
          />
        </SimpleGrid>
        <Checkbox label="Add people who are not here yet" {...form.getInputProps("makes", { type: "checkbox" })} />
      </SavingCard>
    </>
  );
}

function Told({ label, value, once = false }: { label: string; value: string; once?: boolean }) {
  return (
    <div className={styles.secret} role="status">
      <div>
        {once && `Copy the ${label} now: it is not shown again.`}
        {once && <br />}
        <code>{value}</code>
      </div>
      <CopyButton value={value}>
        {({ copied, copy }) => (
          <Button size="xs" leftSection={<IconCopy size={15} stroke={1.7} />} onClick={copy}>
            {copied ? "Copied" : `Copy the ${label}`}
          </Button>
        )}
      </CopyButton>
    </div>
  );
}
