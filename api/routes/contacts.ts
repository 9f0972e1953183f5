import {
  ContactChange,
  changeContact,
  changeTags,
  contactFilters,
  createContact,
  deleteContact,
  findLikelyContacts,
  listContacts,
  mergeContacts,
  NewContact,
  restoreContact,
  unsubscribe,
} from "../../domain/contacts/index.ts";
import { readContactPage } from "../../domain/story/index.ts";
import { type Route, route } from "../core/route.ts";
import { anything, body, idParams, idText } from "../core/shorthand.ts";

const tag = "contacts";
const params = idParams("contactId");
const path = "/contacts/{contactId}";

export const routes: Route[] = [
  route(
    {
      method: "get",
      path: "/contacts",
      summary: "Contacts, newest first; filtered and searched",
      tag,
      role: "viewer",
      query: listContacts.spec.input,
      answer: anything,
    },
    (scope, { query }) => listContacts(scope, query),
  ),
  route(
    { method: "get", path: "/contacts/filters", summary: "The tags and sources contacts have", tag, role: "viewer", answer: anything },
    (scope) => contactFilters(scope, {}),
  ),
  route(
    {
      method: "get",
      path: "/contacts/likely",
      summary: "Who somebody may already be",
      tag,
      role: "viewer",
      query: findLikelyContacts.spec.input,
      answer: anything,
    },
    async (scope, { query }) => ({ contacts: await findLikelyContacts(scope, query) }),
  ),
  route(
    { method: "post", path: "/contacts", summary: "Add a contact", tag, role: "staff", body: NewContact, status: 201, answer: anything },
    (scope, input) => createContact(scope, input.body),
  ),
  route(
    { method: "get", path, summary: "A contact with matters, flows, tasks and dates", tag, role: "viewer", params, answer: anything },
    (scope, { params: { contactId } }) => readContactPage(scope, { contactId }),
  ),
  route(
    {
      method: "patch",
      path,
      summary: "Change a contact; null clears a field",
      tag,
      role: "staff",
      params,
      body: ContactChange,
      answer: anything,
    },
    (scope, input) => changeContact(scope, { contactId: input.params.contactId, change: input.body }),
  ),
  route(
    { method: "delete", path, summary: "Delete a contact; it can be restored", tag, role: "staff", params },
    (scope, { params: { contactId } }) => deleteContact(scope, { contactId }),
  ),
  route(
    { method: "post", path: `${path}/restore`, summary: "Take a deletion back", tag, role: "staff", params },
    (scope, { params: { contactId } }) => restoreContact(scope, { contactId }),
  ),
  route(
    {
      method: "post",
      path: `${path}/tags`,
      summary: "Add and remove tags",
      tag,
      role: "staff",
      params,
      body: body({ add: changeTags.spec.input.properties.add, remove: changeTags.spec.input.properties.remove }),
      answer: anything,
    },
    (scope, input) => changeTags(scope, { contactId: input.params.contactId, ...input.body }),
  ),
  route(
    {
      method: "post",
      path: `${path}/unsubscribe`,
      summary: "Note that they want no marketing",
      tag,
      role: "staff",
      params,
      body: body({ topic: unsubscribe.spec.input.properties.topic, source: unsubscribe.spec.input.properties.source }),
    },
    (scope, input) => unsubscribe(scope, { contactId: input.params.contactId, ...input.body }),
  ),
  route(
    {
      method: "post",
      path: `${path}/merge`,
      summary: "Merge another record of the same person into this one; the stricter consent stands",
      tag,
      role: "staff",
      params,
      body: body({ otherId: idText }),
      answer: anything,
    },
    (scope, input) => mergeContacts(scope, { keepId: input.params.contactId, otherId: input.body.otherId }),
  ),
];
