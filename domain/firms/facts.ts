import type { FirmFacts } from "../../engine/run/types.ts";
import type { FirmRecord } from "./model.ts";

/** The firm as flows read it. */
export function firmFacts(firm: FirmRecord): FirmFacts {
  return {
    id: firm._id,
    name: firm.name,
    zone: firm.zone,
    state: firm.state,
    holidays: firm.holidays.map((holiday) => holiday.date),
    hours: firm.hours,
    ...(firm.postalAddress ? { postalAddress: firm.postalAddress } : {}),
    ...(firm.phone ? { phone: firm.phone } : {}),
    ...(firm.website ? { website: firm.website } : {}),
    email: firm.sender.email,
    ...(firm.webhookHosts?.length ? { webhookHosts: firm.webhookHosts } : {}),
    ...(firm.marketingCap ? { marketingCap: { messages: firm.marketingCap.messages, days: firm.marketingCap.days } } : {}),
    ...(firm.otherWays ? { otherWays: true } : {}),
    ...(firm.onCallStaffId ? { onCall: firm.onCallStaffId } : {}),
  };
}
