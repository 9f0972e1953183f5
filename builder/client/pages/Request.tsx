import { lazy } from "react";
import type { Form, FormPeople, Language, Text } from "../../../engine/forms/index.ts";
import type { PublicFirm } from "../firm/firm.ts";
import { Done } from "../form/Done.tsx";
import type { Filled } from "../form/FormScreens.tsx";
import { LoadedPage } from "../frame/LoadedPage.tsx";
import type { Params } from "../routes.ts";
import type { Signing } from "../signing/types.ts";

export interface GivenFile {
  fileId: string;
  name: string;
  asked: string;
  state: "waiting" | "kept";
}
interface About {
  firm: PublicFirm;
  language: Language;
  state: "open" | "done" | "waived" | "givenUp" | "closed";
  answeredAt?: string;
  expiresAt: string;
}
export interface FormRequest extends About {
  kind: "form";
  form: Form;
  people: FormPeople;
  progress: Filled & { at: string | null };
}
export interface FilesRequest extends About {
  kind: "files";
  title?: string;
  firstName?: string;
  asked: { name: string; hint?: string; required?: boolean; max?: number }[];
  files: GivenFile[];
  missing: string[];
}
export interface DoneRequest extends About {
  kind: "form" | "files" | "appointment" | "signature";
  title?: Text;
  done?: { title: Text; text?: Text };
}
export interface SignatureRequest extends About {
  kind: "signature";
  signing: Signing;
}
export type Shown = FormRequest | FilesRequest | SignatureRequest | DoneRequest;

const RequestedForm = lazy(() => import("./RequestedForm.tsx"));
const Offer = lazy(() => import("../booking/Offer.tsx").then(({ Offer: page }) => ({ default: page })));
const RequestedSignature = lazy(() => import("./RequestedSignature.tsx"));
const RequestedFiles = lazy(() => import("./RequestedFiles.tsx"));

/** What a link opens: a form, papers asked for, a document to sign, an appointment offered. What is answered already only says so. */
export default function Request({ params }: { params: Params }) {
  const path = `/api/public/requests/${encodeURIComponent(params["token"] ?? "")}`;
  return <LoadedPage<Shown> path={path}>{(shown, _reload, set) => page(shown, path, set, params["token"] ?? "")}</LoadedPage>;
}

function page(shown: Shown, path: string, set: (shown: Shown) => void, token: string) {
  if (shown.kind === "signature" && "signing" in shown && shown.signing) return <RequestedSignature request={shown} path={path} />;
  if (shown.state === "done" || shown.state === "waived") return <Done request={shown as DoneRequest} />;
  if (shown.kind === "form") return <RequestedForm request={shown as FormRequest} path={path} onDone={set} />;
  if (shown.kind === "files") return <RequestedFiles request={shown as FilesRequest} path={path} onDone={set} />;
  if (shown.kind === "appointment") return <Offer token={token} />;
  return <Done request={shown as DoneRequest} />;
}
