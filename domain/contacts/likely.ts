import Type from "typebox";
import { query, type Stored } from "../base/index.ts";
import { closed, emailAddress, phoneNumber, plain } from "../inputs/index.ts";
import { ContactModel, type ContactRecord } from "./model.ts";
import { nameOf } from "./shape.ts";

export interface LikelyContact {
  id: string;
  name: string;
  email?: string;
  phone?: string;
  matterIds: string[];
  /** Why it may be them: what is the same. */
  same: ("email" | "phone" | "name")[];
}

/** Who somebody that wrote to the firm may already be, the likeliest first. A value that is not an address or number matches nothing. */
export const findLikelyContacts = query({
  name: "contacts.findLikely",
  role: "viewer",
  public: true,
  input: Type.Object(
    {
      email: Type.Optional(Type.String({ maxLength: 254 })),
      phone: Type.Optional(Type.String({ maxLength: 40 })),
      firstName: Type.Optional(Type.String({ maxLength: 80 })),
      lastName: Type.Optional(Type.String({ maxLength: 80 })),
    },
    closed,
  ),
  run: async (asked): Promise<LikelyContact[]> => {
    const email = asked.email ? orNothing(() => emailAddress("/email", asked.email ?? "")) : undefined;
    const phone = asked.phone ? orNothing(() => phoneNumber("/phone", asked.phone ?? "")) : undefined;
    const sortName = asked.firstName && asked.lastName ? plain(`${asked.lastName.trim()}, ${asked.firstName.trim()}`) : undefined;
    const found = new Map<string, Stored<ContactRecord>>();
    for (const which of [email && { email }, phone && { phone }, sortName && { sortName }])
      if (which)
        for (const one of await ContactModel.find({ ...which, deletedAt: null })
          .limit(20)
          .lean())
          found.set(one._id, one as Stored<ContactRecord>);
    return [...found.values()]
      .map((one) => ({
        id: one._id,
        name: nameOf(one),
        ...(one.email ? { email: one.email } : {}),
        ...(one.phone ? { phone: one.phone } : {}),
        matterIds: one.matterIds,
        same: [
          ...(email && one.email === email ? (["email"] as const) : []),
          ...(phone && one.phone === phone ? (["phone"] as const) : []),
          ...(sortName && one.sortName === sortName ? (["name"] as const) : []),
        ],
      }))
      .sort((a, b) => b.same.length - a.same.length);
  },
});

function orNothing(read: () => string): string | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
