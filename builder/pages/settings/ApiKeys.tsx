import { Button, CopyButton, Select, SimpleGrid, TextInput } from "@mantine/core";
import { IconCopy } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../../api/client.ts";
import type { Role } from "../../api/me.ts";
import { Card } from "../../components/Card.tsx";
import { ErrorState } from "../../components/ErrorState.tsx";
import { FormProblems, problemsOf } from "../../components/FormProblems.tsx";
import { LoadingLines } from "../../components/LoadingLines.tsx";
import { notifyDone } from "../../components/notify.tsx";
import { When } from "../../components/When.tsx";
import { Row, SavingCard } from "./Section.tsx";
import styles from "./Settings.module.css";
import { roleChoices } from "./StaffSection.tsx";

interface Key {
  id: string;
  name: string;
  role: Role;
  hint: string;
  createdBy: string;
  lastUsedAt?: string;
  createdAt: string;
}

export function ApiKeys() {
  const client = useQueryClient();
  const [name, setName] = useState("");
  const [role, setRole] = useState<Role>("staff");
  const [sure, setSure] = useState<string | null>(null);
  const keys = useQuery({ queryKey: ["api-keys"], queryFn: () => api.get<{ keys: Key[] }>("/api/api-keys") });
  const make = useMutation({
    meta: { quiet: true },
    mutationFn: () => api.post<{ key: string }>("/api/api-keys", { name: name.trim(), role }),
    onSuccess: async () => {
      setName("");
      await client.invalidateQueries({ queryKey: ["api-keys"] });
    },
  });
  const revoke = useMutation({
    mutationFn: (id: string) => api.delete(`/api/api-keys/${id}`),
    onSuccess: async () => {
      setSure(null);
      await client.invalidateQueries({ queryKey: ["api-keys"] });
      notifyDone("The key no longer works.");
    },
  });
  if (keys.error) return <ErrorState error={keys.error} onRetry={() => void keys.refetch()} />;
  if (!keys.data) return <LoadingLines lines={3} />;
  const problems = problemsOf(make.error);
  return (
    <>
      <p className={styles.intro}>Other programs use Firmflow with a key. Give each its own, and the smallest role that does.</p>
      {make.data && <Made secret={make.data.key} />}
      <Card heading="Keys" count={keys.data.keys.length}>
        {keys.data.keys.length === 0 && <p className={styles.form}>No keys yet. Make the first one below.</p>}
        {keys.data.keys.map((key) => (
          <Row
            key={key.id}
            what={<b>{key.name}</b>}
            more={
              <>
                {key.hint}… · {key.role} · made by {key.createdBy} <When at={key.createdAt} dayOnly /> ·{" "}
                {key.lastUsedAt ? <When at={key.lastUsedAt} before="last used" /> : "never used"}
              </>
            }
          >
            {sure === key.id ? (
              <>
                <Button size="xs" onClick={() => setSure(null)}>
                  Keep it
                </Button>
                <Button size="xs" color="attention" variant="filled" loading={revoke.isPending} onClick={() => revoke.mutate(key.id)}>
                  End it for good
                </Button>
              </>
            ) : (
              <Button size="xs" onClick={() => setSure(key.id)} aria-label={`Revoke ${key.name}`}>
                Revoke
              </Button>
            )}
          </Row>
        ))}
      </Card>
      <SavingCard heading="Make a key" saving={make.isPending} saved={false} label="Make the key" onSave={() => make.mutate()}>
        <FormProblems error={make.error} shown={["name", "role"]} />
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="md">
          <TextInput
            label="What it is for"
            placeholder="Accounting"
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            error={problems.of("name")}
          />
          <Select
            label="Role"
            data={roleChoices}
            allowDeselect={false}
            value={role}
            onChange={(value) => setRole((value ?? "staff") as Role)}
          />
        </SimpleGrid>
      </SavingCard>
    </>
  );
}

function Made({ secret }: { secret: string }) {
  return (
    <div className={styles.secret} role="status">
      <div>
        Copy the key now: it is not shown again.
        <br />
        <code>{secret}</code>
      </div>
      <CopyButton value={secret}>
        {({ copied, copy }) => (
          <Button size="xs" leftSection={<IconCopy size={15} stroke={1.7} />} onClick={copy}>
            {copied ? "Copied" : "Copy the key"}
          </Button>
        )}
      </CopyButton>
    </div>
  );
}
