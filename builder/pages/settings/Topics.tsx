import { SimpleGrid, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Fragment } from "react";
import type { ToldTopic } from "../../../domain/messages/index.ts";
import { api } from "../../api/client.ts";
import { useTopics } from "../../api/topics.ts";
import { FormProblems } from "../../components/FormProblems.tsx";
import { SavingCard } from "./Section.tsx";
import styles from "./Settings.module.css";

/** What the topics of marketing are called on the preference page, and what it says of each. */
export function Topics() {
  const { data } = useTopics();
  return data ? <TopicNames key={data.topics.map((one) => one.key).join()} topics={data.topics} /> : null;
}

function TopicNames({ topics }: { topics: ToldTopic[] }) {
  const client = useQueryClient();
  const form = useForm({ initialValues: { topics: topics.map(inFields) } });
  const save = useMutation({
    meta: { quiet: true },
    mutationFn: async () => {
      for (const [at, { key, ...words }] of form.values.topics.entries())
        if (form.isDirty(`topics.${at}`)) await api.put(`/api/topics/${key}`, words);
      form.resetDirty();
    },
    onSettled: () => client.invalidateQueries({ queryKey: ["templates"] }),
  });
  return (
    <SavingCard heading="Topics of marketing" may="build" saving={save.isPending} saved={save.isSuccess} onSave={() => save.mutate()}>
      <p className={styles.saved}>
        On their preference page people stop one topic and keep the others; what they get stands under its name. New words change nothing of
        what they chose.
      </p>
      <FormProblems error={save.error} />
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="md">
        {form.values.topics.map(({ key }, at) => (
          <Fragment key={key}>
            <TextInput label="Topic" maxLength={120} {...form.getInputProps(`topics.${at}.name`)} />
            <TextInput label="The same in Spanish (optional)" maxLength={120} {...form.getInputProps(`topics.${at}.nameEs`)} />
            <TextInput
              label="What they get (optional)"
              placeholder="One short letter a month"
              maxLength={160}
              {...form.getInputProps(`topics.${at}.about`)}
            />
            <TextInput label="The same in Spanish (optional)" maxLength={160} {...form.getInputProps(`topics.${at}.aboutEs`)} />
          </Fragment>
        ))}
      </SimpleGrid>
    </SavingCard>
  );
}

const inFields = ({ key, name, nameEs = "", about = "", aboutEs = "" }: ToldTopic) => ({ key, name, nameEs, about, aboutEs });
