import { ActionIcon, Button, Group, Modal, Radio, Select, Stack } from "@mantine/core";
import { IconTrash } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../../api/client.ts";
import { FormProblems } from "../../components/FormProblems.tsx";
import { ContactPicker } from "./MatterForm.tsx";
import { knownRoles } from "./words.ts";

interface OneRole {
  contactId: string;
  name: string;
  role: string;
}

/** Who is part of a matter, in which role, and who of them is written to first. */
export function PeopleForm({
  matterId,
  people,
  onClose,
}: {
  matterId: string;
  people: { id: string; name: string; roles: string[]; main: boolean }[];
  onClose: () => void;
}) {
  const client = useQueryClient();
  const [list, setList] = useState<OneRole[]>(
    people.flatMap((one) => one.roles.map((role) => ({ contactId: one.id, name: one.name, role }))),
  );
  const [main, setMain] = useState(people.find((one) => one.main)?.id ?? "");
  const [added, setAdded] = useState("");
  const found = useQuery({
    queryKey: ["contact", added],
    queryFn: () => api.get<{ id: string; name: string }>(`/api/contacts/${added}`),
    enabled: added !== "",
  });
  const save = useMutation({
    meta: { quiet: true },
    mutationFn: () =>
      api.patch(`/api/matters/${matterId}`, { mainContactId: main, people: list.map(({ contactId, role }) => ({ contactId, role })) }),
    onSuccess: async () => {
      await client.invalidateQueries();
      onClose();
    },
  });
  const change = (index: number, role: string) => setList(list.map((one, at) => (at === index ? { ...one, role } : one)));
  const roles = (role: string) =>
    knownRoles.some((one) => one.value === role) ? knownRoles : [...knownRoles, { value: role, label: role }];
  return (
    <Modal opened onClose={onClose} size="lg" title="People of this matter" closeButtonProps={{ "aria-label": "Close" }}>
      <Stack gap="md">
        <FormProblems error={save.error} />
        <Radio.Group label="Main contact" value={main} onChange={setMain}>
          <Stack gap="sm" mt="xs">
            {list.map((one, index) => (
              <Group key={`${one.contactId} ${index}`} gap="sm" wrap="nowrap">
                <Radio value={one.contactId} label={one.name} style={{ flex: 1 }} />
                <Select
                  aria-label={`Role of ${one.name}`}
                  w={170}
                  data={roles(one.role)}
                  allowDeselect={false}
                  value={one.role}
                  onChange={(role) => change(index, role ?? one.role)}
                />
                <ActionIcon
                  variant="default"
                  size={34}
                  aria-label={`Take ${one.name} out`}
                  disabled={one.contactId === main && list.filter((other) => other.contactId === main).length === 1}
                  onClick={() => setList(list.filter((_, at) => at !== index))}
                >
                  <IconTrash size={16} stroke={1.7} />
                </ActionIcon>
              </Group>
            ))}
          </Stack>
        </Radio.Group>
        <Group align="flex-end" gap="sm" wrap="nowrap">
          <div style={{ flex: 1 }}>
            <ContactPicker label="Add somebody" value={added} onChange={setAdded} />
          </div>
          <Button
            disabled={!found.data}
            onClick={() => {
              if (found.data) setList([...list, { contactId: found.data.id, name: found.data.name, role: "spouse" }]);
              setAdded("");
            }}
          >
            Add
          </Button>
        </Group>
        <Group justify="flex-end" gap="sm">
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="filled" loading={save.isPending} onClick={() => save.mutate()}>
            Save
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
