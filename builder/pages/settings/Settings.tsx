import { NativeSelect } from "@mantine/core";
import type { ComponentType } from "react";
import { Link, useNavigate, useParams } from "react-router";
import { useNarrow } from "../../components/useNarrow.ts";
import { Page } from "../../frame/Page.tsx";
import { ApiKeys } from "./ApiKeys.tsx";
import { AppointmentTypes } from "./AppointmentTypes.tsx";
import { Deliverability } from "./Deliverability.tsx";
import { FirmSection } from "./FirmSection.tsx";
import { FirstHour } from "./FirstHour.tsx";
import { Holds } from "./Holds.tsx";
import { HoursAndHolidays } from "./HoursAndHolidays.tsx";
import { Imports } from "./Imports.tsx";
import { OtherSystems } from "./OtherSystems.tsx";
import { PipelinesAndFields } from "./PipelinesAndFields.tsx";
import { Sender } from "./Sender.tsx";
import styles from "./Settings.module.css";
import { StaffSection } from "./StaffSection.tsx";
import { type SectionName, sections } from "./sections.ts";
import { Texts } from "./Texts.tsx";

const contents: Record<SectionName, ComponentType> = {
  start: FirstHour,
  firm: FirmSection,
  staff: StaffSection,
  hours: HoursAndHolidays,
  pipelines: PipelinesAndFields,
  sender: Sender,
  deliverability: Deliverability,
  texts: Texts,
  appointments: AppointmentTypes,
  import: Imports,
  keys: ApiKeys,
  systems: OtherSystems,
  holds: Holds,
};

export default function Settings() {
  const { section } = useParams();
  const current = sections.find((one) => one.name === section) ?? sections[0];
  const Content = contents[current?.name ?? "start"];
  return (
    <Page title={current?.label ?? "Settings"} crumbs={[{ label: "Settings", to: "/settings" }]}>
      <div className={styles.columns}>
        <Sections current={current?.name ?? "start"} />
        <div className={styles.content}>
          <Content key={current?.name} />
        </div>
      </div>
    </Page>
  );
}

/** A list beside the section; on a phone one field, so that the section itself comes into sight. */
function Sections({ current }: { current: SectionName }) {
  const narrow = useNarrow();
  const navigate = useNavigate();
  if (narrow)
    return (
      <NativeSelect
        aria-label="Section of the settings"
        data={sections.map(({ name, label }) => ({ value: name, label }))}
        value={current}
        onChange={(event) => navigate(`/settings/${event.currentTarget.value}`)}
      />
    );
  return (
    <nav className={styles.nav} aria-label="Settings">
      {sections.map(({ name, label, icon: Icon }) => (
        <Link key={name} to={`/settings/${name}`} aria-current={name === current ? "page" : undefined}>
          <Icon size={17} stroke={1.7} aria-hidden="true" />
          {label}
        </Link>
      ))}
    </nav>
  );
}
