import { Checkbox, Field, Hint, Input, Label, Message, Select } from "@zendeskgarden/react-forms";
import type { ReactNode } from "react";

interface Described {
  label: string;
  /** The label is for screen readers only, where the place says what it is. */
  isLabelHidden?: boolean;
  hint?: ReactNode;
  problem?: string | undefined;
}

function Frame({
  label,
  isLabelHidden = false,
  hint,
  problem,
  children,
}: Described & { children: ReactNode }) {
  return (
    <Field>
      <Label hidden={isLabelHidden} isRegular>
        {label}
      </Label>
      {hint && <Hint>{hint}</Hint>}
      {children}
      {problem && <Message validation="error">{problem}</Message>}
    </Field>
  );
}

const toneOf = (problem: string | undefined) => (problem ? { validation: "error" as const } : {});

export function TextInput(
  props: Described & {
    value: string;
    onChange(value: string): void;
    placeholder?: string;
    list?: string;
    type?: string;
    disabled?: boolean;
  },
) {
  const { value, onChange, placeholder, list, type = "text", disabled = false, ...described } = props;
  return (
    <Frame {...described}>
      <Input
        isCompact
        type={type}
        value={value}
        disabled={disabled}
        placeholder={placeholder}
        list={list}
        onChange={(event) => onChange(event.target.value)}
        {...toneOf(described.problem)}
      />
    </Frame>
  );
}

/** An empty field is no number, and not 0. */
export function NumberInput(
  props: Described & {
    value: number | undefined;
    onChange(value: number | undefined): void;
    min?: number;
    max?: number;
    step?: number | "any";
    placeholder?: string;
    disabled?: boolean;
  },
) {
  const { value, onChange, min, max, step = "any", placeholder, disabled = false, ...described } = props;
  return (
    <Frame {...described}>
      <Input
        isCompact
        type="number"
        inputMode="decimal"
        min={min}
        max={max}
        step={step}
        disabled={disabled}
        placeholder={placeholder}
        value={value ?? ""}
        onChange={(event) => onChange(event.target.value === "" ? undefined : Number(event.target.value))}
        {...toneOf(described.problem)}
      />
    </Frame>
  );
}

export interface Option {
  value: string;
  label: string;
}

export function Choice(
  props: Described & {
    value: string;
    options: readonly Option[] | readonly { label: string; options: readonly Option[] }[];
    onChange(value: string): void;
    disabled?: boolean;
  },
) {
  const { value, options, onChange, disabled = false, ...described } = props;
  const known = options.flatMap((option) => ("options" in option ? option.options : [option]));
  return (
    <Frame {...described}>
      <Select
        isCompact
        value={value}
        disabled={disabled}
        onChange={(event) => onChange(event.target.value)}
        {...toneOf(described.problem)}
      >
        {/* What is not among the choices any more is shown all the same, and not silently replaced by the first. */}
        {known.every((option) => option.value !== value) && <option value={value}>{value || "–"}</option>}
        {options.map((option) =>
          "options" in option ? (
            <optgroup key={option.label} label={option.label}>
              {option.options.map(toOption)}
            </optgroup>
          ) : (
            toOption(option)
          ),
        )}
      </Select>
    </Frame>
  );
}

function toOption({ value, label }: Option) {
  return (
    <option key={value} value={value}>
      {label}
    </option>
  );
}

export function Tick(props: {
  label: string;
  checked: boolean;
  onChange(isOn: boolean): void;
  hint?: string;
}) {
  return (
    <Field>
      <Checkbox checked={props.checked} onChange={(event) => props.onChange(event.target.checked)}>
        <Label isRegular>{props.label}</Label>
        {props.hint && <Hint>{props.hint}</Hint>}
      </Checkbox>
    </Field>
  );
}
