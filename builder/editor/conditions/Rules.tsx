import { ActionIcon, Checkbox, MultiSelect, NumberInput, Select, TagsInput, TextInput } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import { useEffect, useRef, useState } from "react";
import {
  type ActionProps,
  type CombinatorSelectorProps,
  type Field,
  type FieldSelectorProps,
  type NotToggleProps,
  type OperatorSelectorProps,
  QueryBuilder,
  type RuleGroupType,
  type ValueEditorProps,
} from "react-querybuilder";
import type { Condition } from "../../../engine/definition/types.ts";
import type { FieldChoice } from "../api/fields.ts";
import { OptionSelect } from "../fields/OptionSelect.tsx";
import { unknownField, withOthers } from "../fields/RecordPicker.tsx";
import { WithNew } from "../fields/WithNew.tsx";
import styles from "./Conditions.module.css";
import { fromLogic, type Group, settled, takesDays, takesList, takesNoValue, toLogic } from "./logic.ts";
import { operatorWords } from "./words.ts";

interface RulesProps {
  label: string;
  value: Condition;
  onChange: (value: Condition) => void;
  fields: FieldChoice[];
  readOnly: boolean;
  empty: string;
}

const operatorsBy: Record<FieldChoice["type"], string[]> = {
  text: ["==", "!=", "in", "notIn", "contains", "isEmpty", "notEmpty"],
  number: ["==", "!=", "<", "<=", ">", ">=", "isEmpty", "notEmpty"],
  boolean: ["==", "isEmpty"],
  date: ["daysUntil<=", "daysUntil>=", "daysSince<=", "daysSince>=", "<", ">", "isEmpty", "notEmpty"],
  dateTime: ["daysUntil<=", "daysUntil>=", "daysSince<=", "daysSince>=", "<", ">", "isEmpty", "notEmpty"],
  list: ["contains", "lacks", "isEmpty", "notEmpty"],
  object: ["isEmpty", "notEmpty"],
};
const dateWords: Record<string, string> = { "<": "is before", ">": "is after" };

/** Rules in groups, with our own controls. A default export, so that it is fetched apart. */
export default function Rules({ label, value, onChange, fields, readOnly, empty }: RulesProps) {
  const [query, setQuery] = useState<RuleGroupType>(() => asQuery(value));
  // Rules not finished say nothing yet, so what was saved is less than what is shown.
  const said = useRef(JSON.stringify(value));
  useEffect(() => {
    const now = JSON.stringify(value);
    if (now === said.current) return;
    said.current = now;
    setQuery(asQuery(value));
  }, [value]);
  const change = (changed: RuleGroupType) => {
    const next = settled(changed as unknown as Group, (path) => all.find((choice) => choice.path === path)?.type);
    setQuery(next as unknown as RuleGroupType);
    const logic = toLogic(next);
    const text = JSON.stringify(logic);
    if (text === said.current) return;
    said.current = text;
    onChange(logic);
  };
  const frame = useRef<HTMLFieldSetElement>(null);
  // The builder calls itself a form, a landmark; there may be several and they are parts of a panel.
  useEffect(() => {
    for (const form of frame.current?.querySelectorAll("[role=form]") ?? []) form.setAttribute("role", "presentation");
  }, []);
  const used = fieldsUsed(query);
  const known = new Set(fields.map((field) => field.path));
  const all = [
    ...fields,
    ...used
      .filter((path) => !known.has(path))
      .map((path): FieldChoice => ({ path, label: unknownField(path, fields), group: "Other", type: "text" })),
  ];
  return (
    <fieldset ref={frame} className={styles.rules} aria-label={label}>
      {query.rules.length === 0 && <p className={styles.empty}>{empty}</p>}
      <QueryBuilder
        fields={all.map(asField)}
        query={query}
        onQueryChange={change}
        controlElements={controls}
        controlClassnames={classes}
        getOperators={(_field, { fieldData }) => operatorsFor(fieldData as OwnField)}
        getDefaultField=""
        getDefaultOperator={(_field, { fieldData }) => operatorsBy[(fieldData as OwnField | undefined)?.choice?.type ?? "text"][0] ?? "=="}
        getDefaultValue={({ field }) => usualValue(all.find((choice) => choice.path === field))}
        translations={translations}
        disabled={readOnly}
        showNotToggle={false}
        resetOnFieldChange
        resetOnOperatorChange={false}
        autoSelectField={false}
        enableMountQueryChange={false}
      />
    </fieldset>
  );
}

type OwnField = Field & { choice?: FieldChoice };

const asField = (choice: FieldChoice): OwnField => ({ name: choice.path, value: choice.path, label: choice.label, choice });
const asQuery = (value: Condition): RuleGroupType => (fromLogic(value) ?? { combinator: "and", rules: [] }) as unknown as RuleGroupType;

function usualValue(choice: FieldChoice | undefined): unknown {
  if (choice?.type === "boolean") return true;
  if (choice?.type === "number" || choice?.type === "date" || choice?.type === "dateTime") return 0;
  return choice?.options?.[0]?.value ?? "";
}

function operatorsFor(field: OwnField | undefined) {
  const type = field?.choice?.type ?? "text";
  const isDate = type === "date" || type === "dateTime";
  return operatorsBy[type].map((name) => ({
    name,
    value: name,
    label: (isDate ? dateWords[name] : undefined) ?? operatorWords[name] ?? name,
  }));
}

function fieldsUsed(group: RuleGroupType): string[] {
  return group.rules.flatMap((rule) => ("rules" in rule ? fieldsUsed(rule) : rule.field ? [rule.field] : []));
}

function FieldSelector({ value, options, handleOnChange, disabled }: FieldSelectorProps) {
  const fields = options as unknown as OwnField[];
  const groups = [...new Set(fields.map((field) => field.choice?.group ?? "Other"))];
  return (
    <WithNew sort="fields" beside readOnly={disabled} onMade={handleOnChange}>
      <Select
        size="sm"
        className={styles.field ?? ""}
        aria-label="Field"
        placeholder="Choose a field"
        value={value || null}
        data={groups.map((group) => ({
          group,
          items: fields
            .filter((field) => (field.choice?.group ?? "Other") === group && field.name !== "~")
            .map((field) => ({ value: field.name, label: field.label })),
        }))}
        searchable
        disabled={disabled ?? false}
        allowDeselect={false}
        onChange={(next) => next && handleOnChange(next)}
      />
    </WithNew>
  );
}

function OperatorSelector({ value, options, handleOnChange, disabled }: OperatorSelectorProps) {
  const data = (options as unknown as { name: string; label: string }[]).map(({ name, label }) => ({ value: name, label }));
  return (
    <Select
      size="sm"
      aria-label="How"
      value={value ?? null}
      data={data}
      allowDeselect={false}
      disabled={disabled ?? false}
      onChange={(next) => next && handleOnChange(next)}
    />
  );
}

function ValueEditor({ fieldData, operator, value, handleOnChange, disabled }: ValueEditorProps) {
  const choice = (fieldData as OwnField | undefined)?.choice;
  const off = disabled ?? false;
  if (!choice || takesNoValue(operator)) return null;
  if (takesDays(operator))
    return (
      <NumberInput
        size="sm"
        aria-label="Days"
        value={Number(value ?? 0)}
        allowDecimal={false}
        suffix=" days"
        disabled={off}
        onChange={(next) => handleOnChange(typeof next === "number" ? next : 0)}
      />
    );
  if (takesList(operator)) {
    const list: string[] = Array.isArray(value) ? value.map(String) : value ? [String(value)] : [];
    if (choice.options && !choice.open)
      return (
        <MultiSelect
          size="sm"
          aria-label="Values"
          value={list}
          data={withOthers(choice.options, list, undefined).map(({ value: one, label }) => ({ value: one, label }))}
          searchable
          disabled={off}
          onChange={handleOnChange}
        />
      );
    return (
      <TagsInput
        size="sm"
        aria-label="Values"
        value={list}
        data={choice.options?.map(({ value: one }) => one) ?? []}
        placeholder="Press Enter after each"
        disabled={off}
        onChange={handleOnChange}
      />
    );
  }
  if (choice.type === "boolean")
    return (
      <Select
        size="sm"
        aria-label="Value"
        value={value === false ? "no" : "yes"}
        data={[
          { value: "yes", label: "Yes" },
          { value: "no", label: "No" },
        ]}
        allowDeselect={false}
        disabled={off}
        onChange={(next) => handleOnChange(next === "yes")}
      />
    );
  if (choice.type === "number")
    return (
      <NumberInput
        size="sm"
        aria-label="Value"
        value={typeof value === "number" ? value : ""}
        disabled={off}
        onChange={(next) => handleOnChange(typeof next === "number" ? next : 0)}
      />
    );
  if (choice.type === "date" || choice.type === "dateTime")
    return (
      <input
        type="date"
        className={styles.date}
        aria-label="Date"
        value={String(value ?? "").slice(0, 10)}
        disabled={off}
        onChange={(event) => handleOnChange(event.currentTarget.value)}
      />
    );
  // Of a text, "contains" asks for a part of it; of a list, for one of what may be in it.
  if (choice.options && (operator !== "contains" || choice.type === "list"))
    return (
      <OptionSelect named="Value" options={choice.options} open={choice.open} value={value} disabled={off} onChange={handleOnChange} />
    );
  return (
    <TextInput
      size="sm"
      aria-label="Value"
      value={String(value ?? "")}
      disabled={off}
      onChange={(event) => handleOnChange(event.currentTarget.value)}
    />
  );
}

function Combinator({ value, handleOnChange, disabled, rules }: CombinatorSelectorProps) {
  if ((rules?.length ?? 2) < 2) return null;
  return (
    <select
      className={styles.combinator}
      aria-label="How the rules belong together"
      value={value ?? "and"}
      disabled={disabled}
      onChange={(event) => handleOnChange(event.currentTarget.value)}
    >
      <option value="and">All of these hold</option>
      <option value="or">One of these holds</option>
    </select>
  );
}

function NotToggle({ checked, handleOnChange, disabled }: NotToggleProps) {
  return (
    <Checkbox
      label="The opposite"
      checked={checked ?? false}
      disabled={disabled ?? false}
      onChange={(event) => handleOnChange(event.currentTarget.checked)}
    />
  );
}

interface AddProps extends ActionProps {
  words: string;
}

function Add({ handleOnClick, disabled, words }: AddProps) {
  if (disabled) return null;
  return (
    <button type="button" className={styles.add} onClick={(event) => handleOnClick(event)}>
      {words}
    </button>
  );
}

const AddRule = (props: ActionProps) => <Add {...props} words="Add a rule" />;
const AddGroup = (props: ActionProps) => <Add {...props} words="Add a group" />;

function Remove({ handleOnClick, disabled, words }: AddProps) {
  if (disabled) return null;
  return (
    <ActionIcon variant="subtle" color="gray" size={26} aria-label={words} onClick={(event) => handleOnClick(event)}>
      <IconX size={15} stroke={1.7} />
    </ActionIcon>
  );
}

const RemoveRule = (props: ActionProps) => <Remove {...props} words="Remove this rule" />;
const RemoveGroup = (props: ActionProps) => <Remove {...props} words="Remove this group" />;

const controls = {
  fieldSelector: FieldSelector,
  operatorSelector: OperatorSelector,
  valueEditor: ValueEditor,
  combinatorSelector: Combinator,
  notToggle: NotToggle,
  addRuleAction: AddRule,
  addGroupAction: AddGroup,
  removeRuleAction: RemoveRule,
  removeGroupAction: RemoveGroup,
};
const classes = { ruleGroup: styles.group ?? "", header: styles.header ?? "", body: styles.body ?? "", rule: styles.rule ?? "" };
const translations = { fields: { title: "Field", placeholderName: "~", placeholderLabel: "Choose a field" } };
