import { ActionIcon, Button, Checkbox, Group, Modal, Select, Stack } from "@mantine/core";
import { IconArrowUp } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../../api/client.ts";
import { ErrorState } from "../../components/ErrorState.tsx";
import { FormProblems } from "../../components/FormProblems.tsx";
import { LoadingLines } from "../../components/LoadingLines.tsx";
import { notifyDone } from "../../components/notify.tsx";
import { usePhoneInWords } from "../../components/phone.ts";
import { Letter } from "../../message/Letter.tsx";
import { useFirm } from "../settings/firm.ts";
import { rolesInWords } from "../shared/words.ts";
import styles from "./SendToSign.module.css";
import type { Signing } from "./signingWords.ts";

interface Signer {
  id: string;
  name: string;
  email?: string | undefined;
  phone?: string | undefined;
  noTexts?: object | undefined;
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

/** Sends a document to people of its matter to be signed: who, in which order, when they are reminded, and the very letter they get. */
export function SendToSign({ documentId, name, people, onClose }: Props) {
  const client = useQueryClient();
  const [signers, setSigners] = useState(() => usualSigners(people));
  const [wantsOrder, setWantsOrder] = useState(false);
  const [remind, setRemind] = useState("3,7");
  // Pressed again after a lost answer, it is still one letter to each.
  const [idempotencyKey] = useState(() => crypto.randomUUID());
  const send = useMutation({
    meta: { quiet: true },
    mutationFn: () => {
      const days = remind.split(",").filter(Boolean).map(Number);
      return api.post<Signing>(`/api/documents/${documentId}/signing`, { signers, inOrder, remind: days }, { idempotencyKey });
    },
    onSuccess: async (signing) => {
      onClose();
      const first = signing.signers.filter((one) => !one.after);
      const all = first.every((one) => one.sentAt);
      notifyDone(all ? `Sent to ${named(first)}.` : "Asked. What could not leave at once stands beside the document.");
      await client.invalidateQueries();
    },
  });
  const chosen = signers.flatMap((id) => people.find((one) => one.id === id) ?? []);
  const inOrder = wantsOrder && chosen.length > 1;
  const wayTo = useWayTo();
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
            description="Each gets a link of their own, by email, or as a text where they have no email address."
            value={signers}
            onChange={setSigners}
          >
            <Stack gap="xs" mt="sm">
              {people.map((one) => (
                <Checkbox
                  key={one.id}
                  value={one.id}
                  label={one.name}
                  description={[
                    rolesInWords(one.roles),
                    one.main && "main contact",
                    wayTo(one) ?? "no email address and no texts: have them sign on paper",
                  ]
                    .filter(Boolean)
                    .join(" · ")}
                  disabled={!wayTo(one)}
                />
              ))}
            </Stack>
          </Checkbox.Group>
          {chosen.length > 1 && (
            <Order chosen={chosen} inOrder={inOrder} onInOrder={setWantsOrder} onFirst={(id) => setSigners(earlier(signers, id))} />
          )}
          <Select label="Reminders" data={reminders} allowDeselect={false} value={remind} onChange={(value) => setRemind(value ?? "")} />
          {chosen.length > 0 && <AsTheyGetIt documentId={documentId} people={chosen} />}
          <Group justify="flex-end" gap="sm">
            <Button onClick={onClose}>Cancel</Button>
            <Button type="submit" variant="filled" loading={send.isPending} disabled={chosen.length === 0}>
              Send to {chosen.length > 0 ? (inOrder ? `${chosen[0]?.name} first` : named(chosen)) : "nobody"}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

/** How a link reaches somebody, in words; null where it can't. */
function useWayTo(): (one: Signer) => string | null {
  const { data: firm } = useFirm();
  const phoneInWords = usePhoneInWords();
  return ({ email, phone, noTexts }) => {
    if (email) return email;
    return phone && !noTexts && firm?.textNumber ? `by text to ${phoneInWords(phone)}` : null;
  };
}

/** One place nearer to the beginning. */
function earlier(signers: string[], id: string): string[] {
  const at = signers.indexOf(id);
  return at < 1 ? signers : signers.toSpliced(at - 1, 2, id, signers[at - 1] ?? "");
}

interface OrderProps {
  chosen: Signer[];
  inOrder: boolean;
  onInOrder: (inOrder: boolean) => void;
  onFirst: (id: string) => void;
}

/** Whether several sign one after the other, and in which order. */
function Order({ chosen, inOrder, onInOrder, onFirst }: OrderProps) {
  return (
    <div>
      <Checkbox
        label="One after the other"
        description="Each is asked once those before them have signed."
        checked={inOrder}
        onChange={(event) => onInOrder(event.currentTarget.checked)}
      />
      {inOrder && (
        <ol className={styles.order} aria-label="In this order">
          {chosen.map(({ id, name }, index) => (
            <li key={id}>
              <span>
                {index + 1}. {name}
              </span>
              {index > 0 && (
                <ActionIcon size="sm" variant="subtle" aria-label={`${name} signs earlier`} onClick={() => onFirst(id)}>
                  <IconArrowUp size={16} stroke={1.7} aria-hidden="true" />
                </ActionIcon>
              )}
            </li>
          ))}
        </ol>
      )}
    </div>
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
      api.get<{ subject: string; html: string } | { text: string }>(`/api/documents/${documentId}/signing/letter`, {
        contactId: shown?.id ?? "",
      }),
    placeholderData: (before) => before,
    retry: false,
  });
  return (
    <section aria-label="The letter" className={styles.letter}>
      <Group justify="space-between" gap="sm">
        <b>{letter.data && "subject" in letter.data ? letter.data.subject : letter.data ? "The text" : "The letter"}</b>
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
      ) : letter.data && "text" in letter.data ? (
        <p className={styles.text}>{letter.data.text}</p>
      ) : letter.data ? (
        <Letter title="What it says" html={letter.data.html} />
      ) : (
        <LoadingLines lines={6} />
      )}
    </section>
  );
}
