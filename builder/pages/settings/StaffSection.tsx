import { Button, CopyButton, Group, Modal, Select, SimpleGrid, Stack, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { IconCopy, IconPlus } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useSearchParams } from "react-router";
import { api } from "../../api/client.ts";
import { type Role, useMay, useMe } from "../../api/me.ts";
import { Card } from "../../components/Card.tsx";
import { ErrorState } from "../../components/ErrorState.tsx";
import { FormProblems, problemsOf } from "../../components/FormProblems.tsx";
import { LoadingLines } from "../../components/LoadingLines.tsx";
import { notifyUndo } from "../../components/notify.tsx";
import { PersonAvatar } from "../../components/PersonAvatar.tsx";
import { StateChip } from "../../components/StateChip.tsx";
import { When } from "../../components/When.tsx";
import { AwayDialog } from "./AwayDialog.tsx";
import type { Member } from "./member.ts";
import { Row } from "./Section.tsx";
import styles from "./Settings.module.css";

export const roleChoices: { value: Role; label: string }[] = [
  { value: "viewer", label: "Viewer: sees, changes nothing" },
  { value: "staff", label: "Staff: works with contacts, matters and tasks" },
  { value: "builder", label: "Builder: draws and publishes flows as well" },
  { value: "owner", label: "Owner: settings and staff as well" },
];
const roleName = (role: Role) => roleChoices.find((one) => one.value === role)?.label.split(":")[0] ?? role;
const linkOf = (token: string) => `${window.location.origin}/invitation/${token}`;

export function StaffSection() {
  const may = useMay("own");
  const me = useMe().data?.staff.id;
  const [form, setForm] = useState<"new" | Member | null>(null);
  const [link, setLink] = useState<{ name: string; url: string } | null>(null);
  const [awayId, setAwayId] = useAwayDialog();
  const { data, error, refetch } = useQuery({ queryKey: ["staff"], queryFn: () => api.get<{ staff: Member[] }>("/api/staff") });
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <LoadingLines lines={4} />;
  const away = data.staff.find((one) => one.id === awayId);
  return (
    <>
      {link && <InviteLink {...link} />}
      <Card
        heading="Staff"
        count={data.staff.filter((one) => one.active).length}
        action={
          may && (
            <Button size="xs" variant="filled" leftSection={<IconPlus size={15} stroke={1.7} />} onClick={() => setForm("new")}>
              Invite somebody
            </Button>
          )
        }
      >
        {data.staff.map((member) => (
          <MemberRow
            key={member.id}
            member={member}
            staff={data.staff}
            onAway={() => setAwayId(member.id)}
            onEdit={() => setForm(member)}
            onLink={(token) => setLink({ name: member.name, url: linkOf(token) })}
          />
        ))}
      </Card>
      {form && (
        <MemberForm
          {...(form === "new" ? {} : { member: form })}
          onClose={() => setForm(null)}
          onInvited={(name, token) => setLink({ name, url: linkOf(token) })}
        />
      )}
      {away && <AwayDialog member={away} self={away.id === me} staff={data.staff} onClose={() => setAwayId(null)} />}
    </>
  );
}

/** Whose dialog is open; in the address, so that everybody's own menu leads to it. */
function useAwayDialog(): [string | null, (id: string | null) => void] {
  const [params, setParams] = useSearchParams();
  return [params.get("away"), (id) => setParams(id ? { away: id } : {}, { replace: true })];
}

function InviteLink({ name, url }: { name: string; url: string }) {
  return (
    <div className={styles.secret} role="status">
      <div>
        Send this link to {name}. It works once, for fourteen days.
        <br />
        <code>{url}</code>
      </div>
      <CopyButton value={url}>
        {({ copied, copy }) => (
          <Button size="xs" leftSection={<IconCopy size={15} stroke={1.7} />} onClick={copy}>
            {copied ? "Copied" : "Copy the link"}
          </Button>
        )}
      </CopyButton>
    </div>
  );
}

interface MemberRowProps {
  member: Member;
  staff: Member[];
  onAway: () => void;
  onEdit: () => void;
  onLink: (token: string) => void;
}

function MemberRow({ member, staff, onAway, onEdit, onLink }: MemberRowProps) {
  const may = useMay("own");
  const self = useMe().data?.staff.id === member.id;
  const client = useQueryClient();
  const setActive = async (active: boolean) => {
    await api.patch(`/api/staff/${member.id}`, { active });
    await client.invalidateQueries({ queryKey: ["staff"] });
  };
  const change = useMutation({
    mutationFn: () => setActive(!member.active),
    onSuccess: () => member.active && notifyUndo({ message: `${member.name} can no longer sign in`, onUndo: () => setActive(true) }),
  });
  const renew = useMutation({
    mutationFn: () => api.post<{ inviteToken: string }>(`/api/staff/${member.id}/invitation`),
    onSuccess: ({ inviteToken }) => onLink(inviteToken),
  });
  return (
    <Row
      what={
        <span className={styles.member}>
          <PersonAvatar name={member.name} />
          <span>
            <b>{member.name}</b>
            <small>{[roleName(member.role), member.title, member.email].filter(Boolean).join(" · ")}</small>
            {member.away && <Away away={member.away} staff={staff} />}
          </span>
        </span>
      }
    >
      {!member.active && <StateChip state="held">Left</StateChip>}
      {member.active && member.invited && <StateChip state="waiting">Invited</StateChip>}
      {member.active && (may || self) && (
        <Button size="xs" onClick={onAway} aria-label={`Away: ${member.name}`}>
          Away
        </Button>
      )}
      {may && member.active && member.invited && (
        <Button size="xs" loading={renew.isPending} onClick={() => renew.mutate()} aria-label={`New link for ${member.name}`}>
          New link
        </Button>
      )}
      {may && (
        <Button size="xs" onClick={onEdit} aria-label={`Edit ${member.name}`}>
          Edit
        </Button>
      )}
      {may && !self && (
        <Button
          size="xs"
          loading={change.isPending}
          onClick={() => change.mutate()}
          aria-label={`${member.active ? "Deactivate" : "Let in again"} ${member.name}`}
        >
          {member.active ? "Deactivate" : "Let in again"}
        </Button>
      )}
    </Row>
  );
}

/** "Away, back Mon 30 Nov · Dana Whitfield is asked instead". */
function Away({ away, staff }: { away: NonNullable<Member["away"]>; staff: Member[] }) {
  const standIn = staff.find((one) => one.id === away.standIn)?.name;
  return (
    <small>
      Away, <When at={away.until} before="back" dayOnly /> · {standIn ? `${standIn} is asked instead` : "nobody is asked instead"}
    </small>
  );
}

interface MemberFormProps {
  member?: Member;
  onClose: () => void;
  onInvited: (name: string, token: string) => void;
}

function MemberForm({ member, onClose, onInvited }: MemberFormProps) {
  const client = useQueryClient();
  const form = useForm({
    initialValues: {
      ...{ name: member?.name ?? "", email: member?.email ?? "", title: member?.title ?? "", phone: member?.phone ?? "" },
      role: member?.role ?? ("staff" as Role),
    },
  });
  const save = useMutation({
    meta: { quiet: true },
    mutationFn: async ({ email, title, phone, ...rest }: typeof form.values) => {
      const more = { ...(title.trim() ? { title: title.trim() } : {}), ...(phone.trim() ? { phone: phone.trim() } : {}) };
      if (member) await api.patch(`/api/staff/${member.id}`, { ...rest, ...more });
      else
        onInvited(
          rest.name,
          (await api.post<{ inviteToken: string }>("/api/staff", { ...rest, ...more, email: email.trim() })).inviteToken,
        );
    },
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ["staff"] });
      onClose();
    },
  });
  const problems = problemsOf(save.error);
  const field = (of: keyof typeof form.values) => ({ ...form.getInputProps(of), error: problems.of(of) ?? problems.of(`change.${of}`) });
  return (
    <Modal opened onClose={onClose} title={member ? `Edit ${member.name}` : "Invite somebody"} size="lg">
      <form onSubmit={form.onSubmit((values) => save.mutate(values))} noValidate>
        <Stack gap="md">
          <FormProblems error={save.error} shown={["name", "email", "title", "phone", "role", "change.role"]} />
          <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="md">
            <TextInput data-autofocus label="Name" {...field("name")} />
            {!member && <TextInput label="Email" type="email" {...field("email")} />}
            <TextInput label="Title (optional)" placeholder="Legal assistant" {...field("title")} />
            <TextInput label="Phone (optional)" type="tel" {...field("phone")} />
          </SimpleGrid>
          <Select label="Role" data={roleChoices} allowDeselect={false} {...field("role")} />
          <Group justify="flex-end" gap="sm">
            <Button onClick={onClose}>Cancel</Button>
            <Button type="submit" variant="filled" loading={save.isPending}>
              {member ? "Save" : "Make the invitation link"}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
