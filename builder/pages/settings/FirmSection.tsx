import { Button, ColorInput, FileButton, Select, SimpleGrid, Textarea, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { IconUpload } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { api } from "../../api/client.ts";
import { useMay } from "../../api/me.ts";
import { Card } from "../../components/Card.tsx";
import { ErrorState } from "../../components/ErrorState.tsx";
import { FormProblems, problemsOf } from "../../components/FormProblems.tsx";
import { LoadingLines } from "../../components/LoadingLines.tsx";
import { states, zones } from "../set-up/states.ts";
import { deepOf, type Firm, useFirm, useSaveFirm } from "./firm.ts";
import { SavingCard } from "./Section.tsx";
import styles from "./Settings.module.css";

const shown = ["name", "tagline", "phone", "website", "postalAddress", "state", "zone"];

export function FirmSection() {
  const { data, error, refetch } = useFirm();
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <LoadingLines lines={8} />;
  return (
    <>
      <FirmForm firm={data} />
      <Logo firm={data} />
      <Colour firm={data} />
    </>
  );
}

function FirmForm({ firm }: { firm: Firm }) {
  const save = useSaveFirm();
  const { name, tagline = "", phone = "", website = "", postalAddress = "", state, zone } = firm;
  const form = useForm({ initialValues: { name, tagline, phone, website, postalAddress, state, zone } });
  const problems = problemsOf(save.error);
  const field = (of: keyof typeof form.values) => ({ ...form.getInputProps(of), error: problems.of(of) });
  const keep = () => {
    // What may not be empty is left as it was rather than refused when it was never set.
    const { phone: number, postalAddress: address, ...rest } = form.values;
    save.mutate({
      ...rest,
      ...(number.trim() || phone ? { phone: number.trim() } : {}),
      ...(address.trim() || postalAddress ? { postalAddress: address.trim() } : {}),
    });
  };
  return (
    <SavingCard
      heading="The firm"
      saving={save.isPending}
      saved={save.isSuccess && !form.isDirty()}
      onSave={() => {
        keep();
        form.resetDirty();
      }}
    >
      <FormProblems error={save.error} shown={shown} />
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="md">
        <TextInput label="Name" {...field("name")} />
        <TextInput label="Tagline (optional)" placeholder="Attorneys at Law" {...field("tagline")} />
        <TextInput label="Phone" type="tel" {...field("phone")} />
        <TextInput label="Website (optional)" type="url" {...field("website")} />
        <Select
          label="State"
          description="Decides holidays and what the law asks of messages."
          data={states.map((one) => ({ value: one.code, label: one.name }))}
          searchable
          allowDeselect={false}
          {...field("state")}
        />
        <Select
          label="Time zone"
          description="Dates are shown in it, wherever you are."
          data={zones.some((one) => one.value === zone) ? zones : [{ value: zone, label: zone }, ...zones]}
          searchable
          allowDeselect={false}
          {...field("zone")}
        />
      </SimpleGrid>
      <Textarea
        label="Postal address"
        description="Stands on letters and below newsletters."
        autosize
        minRows={2}
        {...field("postalAddress")}
      />
    </SavingCard>
  );
}

function Logo({ firm }: { firm: Firm }) {
  const save = useSaveFirm();
  const may = useMay("own");
  const upload = useMutation({
    meta: { quiet: true },
    mutationFn: async (file: File) => {
      const form = new FormData();
      form.append("file", file);
      const kept = await api.post<{ fileId: string }>("/api/files", form);
      return save.mutateAsync({ brand: { ...firm.brand, logoFileId: kept.fileId } });
    },
  });
  const { logoFileId } = firm.brand;
  return (
    <Card heading="Logo">
      <div className={styles.form}>
        <FormProblems error={upload.error} />
        <div className={styles.logo}>
          {logoFileId ? (
            <img src={`/api/public/firms/${firm.slug}/logo?v=${logoFileId}`} alt={`Logo of ${firm.name}`} />
          ) : (
            <span className="muted">No logo yet: the firm's name stands in its place.</span>
          )}
          {may && (
            <FileButton accept="image/png,image/jpeg,image/webp" onChange={(file) => file && upload.mutate(file)}>
              {(props) => (
                <Button {...props} loading={upload.isPending} leftSection={<IconUpload size={16} stroke={1.7} />}>
                  {logoFileId ? "Replace the logo" : "Choose a logo"}
                </Button>
              )}
            </FileButton>
          )}
        </div>
        <p className={styles.saved}>PNG, JPEG or WebP, best on a clear ground, at least 400 pixels wide.</p>
      </div>
    </Card>
  );
}

function Colour({ firm }: { firm: Firm }) {
  const save = useSaveFirm();
  const form = useForm({ initialValues: { colour: firm.brand.colour } });
  const problems = problemsOf(save.error);
  return (
    <SavingCard
      heading="Brand colour"
      saving={save.isPending}
      saved={save.isSuccess}
      onSave={() => save.mutate({ brand: { ...firm.brand, colour: form.values.colour, deep: deepOf(form.values.colour) } })}
    >
      <FormProblems error={save.error} shown={["brand.colour"]} />
      <ColorInput
        label="Colour of buttons and headings that clients see"
        format="hex"
        maw={280}
        eyeDropperButtonProps={{ "aria-label": "Pick a colour from the screen" }}
        {...form.getInputProps("colour")}
        error={problems.of("brand.colour")}
      />
    </SavingCard>
  );
}
