import type { Stored } from "../base/index.ts";
import { StaffModel, type StaffRecord } from "./model.ts";

/** Who works here of those that are named by their ids or by a role, in the order of their ids. A firm's staff is few: all are read. Within a scope. */
export async function staffNamed(named: readonly string[]): Promise<Stored<StaffRecord>[]> {
  const staff = (await StaffModel.find().sort({ _id: 1 }).lean()) as Stored<StaffRecord>[];
  return staff.filter((one) => one.active && (named.includes(one._id) || named.includes(one.role)));
}
