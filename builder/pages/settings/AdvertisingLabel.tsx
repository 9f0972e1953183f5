import { SimpleGrid, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { FormProblems, problemsOf } from "../../components/FormProblems.tsx";
import { type Firm, useSaveFirm } from "./firm.ts";
import { SavingCard } from "./Section.tsx";

/** What stands on all marketing, as bar rules ask. */
export function AdvertisingLabel({ firm }: { firm: Firm }) {
  const save = useSaveFirm();
  const form = useForm({ initialValues: { advertisingLabel: firm.advertisingLabel ?? "" } });
  const keep = () => save.mutate({ advertisingLabel: form.values.advertisingLabel.trim() || null } as Parameters<typeof save.mutate>[0]);
  return (
    <SavingCard heading="Label on marketing" saving={save.isPending} saved={save.isSuccess} onSave={keep}>
      <FormProblems error={save.error} shown={["advertisingLabel"]} />
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="md">
        <TextInput
          label="Words"
          placeholder="As your state's rules ask"
          description="Empty: the words that the rules of your state ask for, where it has such a rule. The preview of a marketing message shows them."
          {...form.getInputProps("advertisingLabel")}
          error={problemsOf(save.error).of("advertisingLabel")}
        />
      </SimpleGrid>
    </SavingCard>
  );
}
