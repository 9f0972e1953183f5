import { Radio, Stack, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useQuery } from "@tanstack/react-query";
import type { AdvertisingLabel as Label } from "../../../domain/messages/index.ts";
import { api } from "../../api/client.ts";
import { ErrorState } from "../../components/ErrorState.tsx";
import { FormProblems, problemsOf } from "../../components/FormProblems.tsx";
import { LoadingLines } from "../../components/LoadingLines.tsx";
import { nameOfState } from "../set-up/states.ts";
import { type Firm, useSaveFirm } from "./firm.ts";
import { HowChecked } from "./HowChecked.tsx";
import { SavingCard } from "./Section.tsx";

interface Asked {
  state: string;
  asked: Label | null;
}
type Choice = "state" | "own" | "none";

/** What stands on all marketing, as bar rules ask: of which rule, how sure that is, and what the firm has instead. */
export function AdvertisingLabel({ firm }: { firm: Firm }) {
  const label = useQuery({ queryKey: ["advertising-label", firm.state], queryFn: () => api.get<Asked>("/api/advertising-label") });
  if (label.error) return <ErrorState error={label.error} onRetry={() => void label.refetch()} />;
  if (!label.data) return <LoadingLines lines={3} />;
  return <LabelForm firm={firm} {...label.data} />;
}

function LabelForm({ firm, state, asked }: { firm: Firm } & Asked) {
  const save = useSaveFirm();
  const chosen: Choice = firm.noAdvertisingLabel ? "none" : firm.advertisingLabel ? "own" : "state";
  const form = useForm<{ choice: Choice; words: string }>({ initialValues: { choice: chosen, words: firm.advertisingLabel ?? "" } });
  const { choice, words } = form.values;
  const keep = () => {
    if (choice === "own" && !words.trim()) return form.setFieldError("words", "Write the words, or choose another line.");
    const advertisingLabel = choice === "own" ? words.trim() || null : null;
    save.mutate({ advertisingLabel, noAdvertisingLabel: choice === "none" } as Parameters<typeof save.mutate>[0]);
  };
  const rule = asked ? `“${asked.words}”, ${placesOf(asked)}` : "no such rule is known: no label";
  return (
    <SavingCard heading="Label on marketing" saving={save.isPending} saved={save.isSuccess} onSave={keep}>
      <FormProblems error={save.error} shown={["advertisingLabel"]} />
      <Radio.Group label="What bar rules have you write on it" {...form.getInputProps("choice")}>
        <Stack gap="xs" mt="xs">
          <Radio value="state" label={`As the rules of ${nameOfState(state)} ask: ${rule}`} />
          <Radio value="own" label="Other words" />
          <Radio value="none" label="None: our bar asks for none" />
        </Stack>
      </Radio.Group>
      {choice === "own" && (
        <TextInput
          label="Words"
          description="They stand where your state's rule wants them, else in the subject."
          maxLength={60}
          {...form.getInputProps("words")}
          error={form.errors["words"] ?? problemsOf(save.error).of("advertisingLabel")}
        />
      )}
      {asked && <HowChecked rule={asked} whom="your bar" />}
    </SavingCard>
  );
}

const names = { subject: "in the subject", beginning: "at the beginning", end: "at the end" } as const;

const placesOf = ({ where }: Label): string =>
  new Intl.ListFormat("en-US", { type: "conjunction" }).format(where.map((place) => names[place]));
