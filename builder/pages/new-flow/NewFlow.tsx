import { Button } from "@mantine/core";
import { IconSquarePlus } from "@tabler/icons-react";
import { useState } from "react";
import { useSearchParams } from "react-router";
import type { ShippedFlow } from "../../../domain/library/index.ts";
import { useMay } from "../../api/me.ts";
import { ErrorState } from "../../components/ErrorState.tsx";
import { FilterChips } from "../../components/FilterChips.tsx";
import { LoadingLines } from "../../components/LoadingLines.tsx";
import { Page } from "../../frame/Page.tsx";
import { FromFile } from "../flows/FromFile.tsx";
import { useLibrary } from "../flows/library.ts";
import { Shipped } from "../flows/Shipped.tsx";
import { EmptyFlow } from "./EmptyFlow.tsx";
import styles from "./NewFlow.module.css";

/** Where a flow begins: from one that ships, by case type; from empty; or from a file. */
export default function NewFlow() {
  const mayEdit = useMay("build");
  const { data, error, refetch } = useLibrary();
  const [params, setParams] = useSearchParams();
  const [empty, setEmpty] = useState(false);
  const group = params.get("for") ?? "";
  const groups = Map.groupBy(data?.flows ?? [], (flow) => flow.group);
  const shown = [...groups].filter(([name]) => group === "" || name === group);
  return (
    <Page
      title="New flow"
      crumbs={[{ label: "Flows", to: "/flows" }]}
      tools={mayEdit && <FromFile />}
      primary={
        mayEdit && (
          <Button variant="filled" leftSection={<IconSquarePlus size={16} stroke={1.7} />} onClick={() => setEmpty(true)}>
            From empty
          </Button>
        )
      }
    >
      <p className={styles.lead}>
        {mayEdit
          ? "Choose one that is close to what you do: it is copied with its forms, emails and documents, and yours to change. What you have already stays as it is."
          : "These ship with Firmflow. Somebody who may build flows can make one of them the firm’s own."}
      </p>
      {error && <ErrorState error={error} onRetry={() => void refetch()} title="The flows that ship could not be shown" />}
      {!data && !error && <LoadingLines lines={8} label="Looking up the flows that ship" />}
      {data && (
        <FilterChips
          label="Case type"
          value={group}
          onChange={(name) => setParams(name ? { for: name } : {}, { replace: true })}
          choices={[
            { value: "", label: "All", count: data.flows.length },
            ...[...groups].map(([name, flows]) => ({ value: name, label: name, count: flows.length })),
          ]}
        />
      )}
      {shown.map(([name, flows]) => (
        <Group key={name} name={name} flows={flows} />
      ))}
      <EmptyFlow opened={empty} onClose={() => setEmpty(false)} />
    </Page>
  );
}

function Group({ name, flows }: { name: string; flows: ShippedFlow[] }) {
  const id = `of-${name.toLowerCase().replace(/\W+/g, "-")}`;
  return (
    <section className={styles.group} aria-labelledby={id}>
      <h2 id={id}>{name}</h2>
      <div className={styles.gallery}>
        {flows.map((flow) => (
          <Shipped key={flow.key} flow={flow} whole />
        ))}
      </div>
    </section>
  );
}
