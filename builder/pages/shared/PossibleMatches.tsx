import { Button, Menu } from "@mantine/core";
import { IconChevronDown, IconUserQuestion } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "react-router";
import type { OpenIntake } from "../../../domain/story/index.ts";
import { api } from "../../api/client.ts";
import { useMay } from "../../api/me.ts";
import type { Wire } from "../../api/wire.ts";
import { Card } from "../../components/Card.tsx";
import { Tile } from "../../components/Tile.tsx";
import { When } from "../../components/When.tsx";
import styles from "./Who.module.css";

type Intake = Wire<OpenIntake>;
type Decision = { intake: Intake; contactId?: string; matterId?: string };

/** "Existing matter or new?": people who wrote by the web site and may be known. Nothing of theirs is written before staff say. */
export function PossibleMatches() {
  const intakes = useQuery({
    queryKey: ["intakes"],
    queryFn: () => api.get<{ intakes: Intake[] }>("/api/intakes"),
    refetchInterval: 20_000,
  });
  const list = intakes.data?.intakes ?? [];
  if (list.length === 0) return null;
  return (
    <Card heading="Possible matches: existing matter or new?" count={list.length}>
      {list.map((intake) => (
        <Match key={intake.id} intake={intake} />
      ))}
    </Card>
  );
}

const sameWords = { email: "same email", phone: "same phone", name: "same name" };
const nameOf = (contact: Record<string, unknown>) =>
  [contact["firstName"], contact["lastName"]].filter((one) => typeof one === "string" && one).join(" ") ||
  String(contact["email"] ?? contact["phone"] ?? "Somebody");

function Match({ intake }: { intake: Intake }) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const mayWork = useMay("work");
  const decide = useMutation({
    mutationFn: ({ contactId, matterId }: Decision) =>
      contactId
        ? api.post<{ matterId: string }>(`/api/intakes/${intake.id}/attach`, { contactId, ...(matterId ? { matterId } : {}) })
        : api.post<{ matterId: string }>(`/api/intakes/${intake.id}/create`),
    onSuccess: async ({ matterId }) => {
      await client.invalidateQueries();
      await navigate(`/matters/${matterId}`);
    },
  });
  return (
    <div className={styles.match}>
      <div style={{ display: "flex", gap: 12 }}>
        <Tile icon={IconUserQuestion} tone="waiting" />
        <div>
          <b>{nameOf(intake.contact)}</b> <span className="muted">wrote</span> <When at={intake.receivedAt} />
          <p className="muted small">
            Perhaps{" "}
            {intake.likely.map((one, index) => (
              <span key={one.id}>
                {index > 0 && ", or "}
                <Link to={`/contacts/${one.id}`}>{one.name}</Link> ({one.same.map((same) => sameWords[same]).join(", ")})
              </span>
            ))}
          </p>
        </div>
      </div>
      {mayWork && (
        <div className={styles.matchActs}>
          <Menu width={320}>
            <Menu.Target>
              <Button size="xs" variant="light" rightSection={<IconChevronDown size={14} stroke={1.7} />} loading={decide.isPending}>
                They are known
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              {intake.likely.flatMap((one) => [
                <Menu.Label key={one.id}>{one.name}</Menu.Label>,
                ...one.matters.map((matter) => (
                  <Menu.Item
                    key={`${one.id} ${matter.id}`}
                    onClick={() => decide.mutate({ intake, contactId: one.id, matterId: matter.id })}
                  >
                    About {matter.title} ({matter.number})
                  </Menu.Item>
                )),
                <Menu.Item key={`${one.id} new`} onClick={() => decide.mutate({ intake, contactId: one.id })}>
                  A new matter of {one.name}
                </Menu.Item>,
              ])}
            </Menu.Dropdown>
          </Menu>
          <Button size="xs" loading={decide.isPending} onClick={() => decide.mutate({ intake })}>
            Somebody new
          </Button>
        </div>
      )}
    </div>
  );
}
