import { MantineProvider } from "@mantine/core";
import { Notifications } from "@mantine/notifications";
import { QueryClientProvider } from "@tanstack/react-query";
import { createBrowserRouter, RouterProvider } from "react-router";
import { onSignedOut } from "../api/client.ts";
import { ProblemError } from "../api/problem.ts";
import { makeQueryClient } from "../api/queries.ts";
import { notifyProblem } from "../components/notify.tsx";
import { cssVariables, theme } from "../theme/theme.ts";
import { routes } from "./routes.tsx";

const queries = makeQueryClient();
const router = createBrowserRouter(routes);

onSignedOut(() => {
  const { pathname, search } = router.state.location;
  if (pathname === "/sign-in" || pathname === "/set-up" || pathname.startsWith("/invitation/")) return;
  queries.clear();
  void router.navigate(`/sign-in?next=${encodeURIComponent(pathname + search)}`, { replace: true });
});

// Whatever a button asked for in vain is said, also where nobody waited for the answer.
window.addEventListener("unhandledrejection", ({ reason }) => {
  if (reason instanceof ProblemError) notifyProblem(reason);
});

export function App() {
  return (
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
      <QueryClientProvider client={queries}>
        <Notifications position="bottom-right" limit={4} containerWidth={420} />
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>
  );
}
