import { Button } from "@mantine/core";
import { IconMapQuestion } from "@tabler/icons-react";
import { Link } from "react-router";
import { EmptyState } from "../components/EmptyState.tsx";
import { Page } from "../frame/Page.tsx";

export function NotFound() {
  return (
    <Page title="There is no such page">
      <EmptyState
        icon={IconMapQuestion}
        title="This address leads nowhere"
        action={
          <Button component={Link} to="/">
            To Today
          </Button>
        }
      >
        It may have been moved or mistyped. Search for what you need with Ctrl K, or start from Today.
      </EmptyState>
    </Page>
  );
}
