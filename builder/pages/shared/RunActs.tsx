import { Button, Menu, Select, TextInput } from "@mantine/core";
import {
  IconArrowForwardUp,
  IconArrowRampRight,
  IconHandStop,
  IconLogout,
  IconPlayerPlay,
  IconRefresh,
  IconVersions,
  type TablerIcon,
} from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../../api/client.ts";
import { ConfirmReach } from "../../components/ConfirmReach.tsx";
import { notifyDone } from "../../components/notify.tsx";
import { many } from "../../editor/watch/numbers.ts";
import { HoldUntil, untilOf } from "./HoldUntil.tsx";

type Act = "retry" | "skip" | "jump" | "move" | "hold" | "resume" | "cancel";
interface Look {
  label: string;
  icon: TablerIcon;
  title: string;
  what: string;
  /** Whether a message may leave at once. */
  reaches: boolean;
  afterwards?: string;
}

const tenSeconds = "You have ten seconds to take it back.";
const looks: Record<Act, Look> = {
  retry: {
    ...{ label: "Try again", icon: IconRefresh, reaches: true, title: "Try these again?" },
    what: "Each goes on where it stopped, if what was wrong has been put right. Its message may then leave.",
  },
  skip: {
    ...{ label: "Leave the step out", icon: IconArrowForwardUp, reaches: true, title: "Leave the step out?", afterwards: tenSeconds },
    what: "The step they stand at is left out, or its wait ended, and the flow goes on after it.",
  },
  jump: {
    ...{ label: "Go on at another step", icon: IconArrowRampRight, reaches: true, title: "Go on at another step?", afterwards: tenSeconds },
    what: "They leave the step they stand at and go on at the one you choose. Nothing in between happens.",
  },
  move: {
    ...{
      label: "Move to another version",
      icon: IconVersions,
      reaches: true,
      title: "Move these to another version?",
      afterwards: tenSeconds,
    },
    what: "Each goes on at the same step of that version. Who stands at a step that it does not have stays where they are, with the reason.",
  },
  hold: {
    ...{ label: "Put on hold", icon: IconHandStop, reaches: false, title: "Put these on hold?" },
    what: "Nothing leaves for them from this flow until they are let go on. What they answer is kept.",
    afterwards: "You have a minute to take it back at once; each can be let go on at any time.",
  },
  resume: {
    ...{ label: "Let go on", icon: IconPlayerPlay, reaches: true, title: "Let these go on?" },
    what: "Their holds are lifted. What fell due meanwhile happens now, or is left out where it came too late.",
  },
  cancel: {
    ...{ label: "Take out of the flow", icon: IconLogout, reaches: false, title: "Take these out of the flow?", afterwards: tenSeconds },
    what: "The flow ends here for them. Nothing more is sent.",
  },
};
/** Where staff are needed, the ways out; else all that can be done. */
const waysOut: Act[] = ["retry", "skip", "cancel"];
const all: Act[] = ["retry", "skip", "jump", "move", "hold", "resume", "cancel"];

export interface RunActsProps {
  /** These runs, or everybody behind a number. */
  whom: { runIds: string[] } | { behind: { key: string; mark: string; version?: number; since?: string; until?: string } };
  count: number;
  clear: () => void;
  /** The step they stand at: whoever has gone on by then is left alone. */
  at?: string | undefined;
  /** Of the flow they are in, for going on elsewhere. Without it there are only the ways out of what went wrong. */
  flow?: { steps: { value: string; label: string }[]; versions: number[] };
}

/** What can be done for many runs at once. How far it has come, and the way back, then stand above every page. */
export function RunActs({ flow, ...props }: RunActsProps) {
  const [asked, setAsked] = useState<Act | null>(null);
  const dialog = asked && <Ask key={asked} act={asked} flow={flow} {...props} onClose={() => setAsked(null)} />;
  if (!flow)
    return (
      <>
        {waysOut.map((act) => (
          <Button key={act} size="xs" onClick={() => setAsked(act)}>
            {looks[act].label}
          </Button>
        ))}
        {dialog}
      </>
    );
  return (
    <>
      <Menu position="top-end" width={220}>
        <Menu.Target>
          <Button size="xs" variant="light">
            What to do
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {all.map((act) => {
            const { icon: Icon, label } = looks[act];
            return (
              <Menu.Item key={act} leftSection={<Icon size={16} stroke={1.7} />} onClick={() => setAsked(act)}>
                {label}
              </Menu.Item>
            );
          })}
        </Menu.Dropdown>
      </Menu>
      {dialog}
    </>
  );
}

function Ask({ act, flow, whom, count, at, clear, onClose }: RunActsProps & { act: Act; onClose: () => void }) {
  const client = useQueryClient();
  const [reason, setReason] = useState("");
  const [until, setUntil] = useState("");
  const [step, setStep] = useState<string | null>(null);
  const [version, setVersion] = useState<string | null>(null);
  const look = looks[act];
  const given =
    act === "hold"
      ? { reason: reason.trim(), ...untilOf(until) }
      : act === "jump"
        ? { step }
        : act === "move"
          ? { version: Number(version) }
          : {};
  const missing = (act === "hold" && !reason.trim()) || (act === "jump" && !step) || (act === "move" && !version);
  const tell = async () => {
    const body = { do: act, ...whom, ...given, ...(at && act !== "resume" ? { at } : {}) };
    await api.post("/api/bulk/commands", body, { idempotencyKey: crypto.randomUUID() });
    await client.invalidateQueries({ queryKey: ["bulk"] });
    notifyDone("It is being done. How far it has come stands at the top of the page.");
    onClose();
    clear();
  };
  return (
    <ConfirmReach
      opened
      onCancel={onClose}
      onConfirm={tell}
      title={look.title}
      what={
        <>
          <p>{look.what}</p>
          {act === "hold" && (
            <>
              <TextInput
                data-autofocus
                label="Why"
                maxLength={500}
                value={reason}
                onChange={(event) => setReason(event.currentTarget.value)}
              />
              <HoldUntil value={until} onChange={setUntil} />
            </>
          )}
          {act === "jump" && (
            <Select
              label="They go on at"
              searchable
              data={flow?.steps ?? []}
              value={step}
              onChange={setStep}
              placeholder="Choose the step"
            />
          )}
          {act === "move" && (
            <Select
              label="To"
              data={(flow?.versions ?? []).map((number) => ({ value: String(number), label: `Version ${number}` }))}
              value={version}
              onChange={setVersion}
              placeholder="Choose the version"
            />
          )}
        </>
      }
      reach={missing ? null : look.reaches ? count : 0}
      uncounted={act === "hold" ? "Say why first." : "Choose first."}
      upTo
      confirmLabel={`${look.label}: ${many(count)}`}
      {...(look.afterwards ? { afterwards: look.afterwards } : {})}
    />
  );
}
