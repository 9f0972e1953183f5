import { ActionIcon, Menu } from "@mantine/core";
import {
  IconArrowForwardUp,
  IconArrowRampRight,
  IconDots,
  IconHandStop,
  IconLogout,
  IconPlayerPlay,
  IconRefresh,
} from "@tabler/icons-react";
import { useState } from "react";
import type { RunLine } from "../../../domain/story/index.ts";
import type { Command } from "../../../engine/run/index.ts";
import { useMay } from "../../api/me.ts";
import type { Wire } from "../../api/wire.ts";
import { notifyDone } from "../../components/notify.tsx";
import type { OpenRun } from "../../editor/run/types.ts";
import { useCommand, useFacts, useRun } from "../run/api.ts";
import { type Act, CommandDialog } from "../run/CommandDialog.tsx";

type Asked = { sort: "hold" | "resume" | "jump" | "cancel" } | { sort: "skip" | "retry"; step: string };

/** What staff can do with somebody's flow, from the page about them: the same as on the page of the flow they are in. */
export function RunMenu({ run }: { run: Wire<RunLine> }) {
  const mayWork = useMay("work");
  const [asked, setAsked] = useState<Asked | null>(null);
  if (!mayWork) return null;
  return (
    <>
      <Menu position="bottom-end" width={250}>
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" size={28} aria-label={`More for ${run.flowName}`}>
            <IconDots size={17} stroke={1.7} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {run.now
            .filter(({ state }) => state === "attention")
            .map(({ step, name }) => (
              <Menu.Item
                key={`again ${step}`}
                leftSection={<IconRefresh size={16} stroke={1.7} />}
                onClick={() => setAsked({ sort: "retry", step })}
              >
                Try “{name}” again
              </Menu.Item>
            ))}
          {run.status === "held" ? (
            <Menu.Item leftSection={<IconPlayerPlay size={16} stroke={1.7} />} onClick={() => setAsked({ sort: "resume" })}>
              Let it go on
            </Menu.Item>
          ) : (
            <Menu.Item leftSection={<IconHandStop size={16} stroke={1.7} />} onClick={() => setAsked({ sort: "hold" })}>
              Put on hold
            </Menu.Item>
          )}
          {run.now.map(({ step, name, kind, state }) => (
            <Menu.Item
              key={step}
              leftSection={<IconArrowForwardUp size={16} stroke={1.7} />}
              onClick={() => setAsked({ sort: "skip", step })}
            >
              {kind === "wait" && state !== "attention" ? "Skip the wait" : `Leave out “${name}”`}
            </Menu.Item>
          ))}
          <Menu.Item leftSection={<IconArrowRampRight size={16} stroke={1.7} />} onClick={() => setAsked({ sort: "jump" })}>
            Go on elsewhere
          </Menu.Item>
          <Menu.Item color="attention" leftSection={<IconLogout size={16} stroke={1.7} />} onClick={() => setAsked({ sort: "cancel" })}>
            Take out of the flow
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {asked && <Ask runId={run.id} asked={asked} onClose={() => setAsked(null)} />}
    </>
  );
}

/** The dialog speaks of the run's steps and people: they are fetched when it is opened. */
function Ask({ runId, asked, onClose }: { runId: string; asked: Asked; onClose: () => void }) {
  const { data: run } = useRun(runId);
  const act = run && actOf(run, asked);
  return run && act ? <Dialog run={run} act={act} onClose={onClose} /> : null;
}

function actOf(run: OpenRun, asked: Asked): Act | undefined {
  if (!("step" in asked)) return asked;
  const place = run.position.find((one) => one.step === asked.step && (asked.sort === "skip" || one.state === "attention"));
  return place && { sort: asked.sort, place };
}

function Dialog({ run, act, onClose }: { run: OpenRun; act: Act; onClose: () => void }) {
  const facts = useFacts(run);
  const command = useCommand(run.id);
  const tell = async (what: Command, done: string) => {
    await command.mutateAsync(what);
    notifyDone(done);
    onClose();
  };
  return <CommandDialog act={act} run={run} facts={facts} onTell={tell} onClose={onClose} />;
}
