import { Button, NumberInput, SimpleGrid, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { federalHours, stateHours, type TextingHours } from "../../../engine/time/textingLaws.ts";
import { Card } from "../../components/Card.tsx";
import { ErrorState } from "../../components/ErrorState.tsx";
import { FormProblems, problemsOf } from "../../components/FormProblems.tsx";
import { LoadingLines } from "../../components/LoadingLines.tsx";
import { usePhoneInWords } from "../../components/phone.ts";
import { nameOfState } from "../set-up/states.ts";
import { type Firm, useFirm, useSaveFirm } from "./firm.ts";
import { HowChecked } from "./HowChecked.tsx";
import { SavingCard } from "./Section.tsx";
import styles from "./Settings.module.css";

/** The number texts come from, and how much marketing one person may get. */
export function Texts() {
  const { data, error, refetch } = useFirm();
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <LoadingLines lines={3} />;
  return (
    <>
      <p className={styles.intro}>
        Texts say who they are from, and stop for good when somebody answers STOP. What flows send never arrives in the quiet hours of the
        client's place; what you write yourself leaves at once.
      </p>
      <NumberForm firm={data} />
      <Hours state={data.state} />
      <CapForm firm={data} />
    </>
  );
}

function NumberForm({ firm }: { firm: Firm }) {
  const save = useSaveFirm();
  const phoneInWords = usePhoneInWords();
  const form = useForm({ initialValues: { textNumber: firm.textNumber ? phoneInWords(firm.textNumber) : "" } });
  const problems = problemsOf(save.error);
  const keep = () => save.mutate({ textNumber: form.values.textNumber.trim() || null } as Parameters<typeof save.mutate>[0]);
  return (
    <SavingCard heading="The firm's number for texts" saving={save.isPending} saved={save.isSuccess} onSave={keep}>
      <FormProblems error={save.error} shown={["textNumber"]} />
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="md">
        <TextInput
          label="Number"
          type="tel"
          placeholder="(518) 555-0100"
          description="From your provider of texts. Without one, no texts leave."
          {...form.getInputProps("textNumber")}
          error={problems.of("textNumber")}
        />
      </SimpleGrid>
    </SavingCard>
  );
}

/** When texts may arrive in the firm's own state; elsewhere as that place has it. */
function Hours({ state }: { state: string }) {
  const hours = stateHours[state] ?? federalHours;
  return (
    <Card heading={`Hours of texts in ${nameOfState(state)}`}>
      <div className={styles.form}>
        <p>{hoursInWords(hours)} Elsewhere texts keep the hours of where the person is; where nobody knows that, the strictest ones.</p>
        <HowChecked rule={hours} whom="a lawyer of your state" />
      </div>
    </Card>
  );
}

const clock = (time: string): string => {
  const hour = Number(time.slice(0, 2));
  return `${hour % 12 || 12} ${hour < 12 ? "am" : "pm"}`;
};
const span = ([from, to]: TextingHours["weekdays"]) => `${clock(from)} to ${clock(to)}`;

/** "Between 9 am and …": all that a row of the law says. */
function hoursInWords({ weekdays, saturday, sunday, noMarketingOn = [], noMarketingOnHolidaysOf }: TextingHours): string {
  const [week, sat, sun] = [weekdays, saturday, sunday].map(span);
  const times = week === sat && week === sun ? `${week}, every day` : `${week} on weekdays, ${sat} on Saturdays, ${sun} on Sundays`;
  const days = [...noMarketingOn.map((day) => (day === "sat" ? "Saturdays" : "Sundays")), ...(noMarketingOnHolidaysOf ? ["holidays"] : [])];
  const without = new Intl.ListFormat("en-US", { type: "disjunction" }).format(days);
  return `From ${times}.${without ? ` No marketing on ${without}.` : ""}`;
}

function CapForm({ firm }: { firm: Firm }) {
  const save = useSaveFirm();
  const form = useForm<{ messages: number | string; days: number | string }>({
    initialValues: { messages: firm.marketingCap?.messages ?? "", days: firm.marketingCap?.days ?? 7 },
  });
  const problems = problemsOf(save.error);
  const keep = (cap: { messages: number; days: number } | null) => save.mutate({ marketingCap: cap } as Parameters<typeof save.mutate>[0]);
  const { messages, days } = form.values;
  const set = () => keep(messages === "" ? null : { messages: Number(messages), days: Number(days) });
  return (
    <SavingCard heading="Marketing to one person" saving={save.isPending} saved={save.isSuccess} onSave={set}>
      <FormProblems error={save.error} shown={["marketingCap.messages", "marketingCap.days"]} />
      <p className={styles.saved}>
        Emails and texts from all flows together. What is over it waits until it is not; messages for a case are never held back.
      </p>
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="md">
        <NumberInput
          label="At most so many messages"
          min={1}
          max={100}
          placeholder="As many as flows say"
          {...form.getInputProps("messages")}
          error={problems.of("marketingCap.messages")}
        />
        <NumberInput label="In so many days" min={1} max={365} {...form.getInputProps("days")} error={problems.of("marketingCap.days")} />
      </SimpleGrid>
      {firm.marketingCap && (
        <Button
          size="xs"
          onClick={() => {
            form.setFieldValue("messages", "");
            keep(null);
          }}
        >
          No limit
        </Button>
      )}
    </SavingCard>
  );
}
