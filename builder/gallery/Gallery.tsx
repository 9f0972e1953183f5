import { Button, Tabs } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import { StateChip } from "../components/StateChip.tsx";
import { Page } from "../frame/Page.tsx";
import { FormsShown } from "./FormsShown.tsx";
import { KindsShown } from "./KindsShown.tsx";
import { LinesShown } from "./LinesShown.tsx";
import { ListShown } from "./ListShown.tsx";
import { StatesShown } from "./StatesShown.tsx";

const shown = { lines: LinesShown, list: ListShown, states: StatesShown, kinds: KindsShown, forms: FormsShown };

/** Every component in its states, to look at while building. `/gallery?show=list` opens one. */
export default function Gallery() {
  const asked = new URLSearchParams(window.location.search).get("show") ?? "lines";
  const [tab, setTab] = useState<string | null>(asked in shown ? asked : "lines");
  return (
    <main style={{ height: "100dvh", overflow: "auto", display: "flex", flexDirection: "column" }}>
      <Page
        title="Gallery"
        beside={<StateChip state="plain">for those who build pages</StateChip>}
        crumbs={[{ label: "Today", to: "/" }, { label: "Components" }]}
        tools={<Button>Secondary</Button>}
        primary={
          <Button variant="filled" leftSection={<IconPlus size={16} stroke={1.7} />}>
            Primary
          </Button>
        }
        fill
      >
        <Tabs
          value={tab}
          onChange={setTab}
          keepMounted={false}
          styles={{
            root: { display: "flex", flexDirection: "column", flex: 1, minHeight: 0 },
            panel: { flex: 1, minHeight: 0, paddingTop: 14 },
          }}
        >
          <Tabs.List>
            {Object.keys(shown).map((name) => (
              <Tabs.Tab key={name} value={name}>
                {name}
              </Tabs.Tab>
            ))}
          </Tabs.List>
          {Object.entries(shown).map(([name, Shown]) => (
            <Tabs.Panel key={name} value={name}>
              <Shown />
            </Tabs.Panel>
          ))}
        </Tabs>
      </Page>
    </main>
  );
}
