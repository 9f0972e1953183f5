import { Component, type ReactNode, Suspense } from "react";
import type { ProblemDocument } from "../api/problem.ts";
import { Loading } from "./frame/Loading.tsx";
import { ProblemPage } from "./frame/ProblemPage.tsx";
import { LanguageProvider } from "./i18n/Language.tsx";
import { match } from "./match.ts";
import { type PublicRoute, routes } from "./routes.ts";

const unknownLink: ProblemDocument = { type: "urn:firmflow:problem:not-found", title: "Not found", status: 404, detail: "" };
const broken: ProblemDocument = { type: "about:blank", title: "", status: 500, detail: "" };

export function ClientApp() {
  return (
    <LanguageProvider>
      <Guard>
        <Suspense fallback={<Loading />}>{shown(window.location.pathname)}</Suspense>
      </Guard>
    </LanguageProvider>
  );
}

function shown(path: string): ReactNode {
  for (const route of routes) {
    const params = match(route.path, path);
    if (params) return element(route, params);
  }
  return <ProblemPage problem={unknownLink} />;
}

const element = ({ page: Page }: PublicRoute, params: Record<string, string>) => <Page params={params} />;

/** Whatever breaks, the page says how to go on. */
class Guard extends Component<{ children: ReactNode }, { failed: boolean }> {
  override state = { failed: false };
  static getDerivedStateFromError() {
    return { failed: true };
  }
  override render() {
    if (this.state.failed) return <ProblemPage problem={broken} onRetry={() => window.location.reload()} />;
    return this.props.children;
  }
}
