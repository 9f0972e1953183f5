import { Button } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { lazy, Suspense, useState } from "react";
import { Link } from "react-router";
import { useMay } from "../../api/me.ts";
import { ErrorState } from "../../components/ErrorState.tsx";
import { FilterChips } from "../../components/FilterChips.tsx";
import { useFlows } from "../../editor/api/flows.ts";
import { Page } from "../../frame/Page.tsx";
import { FlowPlaces } from "../shared/FlowPlaces.tsx";
import { FlowList } from "./FlowList.tsx";
import styles from "./Flows.module.css";
import { FromFile } from "./FromFile.tsx";
import { filterFlows, type Shown, totalsOf } from "./filter.ts";
import { NoFlows } from "./NoFlows.tsx";

// They are drawn by the engine, which the list itself does without.
const CaseTypes = lazy(() => import("./CaseTypes.tsx"));

/** Every flow of the firm with who is in it now, and the flows that ship to start from. */
export default function Flows() {
  const { data, error, isPending, refetch } = useFlows();
  const [shown, setShown] = useState<Shown>("all");
  const [search, setSearch] = useState("");
  const mayEdit = useMay("build");
  const flows = data?.flows ?? [];
  const totals = totalsOf(flows);
  return (
    <Page
      title="Flows"
      beside={<FlowPlaces now="/flows" />}
      tools={mayEdit && <FromFile />}
      primary={
        mayEdit && (
          <Button component={Link} to="/new-flow" variant="filled" leftSection={<IconPlus size={16} stroke={1.7} />}>
            New flow
          </Button>
        )
      }
    >
      {error ? (
        <ErrorState error={error} onRetry={() => void refetch()} title="The flows could not be shown" />
      ) : !isPending && flows.length === 0 ? (
        <NoFlows />
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
      {mayEdit && (
        <Suspense fallback={null}>
          <CaseTypes />
        </Suspense>
      )}
    </Page>
  );
}
