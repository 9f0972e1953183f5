import { Combobox, useCombobox } from "@mantine/core";
import { useEffect, useState } from "react";
import { stepFields } from "../api/fields.ts";
import { useRecords } from "../api/records.ts";
import { useGivingSteps } from "../store/useGivingSteps.ts";
import styles from "./fields.module.css";
import { foundFields, mergeFieldOf } from "./foundFields.ts";

const groups = ["Contact", "Matter", "Occasion", "Firm", "Assignee", "Earlier steps"];

/** "Put in a field": the firm's fields and what earlier steps left behind, found by a few letters. */
export function MergeFields({ onPick }: { onPick: (mergeField: string) => void }) {
  const { fields } = useRecords();
  const giving = useGivingSteps();
  const [search, setSearch] = useState("");
  const list = useCombobox({
    onDropdownClose: () => {
      list.resetSelectedOption();
      setSearch("");
    },
    onDropdownOpen: () => list.focusSearchInput(),
  });
  const { selectFirstOption } = list;
  useEffect(() => {
    // Enter takes the first that is found.
    if (search !== "") selectFirstOption();
  }, [search, selectFirstOption]);
  const found = list.dropdownOpened ? foundFields([...fields, ...stepFields(giving)], search) : [];
  return (
    <Combobox
      store={list}
      position="bottom-end"
      width={280}
      withinPortal
      onOptionSubmit={(path) => {
        list.closeDropdown();
        const field = found.find((one) => one.path === path);
        if (field) onPick(mergeFieldOf(field));
      }}
    >
      <Combobox.Target withAriaAttributes={false}>
        <button
          type="button"
          className={styles.add}
          aria-haspopup="listbox"
          aria-expanded={list.dropdownOpened}
          onClick={() => list.toggleDropdown()}
        >
          Put in a field
        </button>
      </Combobox.Target>
      <Combobox.Dropdown>
        <Combobox.Search
          aria-label="Find a field"
          placeholder="Find a field"
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
        <Combobox.Options mah={300} style={{ overflowY: "auto" }} aria-label="Fields">
          {found.length === 0 && <Combobox.Empty>No field is called that</Combobox.Empty>}
          {groups.map((group) => {
            const own = found.filter((field) => field.group === group);
            if (own.length === 0) return null;
            return (
              <Combobox.Group key={group} label={group}>
                {own.map(({ path, label }) => (
                  <Combobox.Option key={path} value={path}>
                    {label}
                  </Combobox.Option>
                ))}
              </Combobox.Group>
            );
          })}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}
