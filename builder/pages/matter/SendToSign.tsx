import { Button, Checkbox, Group, Modal, Select, Stack } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../../api/client.ts";
import { ErrorState } from "../../components/ErrorState.tsx";
import { FormProblems } from "../../components/FormProblems.tsx";
import { LoadingLines } from "../../components/LoadingLines.tsx";
import { notifyDone } from "../../components/notify.tsx";
import { Letter } from "../../message/Letter.tsx";
import { rolesInWords } from "../shared/words.ts";
import styles from "./SendToSign.module.css";
import type { Signing } from "./signingWords.ts";

interface Signer {
  id: string;
  name: string;
  email?: string | undefined;
  roles: string[];
  main: boolean;
}
interface Props {
  documentId: string;
  name: string;
  people: Signer[];
  onClose: () => void;
}
const reminders = [
  { value: "3,7", label: "After 3 days, and after 7" },
  { value: "7", label: "After 7 days" },
  { value: "", label: "They are not reminded" },
];

/** Sends a document to people of its matter to be signed: who, when they are reminded, and the very letter they get. */
export function SendToSign({ documentId, name, people, onClose }: Props) {
  const client = useQueryClient();
  const [signers, setSigners] = useState(() => usualSigners(people));
  const [remind, setRemind] = useState("3,7");
  // Pressed again after a lost answer, it is still one letter to each.
  const [idempotencyKey] = useState(() => crypto.randomUUID());
  const send = useMutation({
    meta: { quiet: true },
    mutationFn: () => {
      const days = remind.split(",").filter(Boolean).map(Number);
      return api.post<Signing>(`/api/documents/${documentId}/signing`, { signers, remind: days }, { idempotencyKey });
    },
    onSuccess: async (signing) => {
      onClose();
      const all = signing.signers.every((one) => one.sentAt);
      notifyDone(all ? `Sent to ${named(signing.signers)}.` : "Asked. What could not leave at once stands beside the document.");
      await client.invalidateQueries();
    },
  });
  const chosen = people.filter((one) => signers.includes(one.id));
  return (
    <Modal opened onClose={onClose} size="lg" title={`Send “${name.replace(/\.pdf$/i, "")}” to sign`}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          send.mutate();
        }}
        noValidate
      >
        <Stack gap="md">
          <FormProblems error={send.error} />
          <Checkbox.Group
            label="Who signs"
            description="All are asked at once, each with a link of their own."
            value={signers}
            onChange={setSigners}
          >
            <Stack gap="xs" mt="sm">
              {people.map(({ id, name: who, email, roles, main }) => (
                <Checkbox
                  key={id}
                  value={id}
                  label={who}
                  description={[rolesInWords(roles), main && "main contact", email ?? "no email address: have them sign on paper"]
                    .filter(Boolean)
                    .join(" · ")}
                  disabled={!email}
                />
              ))}
            </Stack>
          </Checkbox.Group>
          <Select label="Reminders" data={reminders} allowDeselect={false} value={remind} onChange={(value) => setRemind(value ?? "")} />
          {chosen.length > 0 && <AsTheyGetIt documentId={documentId} people={chosen} />}
          <Group justify="flex-end" gap="sm">
            <Button onClick={onClose}>Cancel</Button>
            <Button type="submit" variant="filled" loading={send.isPending} disabled={chosen.length === 0}>
              Send to {chosen.length > 0 ? named(chosen) : "nobody"}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

/** The clients; where nobody is one, the main contact. */
function usualSigners(people: Signer[]): string[] {
  const clients = people.filter(({ roles, email }) => email && roles.some((role) => role === "client" || role === "coClient"));
  const usual = clients.length > 0 ? clients : people.filter(({ main, email }) => main && email);
  return usual.map((one) => one.id);
}

const named = (people: { name: string }[]): string =>
  new Intl.ListFormat("en-US", { type: "conjunction" }).format(people.map((one) => one.name));

/** The letter as it would reach one of them now. */
function AsTheyGetIt({ documentId, people }: { documentId: string; people: Signer[] }) {
  const [wanted, setWanted] = useState("");
  const shown = people.find((one) => one.id === wanted) ?? people[0];
  const letter = useQuery({
    queryKey: ["letter-to-sign", documentId, shown?.id],
    queryFn: () =>
      api.get<{ subject: string; html: string }>(`/api/documents/${documentId}/signing/letter`, { contactId: shown?.id ?? "" }),
    placeholderData: (before) => before,
    retry: false,
  });
  return (
    <section aria-label="The letter" className={styles.letter}>
      <Group justify="space-between" gap="sm">
        <b>{letter.data?.subject ?? "The letter"}</b>
        {people.length > 1 && (
          <Select
            size="xs"
            aria-label="As it reaches"
            data={people.map((one) => ({ value: one.id, label: one.name }))}
            allowDeselect={false}
            value={shown?.id ?? null}
            onChange={(value) => setWanted(value ?? "")}
          />
        )}
      </Group>
      {letter.isError ? (
        <ErrorState error={letter.error} onRetry={() => void letter.refetch()} title="It could not be sent like this" />
      ) : letter.data ? (
        <Letter title="What it says" html={letter.data.html} />
      ) : (
        <LoadingLines lines={6} />
      )}
    </section>
  );
}
