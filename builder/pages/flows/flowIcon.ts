import { IconFileCertificate, IconGavel, IconHome, IconMailFast, IconReceipt, IconRoute, type TablerIcon } from "@tabler/icons-react";

const looks: [RegExp, TablerIcon, string][] = [
  [/criminal|hearing|court/, IconGavel, "plain"],
  [/closing|real.?estate/, IconHome, "ask"],
  [/invoice|payment|paid/, IconReceipt, "connect"],
  [/nurture|newsletter|follow/, IconMailFast, "tell"],
  [/estate|will|trust|probate/, IconFileCertificate, "record"],
];

/** An icon by what the flow is about, for telling them apart at a glance. */
export function flowIcon({ key, name, caseTypes }: { key: string; name: string; caseTypes: string[] }): [TablerIcon, string] {
  const said = `${key} ${name}`.toLowerCase();
  const look = looks.find(([pattern]) => pattern.test(said)) ?? looks.find(([pattern]) => pattern.test(caseTypes.join(" ")));
  return look ? [look[1], look[2]] : [IconRoute, "decide"];
}
