import { Button, Checkbox } from "@mantine/core";
import { useForm } from "@mantine/form";
import { IconRefresh } from "@tabler/icons-react";
import { type UseMutationResult, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { ShownMailbox } from "../../../domain/mailbox/index.ts";
import { api } from "../../api/client.ts";
import { useMay } from "../../api/me.ts";
import type { Wire } from "../../api/wire.ts";
import { ErrorState } from "../../components/ErrorState.tsx";
import { FormProblems, problemsOf } from "../../components/FormProblems.tsx";
import { LoadingLines } from "../../components/LoadingLines.tsx";
import { StateChip } from "../../components/StateChip.tsx";
import { When } from "../../components/When.tsx";
import { MailboxFields, type MailboxValues } from "./MailboxFields.tsx";
import { SavingCard } from "./Section.tsx";
import styles from "./Settings.module.css";

type Known = { mailbox: Wire<ShownMailbox> | null };
const address = "/api/mailbox";

/** The firm's own mailbox to which undeliverable mail and answers come, where no domain is set aside for them. */
export function Mailbox() {
  const { data, error, refetch } = useQuery({ queryKey: ["mailbox"], queryFn: () => api.get<Known>(address) });
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <LoadingLines lines={4} />;
  return <MailboxForm key={data.mailbox ? "known" : "none"} known={data.mailbox} />;
}

/** What changes the mailbox, and shows how it stands afterwards. */
function useChange<T>(send: (input: T) => Promise<Known>): UseMutationResult<Known, Error, T> {
  const client = useQueryClient();
  return useMutation({ meta: { quiet: true }, mutationFn: send, onSuccess: (found) => client.setQueryData(["mailbox"], found) });
}

const fields = ["host", "port", "user", "password", "address", "tags", "microsoft.tenant", "microsoft.clientId"];
const atMicrosoft = "outlook.office365.com";

const valuesOf = (known: Known["mailbox"]): MailboxValues => {
  const { host = "", port = 993, user = "", address = "", tags = false, microsoft } = known ?? {};
  const { tenant = "", clientId = "" } = microsoft ?? {};
  return { how: microsoft ? "microsoft" : "password", host, port, user, address, tags, password: "", tenant, clientId };
};

/** What is kept of what was typed; without a password the present one stays. */
function settingsOf({ how, host, port, user, address, tags, password, tenant, clientId }: MailboxValues, known: Known["mailbox"]) {
  const typed = { address, tags, ...(password ? { password } : {}) };
  if (how === "password") return { ...typed, host, port: Number(port) || 993, user };
  const place = known?.microsoft ? { host: known.host, port: known.port } : { host: atMicrosoft, port: 993 };
  return { ...typed, ...place, user: address, microsoft: { tenant, clientId } };
}

function MailboxForm({ known }: { known: Known["mailbox"] }) {
  const mayOwn = useMay("own");
  const save = useChange((settings: Record<string, unknown>) => api.put<Known>(address, settings));
  const remove = useChange(async () => {
    await api.delete(address);
    return { mailbox: null };
  });
  const form = useForm({ initialValues: valuesOf(known) });
  const problems = problemsOf(save.error);
  return (
    <SavingCard
      heading="Where answers and returned mail come to"
      saving={save.isPending}
      saved={save.isSuccess}
      onSave={() => save.mutate(settingsOf(form.values, known))}
    >
      <p className={styles.saved}>
        Firmflow reads this mailbox each minute. What could not be delivered and what clients answer is taken from it and marked as read;
        all other mail is left as it lies. Use one that nobody works in, such as flows@your-firm.com, and have its spam filter let
        everything through: only the inbox is read.
      </p>
      {known && <Standing mailbox={known} />}
      <FormProblems error={save.error} shown={fields} />
      {/* What is wrong with a field is a long sentence: it stands once, above them. */}
      <MailboxFields
        form={form}
        isKnown={valuesOf(known).how === form.values.how && known !== null}
        isWrong={(name) => problems.of(name) !== undefined}
      />
      <Checkbox
        label="Mail for name+anything@ arrives in it too"
        description="As with Microsoft 365, Google Workspace and Fastmail. Then every message is told by its own address."
        {...form.getInputProps("tags", { type: "checkbox" })}
      />
      {known && mayOwn && (
        <div>
          <Button size="xs" loading={remove.isPending} onClick={() => remove.mutate(undefined)}>
            Read it no more
          </Button>
        </div>
      )}
    </SavingCard>
  );
}

function Standing({ mailbox }: { mailbox: Wire<ShownMailbox> }) {
  const mayLook = useMay("build");
  const look = useChange(() => api.post<Known>(`${address}/look`));
  const { problem, lookedAt, taken, notTaken } = mailbox;
  return (
    <>
      <div className={styles.findingHead}>
        <p className={styles.saved} role="status">
          {lookedAt ? (
            <>
              Last read: <When at={lookedAt} />.{" "}
              {taken === 0
                ? "Nothing about our mail has come yet."
                : `${taken} ${taken === 1 ? "report or answer" : "reports and answers"} so far.`}
            </>
          ) : (
            "It is read for the first time within a minute."
          )}
        </p>
        {problem ? <StateChip state="attention">Not read</StateChip> : lookedAt && <StateChip state="done">In order</StateChip>}
      </div>
      {problem && <p role="alert">{problem}</p>}
      {notTaken > 0 && (
        <p role="alert">
          {notTaken === 1 ? "One email could not be read yet" : `${notTaken} emails could not be read yet`}. All others were. It is tried
          again each minute; after a day the owners are told, and can open it in the mailbox.
        </p>
      )}
      {mayLook && (
        <div>
          <Button
            size="xs"
            leftSection={<IconRefresh size={15} stroke={1.7} />}
            loading={look.isPending}
            onClick={() => look.mutate(undefined)}
          >
            Read it now
          </Button>
        </div>
      )}
    </>
  );
}
