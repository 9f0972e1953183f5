import { SimpleGrid, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { Link } from "react-router";
import { ErrorState } from "../../components/ErrorState.tsx";
import { FormProblems, problemsOf } from "../../components/FormProblems.tsx";
import { LoadingLines } from "../../components/LoadingLines.tsx";
import { AdvertisingLabel } from "./AdvertisingLabel.tsx";
import { type Firm, useFirm, useSaveFirm } from "./firm.ts";
import { Drafting, Languages, MailParts, OtherWays } from "./MailParts.tsx";
import { SavingCard } from "./Section.tsx";
import styles from "./Settings.module.css";
import { Topics } from "./Topics.tsx";

export function Sender() {
  const { data, error, refetch } = useFirm();
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <LoadingLines lines={3} />;
  return (
    <>
      <SenderForm firm={data} />
      <MailParts firm={data} />
      <Languages firm={data} />
      <Topics />
      <AdvertisingLabel firm={data} />
      <OtherWays firm={data} />
      <Drafting firm={data} />
    </>
  );
}

function SenderForm({ firm }: { firm: Firm }) {
  const save = useSaveFirm();
  const form = useForm({ initialValues: firm.sender });
  const problems = problemsOf(save.error);
  return (
    <>
      <p className={styles.intro}>
        Emails to clients come from here, or from the assigned member of staff where their address is of the same domain. Whoever looks
        after the firm's domain allows Firmflow's mail server to send for it, or mail ends up as spam:{" "}
        <Link to="/settings/deliverability">Does mail arrive?</Link>
      </p>
      <SavingCard heading="Sender" saving={save.isPending} saved={save.isSuccess} onSave={() => save.mutate({ sender: form.values })}>
        <FormProblems error={save.error} shown={["sender.name", "sender.email"]} />
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="md">
          <TextInput label="Name" {...form.getInputProps("name")} error={problems.of("sender.name")} />
          <TextInput label="Email address" type="email" {...form.getInputProps("email")} error={problems.of("sender.email")} />
        </SimpleGrid>
        <p className={styles.saved}>
          Clients see: {form.values.name} &lt;{form.values.email}&gt;
        </p>
      </SavingCard>
    </>
  );
}
