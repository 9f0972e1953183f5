import { firmModel } from "../base/index.ts";

/** An answer that staff have read: it leaves Today for everybody. */
export interface SeenRecord {
  eventId: string;
  by: string;
  at: Date;
}
export const SeenModel = firmModel<SeenRecord>(
  "Seen",
  { eventId: { type: String, required: true }, by: { type: String, required: true }, at: { type: Date, required: true } },
  {
    indexes: [
      { fields: { eventId: 1 }, unique: true },
      { fields: { at: 1 }, expireAfterSeconds: 30 * 86_400, global: true },
    ],
  },
);
