import type { Route } from "../core/route.ts";
import { routes as approvals } from "./approvals.ts";
import { routes as bulk } from "./bulk.ts";
import { routes as calls } from "./calls.ts";
import { routes as contacts } from "./contacts.ts";
import { routes as documents } from "./documents.ts";
import { routes as facts } from "./facts.ts";
import { routes as files } from "./files.ts";
import { routes as firms } from "./firms.ts";
import { routes as flows } from "./flows.ts";
import { routes as forms } from "./forms.ts";
import { routes as holds } from "./holds.ts";
import { routes as imports } from "./imports.ts";
import { routes as intakes } from "./intakes.ts";
import { routes as invoices } from "./invoices.ts";
import { routes as library } from "./library.ts";
import { routes as links } from "./links.ts";
import { routes as mailDomain } from "./mailDomain.ts";
import { routes as mailReports } from "./mailReports.ts";
import { routes as matters } from "./matters.ts";
import { routes as messages } from "./messages.ts";
import { routes as moves } from "./moves.ts";
import { routes as occasions } from "./occasions.ts";
import { routes as outbox } from "./outbox.ts";
import { routes as pipelines } from "./pipelines.ts";
import { routes as publicBooking } from "./public-booking.ts";
import { routes as publicForms } from "./public-forms.ts";
import { routes as publicRequests } from "./public-requests.ts";
import { routes as publicSigning } from "./public-signing.ts";
import { routes as requests } from "./requests.ts";
import { routes as runs } from "./runs.ts";
import { routes as savedAnswers } from "./savedAnswers.ts";
import { routes as scheduling } from "./scheduling.ts";
import { routes as search } from "./search.ts";
import { routes as staff } from "./staff.ts";
import { routes as story } from "./story.ts";
import { routes as tasks } from "./tasks.ts";
import { routes as templates } from "./templates.ts";
import { routes as texts } from "./texts.ts";
import { routes as today } from "./today.ts";
import { routes as unsubscribe } from "./unsubscribe.ts";
import { routes as webhooks } from "./webhooks.ts";

/** Every route of the API. A capability's file exports its `routes`; one line here adds them. */
export const allRoutes: Route[] = [
  ...firms,
  ...facts,
  ...files,
  ...forms,
  ...publicBooking,
  ...publicForms,
  ...publicRequests,
  ...publicSigning,
  ...requests,
  ...savedAnswers,
  ...scheduling,
  ...staff,
  ...today,
  ...unsubscribe,
  ...webhooks,
  ...templates,
  ...texts,
  ...messages,
  ...documents,
  ...approvals,
  ...bulk,
  ...calls,
  ...contacts,
  ...imports,
  ...intakes,
  ...invoices,
  ...library,
  ...links,
  ...mailDomain,
  ...mailReports,
  ...matters,
  ...occasions,
  ...outbox,
  ...pipelines,
  ...search,
  ...story,
  ...tasks,
  ...flows,
  ...holds,
  ...moves,
  ...runs,
];
