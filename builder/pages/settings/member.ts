import type { Role } from "../../api/me.ts";

/** A member of staff, as `/api/staff` gives them. */
export interface Member {
  id: string;
  name: string;
  email: string;
  role: Role;
  title?: string;
  phone?: string;
  active: boolean;
  invited: boolean;
  /** While they are not here: until when, and who is asked instead. */
  away?: { until: string; standIn?: string };
}
