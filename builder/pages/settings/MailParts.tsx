import { Checkbox, Select, SimpleGrid, Textarea } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useQuery } from "@tanstack/react-query";
import { api } from "../../api/client.ts";
import { FormProblems } from "../../components/FormProblems.tsx";
import { type Firm, useSaveFirm } from "./firm.ts";
import { SavingCard } from "./Section.tsx";

type Language = "en" | "es";
const names: Record<Language, string> = { en: "English", es: "Spanish" };

/** The languages the firm writes to clients in. */
export function Languages({ firm }: { firm: Firm }) {
  const save = useSaveFirm();
  const form = useForm<{ first: Language; both: boolean }>({
    initialValues: { first: firm.languages?.[0] ?? "en", both: (firm.languages?.length ?? 0) > 1 },
  });
  const { first, both } = form.values;
  const other: Language = first === "en" ? "es" : "en";
  return (
    <SavingCard
      heading="Languages"
      saving={save.isPending}
      saved={save.isSuccess}
      onSave={() => save.mutate({ languages: both ? [first, other] : [first] })}
    >
      <FormProblems error={save.error} />
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="md">
        <Select
          label="Clients are written to in"
          description="Whoever has no language of their own, or one a message lacks, gets this one."
          data={(["en", "es"] as const).map((value) => ({ value, label: names[value] }))}
          allowDeselect={false}
          {...form.getInputProps("first")}
        />
      </SimpleGrid>
      <Checkbox
        label={`In ${names[other]} too: publishing a flow warns where one of its messages is not written in it`}
        {...form.getInputProps("both", { type: "checkbox" })}
      />
    </SavingCard>
  );
}

/** What all of the firm's emails begin and end with. The logo and the colour are the firm's. */
export function MailParts({ firm }: { firm: Firm }) {
  const save = useSaveFirm();
  const { head = "mark", closing = {}, footer = {} } = firm.mailParts ?? {};
  const form = useForm({
    initialValues: { head, closingEn: closing.en ?? "", closingEs: closing.es ?? "", footerEn: footer.en ?? "", footerEs: footer.es ?? "" },
  });
  const keep = () => {
    const { head: chosen, closingEn, closingEs, footerEn, footerEs } = form.values;
    save.mutate({ mailParts: { head: chosen, closing: { en: closingEn, es: closingEs }, footer: { en: footerEn, es: footerEs } } });
  };
  const lines = { autosize: true, minRows: 2 };
  return (
    <SavingCard heading="What all emails share" saving={save.isPending} saved={save.isSuccess} onSave={keep}>
      <FormProblems error={save.error} />
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="md">
        <Select
          label="At the top"
          data={[
            { value: "mark", label: "The logo and the firm's name" },
            { value: "name", label: "The firm's name alone" },
          ]}
          allowDeselect={false}
          {...form.getInputProps("head")}
        />
        <span />
        <Textarea label="Above who signs (optional)" placeholder="Kind regards," {...lines} {...form.getInputProps("closingEn")} />
        <Textarea label="The same in Spanish (optional)" placeholder="Atentamente," {...lines} {...form.getInputProps("closingEs")} />
        <Textarea
          label="Below the address (optional)"
          placeholder="This email is confidential. If it is not for you, please tell us."
          {...lines}
          {...form.getInputProps("footerEn")}
        />
        <Textarea label="Below the address in Spanish (optional)" {...lines} {...form.getInputProps("footerEs")} />
      </SimpleGrid>
    </SavingCard>
  );
}

/** Whether staff may have a language model draft what they then send themselves. Not shown where no model is set up. */
export function Drafting({ firm }: { firm: Firm }) {
  const save = useSaveFirm();
  const form = useForm({ initialValues: { drafting: firm.drafting === true } });
  const state = useQuery({ queryKey: ["drafting"], queryFn: () => api.get<{ possible: boolean }>("/api/drafting"), staleTime: 60_000 });
  if (!state.data?.possible) return null;
  return (
    <SavingCard heading="Drafts by a language model" saving={save.isPending} saved={save.isSuccess} onSave={() => save.mutate(form.values)}>
      <FormProblems error={save.error} />
      <Checkbox
        label="Staff may have messages drafted"
        description="The model is told names, the matter, its stage and who looks after it. A draft only fills the page: a person reads it and sends it, or not."
        {...form.getInputProps("drafting", { type: "checkbox" })}
      />
    </SavingCard>
  );
}

/** What becomes of messages to people without email. */
export function OtherWays({ firm }: { firm: Firm }) {
  const save = useSaveFirm();
  const form = useForm({ initialValues: { otherWays: firm.otherWays === true } });
  return (
    <SavingCard heading="People without email" saving={save.isPending} saved={save.isSuccess} onSave={() => save.mutate(form.values)}>
      <FormProblems error={save.error} />
      <Checkbox
        label="They get a text where they allow it, else a letter"
        description="For a letter, staff get a task with the page to print; its link is a code for a phone's camera. Without this, the flow asks for an email address."
        {...form.getInputProps("otherWays", { type: "checkbox" })}
      />
    </SavingCard>
  );
}
