import { SegmentedControl } from "@mantine/core";
import { useNavigate } from "react-router";

/** The two ways to look at matters: as a list, or as a board by stage. */
export function Views({ now, caseType }: { now: "list" | "board"; caseType?: string }) {
  const navigate = useNavigate();
  return (
    <SegmentedControl
      aria-label="View"
      value={now}
      data={[
        { value: "list", label: "List" },
        { value: "board", label: "Board" },
      ]}
      onChange={(value) =>
        void navigate(
          value === "board" ? `/pipeline${caseType ? `/${caseType}` : ""}` : `/matters${caseType ? `?caseType=${caseType}` : ""}`,
        )
      }
    />
  );
}
