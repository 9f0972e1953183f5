import { SimpleGrid, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Fragment } from "react";
import type { NamedTopic } from "../../../domain/messages/index.ts";
import { api } from "../../api/client.ts";
import { useTopics } from "../../api/topics.ts";
import { FormProblems } from "../../components/FormProblems.tsx";
import { SavingCard } from "./Section.tsx";
import styles from "./Settings.module.css";

/** What the topics of marketing are called on the preference page. */
export function Topics() {
  const { data } = useTopics();
  return data ? <TopicNames key={data.topics.map((one) => one.key).join()} topics={data.topics} /> : null;
}

function TopicNames({ topics }: { topics: NamedTopic[] }) {
  const client = useQueryClient();
  const form = useForm({ initialValues: { topics: topics.map(({ key, name, nameEs = "" }) => ({ key, name, nameEs })) } });
  const save = useMutation({
    meta: { quiet: true },
    mutationFn: async () => {
      for (const [at, { key, name, nameEs }] of form.values.topics.entries())
        if (name !== topics[at]?.name || nameEs !== (topics[at]?.nameEs ?? ""))
          await api.put(`/api/topics/${key}`, { name, ...(nameEs.trim() ? { nameEs } : {}) });
    },
    onSettled: () => client.invalidateQueries({ queryKey: ["templates"] }),
  });
  return (
    <SavingCard heading="Topics of marketing" may="build" saving={save.isPending} saved={save.isSuccess} onSave={() => save.mutate()}>
      <p className={styles.saved}>
        On their preference page people stop one topic and keep the others. A new name changes nothing of what they chose.
      </p>
      <FormProblems error={save.error} />
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="md">
        {form.values.topics.map(({ key }, at) => (
          <Fragment key={key}>
            <TextInput label="Topic" maxLength={120} {...form.getInputProps(`topics.${at}.name`)} />
            <TextInput label="The same in Spanish (optional)" maxLength={120} {...form.getInputProps(`topics.${at}.nameEs`)} />
          </Fragment>
        ))}
      </SimpleGrid>
    </SavingCard>
  );
}
