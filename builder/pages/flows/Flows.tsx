import { Button } from "@mantine/core";
import { IconPlus, IconUpload } from "@tabler/icons-react";
import { useRef, useState } from "react";
import { useNavigate, useSearchParams } from "react-router";
import { useMay } from "../../api/me.ts";
import { ErrorState } from "../../components/ErrorState.tsx";
import { FilterChips } from "../../components/FilterChips.tsx";
import { notifyProblem } from "../../components/notify.tsx";
import { useFlows } from "../../editor/api/flows.ts";
import { Page } from "../../frame/Page.tsx";
import { CaseTypes } from "./CaseTypes.tsx";
import { createFromFile } from "./create.ts";
import { FlowList } from "./FlowList.tsx";
import styles from "./Flows.module.css";
import { filterFlows, type Shown, totalsOf } from "./filter.ts";
import { NewFlow } from "./NewFlow.tsx";
import { NoFlows } from "./NoFlows.tsx";

/** Every flow of the firm with who is in it now, and the flows that ship to start from. */
export default function Flows() {
  const { data, error, isPending, refetch } = useFlows();
  const [shown, setShown] = useState<Shown>("all");
  const [search, setSearch] = useState("");
  const [params, setParams] = useSearchParams();
  const mayEdit = useMay("build");
  const navigate = useNavigate();
  const file = useRef<HTMLInputElement>(null);
  const making = params.get("new");
  const flows = data?.flows ?? [];
  const totals = totalsOf(flows);
  const fromFile = async (chosen: File | undefined) => {
    if (!chosen) return;
    try {
      navigate(`/flows/${await createFromFile(chosen)}`);
    } catch (failure) {
      notifyProblem(failure);
    }
  };
  const pickFile = () => file.current?.click();
  const make = (way: "empty" | "library" | null) => setParams(way ? { new: way } : {}, { replace: true });
  return (
    <Page
      title="Flows"
      tools={
        mayEdit && (
          <Button leftSection={<IconUpload size={16} stroke={1.7} />} onClick={pickFile}>
            From a file
          </Button>
        )
      }
      primary={
        mayEdit && (
          <Button variant="filled" leftSection={<IconPlus size={16} stroke={1.7} />} onClick={() => make("empty")}>
            New flow
          </Button>
        )
      }
    >
      {error ? (
        <ErrorState error={error} onRetry={() => void refetch()} title="The flows could not be shown" />
      ) : !isPending && flows.length === 0 ? (
        <NoFlows mayEdit={mayEdit} onEmpty={() => make("empty")} onFile={pickFile} />
      ) : (
        <>
          <div className={styles.filters}>
            <FilterChips
              label="Show"
              value={shown}
              onChange={setShown}
              choices={[
                { value: "all", label: "All", count: totals.all },
                { value: "live", label: "Live", count: totals.live },
                { value: "attention", label: "Needs attention", count: totals.attention },
                { value: "draft", label: "Never published", count: totals.draft },
              ]}
            >
              <input
                className={styles.search}
                type="search"
                placeholder="Find a flow"
                aria-label="Find a flow"
                value={search}
                onChange={(event) => setSearch(event.currentTarget.value)}
              />
            </FilterChips>
            <span className={styles.live}>Counts are live · last 12 weeks</span>
          </div>
          <FlowList flows={filterFlows(flows, shown, search)} loading={isPending} />
        </>
      )}
      {mayEdit && <CaseTypes taken={flows.map((flow) => flow.key)} highlighted={making === "library"} />}
      <NewFlow opened={making === "empty"} onClose={() => make(null)} />
      <input
        ref={file}
        type="file"
        accept=".json,application/json"
        hidden
        onChange={(event) => void fromFile(event.currentTarget.files?.[0])}
      />
    </Page>
  );
}
