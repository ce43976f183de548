import type { Test } from "../../../routing/condition.ts";
import type { FieldWords } from "../../../routing/vocabulary.ts";
import { settingsText } from "../../messages/settings-text.ts";
import { Choice, NumberInput, TextInput } from "../parts/inputs.tsx";
import { Line } from "../parts/layout.ts";
import { WordsInput } from "../parts/words-input.tsx";
import { useEditor } from "./editor-context.tsx";

type Value = Test["value"];

const numeric = ["greater than", "at least", "less than", "at most"];
const single = ["is", "is not"];

/** The value that a test begins with: of a shape that its operator takes. */
export function startValue(field: FieldWords | undefined, operator: Test["operator"], former: Value): Value {
  const [first] = Array.isArray(former) ? former : [former];
  if (operator === "present") return former !== false;
  if (operator === "between") return Array.isArray(former) && former.length === 2 ? former : [0, 100];
  if (numeric.includes(operator)) return typeof first === "number" ? first : 0;
  if (operator === "matches") return typeof first === "string" ? first : "";
  if (field?.kind === "boolean") return typeof first === "boolean" ? first : true;
  if (field?.kind === "number") return typeof first === "number" ? first : 0;
  if (field?.values && !field.values.includes(String(first))) return field.values[0] ?? "";
  if (single.includes(operator) && field?.values) return String(first);
  const words = (Array.isArray(former) ? former : [former]).filter((word) => typeof word === "string");
  return words;
}

/** What a test compares with, in the control that fits field and operator. */
export function ValueEditor(props: {
  test: Test;
  field: FieldWords | undefined;
  problem: string | undefined;
  onChange(value: Value): void;
}) {
  const { test, field, problem, onChange } = props;
  const { tell } = settingsText.useText();
  const suggestions = useSuggestions(test.field);
  const label = tell("test.value");
  const common = { label, isLabelHidden: true, problem };
  const [low, high] = Array.isArray(test.value) ? test.value : [test.value];

  if (test.operator === "present" || field?.kind === "boolean") {
    const options = [
      { value: "true", label: tell("yes") },
      { value: "false", label: tell("no") },
    ];
    return (
      <Choice
        {...common}
        value={String(test.value)}
        options={options}
        onChange={(text) => onChange(text === "true")}
      />
    );
  }
  if (test.operator === "between") {
    return (
      <Line>
        <NumberInput
          {...common}
          label={tell("test.from")}
          value={Number(low)}
          onChange={(number) => onChange([number ?? 0, Number(high)])}
        />
        <NumberInput
          {...common}
          label={tell("test.to")}
          problem={undefined}
          value={Number(high)}
          onChange={(number) => onChange([Number(low), number ?? 0])}
        />
      </Line>
    );
  }
  if (numeric.includes(test.operator) || field?.kind === "number") {
    const number = typeof low === "number" ? low : undefined;
    return <NumberInput {...common} value={number} onChange={(next) => onChange(next ?? 0)} />;
  }
  if (test.operator === "matches") {
    return <TextInput {...common} value={String(low ?? "")} placeholder="^ORD-\d+" onChange={onChange} />;
  }
  if (field?.values && single.includes(test.operator)) {
    const options = field.values.map((value) => ({ value, label: value }));
    return <Choice {...common} value={String(low)} options={options} onChange={onChange} />;
  }
  const words = Array.isArray(test.value)
    ? test.value.map(String)
    : [String(test.value)].filter((word) => word !== "");
  return (
    <WordsInput {...common} words={words} suggestions={field?.values ?? suggestions} onChange={onChange} />
  );
}

/** What a field's value can be by the roster, for fields whose values are the help desk's own. */
function useSuggestions(field: string): readonly string[] {
  const { groups, agents } = useEditor();
  if (field === "suggestedGroup") return groups;
  if (field === "previousAgent") return agents;
  if (field === "language") return ["en", "de", "fr", "es", "pt", "ja"];
  return [];
}
