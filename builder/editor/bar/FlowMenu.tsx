import { Menu } from "@mantine/core";
import {
  IconClipboardText,
  IconDownload,
  IconHandStop,
  IconHistory,
  IconPencil,
  IconPhoto,
  IconPlayerPause,
  IconPlayerPlay,
  IconPrinter,
  IconVectorBezier,
} from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { definitionOf } from "../../../engine/graph/index.ts";
import { useMay } from "../../api/me.ts";
import { notifyDone, notifyProblem } from "../../components/notify.tsx";
import { flowCalls, noteStanding, type OpenFlow } from "../api/flows.ts";
import { pasteByButton } from "../canvas/useClipboard.ts";
import type { PictureKind } from "../picture/save.tsx";
import { useEditorStore } from "../store/context.tsx";
import { shownIn } from "../store/editorStore.ts";
import { useNames } from "../words/names.ts";

interface FlowMenuProps {
  flow: OpenFlow;
  readOnly: boolean;
  onRename: () => void;
  onHold: () => void;
}

/** What can be done with the flow as a whole. */
export function FlowMenu({ flow, readOnly, onRename, onHold }: FlowMenuProps) {
  const store = useEditorStore();
  const names = useNames();
  const queries = useQueryClient();
  const mayEdit = useMay("build");
  const mayWork = useMay("work");
  const setState = async (state: "live" | "paused") => {
    try {
      await flowCalls.setState(flow.key, state);
      await noteStanding(queries, flow.key, (before) => ({ ...before, state }));
      notifyDone(state === "paused" ? "Paused: it starts nobody. Those in it go on." : "It starts people again.");
    } catch (error) {
      notifyProblem(error);
    }
  };
  const picture = async (kind: PictureKind) => {
    try {
      const { savePicture } = await import("../picture/save.tsx");
      await savePicture(shownIn(store.getState()), names, kind);
    } catch (error) {
      notifyProblem(error);
    }
  };
  const saveAsFile = () => {
    const { graph } = shownIn(store.getState());
    download(graph.settings.key, definitionOf(graph));
  };
  return (
    <Menu.Dropdown>
      {mayEdit && !readOnly && (
        <Menu.Item leftSection={<IconPencil size={15} stroke={1.7} />} onClick={() => requestAnimationFrame(onRename)}>
          Rename
        </Menu.Item>
      )}
      {mayEdit && !readOnly && (
        <Menu.Item leftSection={<IconClipboardText size={15} stroke={1.7} />} onClick={() => void pasteByButton(store)}>
          Paste steps
        </Menu.Item>
      )}
      <Menu.Item leftSection={<IconHistory size={15} stroke={1.7} />} onClick={() => store.getState().show("history")}>
        Versions
      </Menu.Item>
      <Menu.Item leftSection={<IconDownload size={15} stroke={1.7} />} onClick={saveAsFile}>
        Save as a file
      </Menu.Item>
      <Menu.Item leftSection={<IconPhoto size={15} stroke={1.7} />} onClick={() => void picture("png")}>
        Save as a picture
      </Menu.Item>
      <Menu.Item leftSection={<IconVectorBezier size={15} stroke={1.7} />} onClick={() => void picture("svg")}>
        Save as a drawing (SVG)
      </Menu.Item>
      <Menu.Item leftSection={<IconPrinter size={15} stroke={1.7} />} onClick={() => requestAnimationFrame(() => window.print())}>
        Print
      </Menu.Item>
      {mayEdit && flow.state === "live" && (
        <Menu.Item leftSection={<IconPlayerPause size={15} stroke={1.7} />} onClick={() => void setState("paused")}>
          Pause: start nobody
        </Menu.Item>
      )}
      {mayEdit && flow.state === "paused" && (
        <Menu.Item leftSection={<IconPlayerPlay size={15} stroke={1.7} />} onClick={() => void setState("live")}>
          Start people again
        </Menu.Item>
      )}
      {mayWork && flow.liveVersion && (
        <Menu.Item leftSection={<IconHandStop size={15} stroke={1.7} />} onClick={onHold}>
          Hold its messages
        </Menu.Item>
      )}
    </Menu.Dropdown>
  );
}

/** The definition as JSON, as the command line and "from a file" take it. */
function download(key: string, definition: unknown): void {
  const url = URL.createObjectURL(new Blob([`${JSON.stringify(definition, null, 2)}\n`], { type: "application/json" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = `${key}.flow.json`;
  link.click();
  URL.revokeObjectURL(url);
}
