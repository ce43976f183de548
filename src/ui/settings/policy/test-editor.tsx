import type { Test } from "../../../routing/condition.ts";
import type { FieldWords } from "../../../routing/vocabulary.ts";
import { settingsText } from "../../messages/settings-text.ts";
import { IconAction } from "../parts/icon-action.tsx";
import { Choice, TextInput } from "../parts/inputs.tsx";
import { Stack } from "../parts/layout.ts";
import { Row } from "../parts/row.ts";
import type { Path } from "./edit-document.ts";
import { useEditor, useProblemAt } from "./editor-context.tsx";
import { startValue, ValueEditor } from "./value-editor.tsx";
import { useWords } from "./words.ts";

/** One comparison: a field, an operator that the field can take, and a value that fits both. */
export function TestEditor({
  test,
  path,
  onRemove,
}: {
  test: Test;
  path: Path;
  onRemove?: (() => void) | undefined;
}) {
  const { tell } = settingsText.useText();
  const { fieldName, operatorName, fieldGroups } = useWords();
  const { fields, document, set } = useEditor();
  const field = findWords(fields, test.field);
  const fieldProblem = useProblemAt([...path, "field"]);
  const operatorProblem = useProblemAt([...path, "operator"]);
  const valueProblem = useProblemAt([...path, "value"]);

  function chooseField(name: string) {
    const next = findWords(fields, name);
    const isKept = next?.operators.includes(test.operator) ?? true;
    const operator = isKept ? test.operator : (next?.operators[0] ?? "is");
    const [schedule] = document.schedules ?? [];
    const key = name === "schedule." ? (schedule?.id ?? "") : "";
    const value = startValue(next, operator, test.value);
    set(path, { field: next?.isKeyed ? `${next.name}${key}` : name, operator, value });
  }

  const operators = (field?.operators ?? [test.operator]).map((operator) => ({
    value: operator,
    label: operatorName(operator),
  }));
  return (
    <Row $leastPx={160} $hasLabels={false}>
      <Stack $gapPx={4}>
        <Choice
          label={tell("test.field")}
          isLabelHidden
          value={field?.name ?? test.field}
          options={fieldGroups(fields)}
          problem={field?.isKeyed ? undefined : fieldProblem}
          onChange={chooseField}
        />
        {field?.isKeyed && (
          <KeyInput
            field={field}
            name={test.field}
            problem={fieldProblem}
            onChange={(name) => set([...path, "field"], name)}
          />
        )}
      </Stack>
      <Choice
        label={tell("test.operator")}
        isLabelHidden
        value={test.operator}
        options={operators}
        problem={operatorProblem}
        onChange={(text) => {
          const operator = text as Test["operator"];
          set(path, { ...test, operator, value: startValue(field, operator, test.value) });
        }}
      />
      <ValueEditor
        test={test}
        field={field}
        problem={valueProblem}
        onChange={(value) => set([...path, "value"], value)}
      />
      {onRemove && (
        <IconAction
          icon="remove"
          label={tell("test.remove", { field: fieldName(test.field) })}
          onClick={onRemove}
        />
      )}
    </Row>
  );
}

function KeyInput(props: {
  field: FieldWords;
  name: string;
  problem: string | undefined;
  onChange(name: string): void;
}) {
  const { field, name, problem, onChange } = props;
  const { tell } = settingsText.useText();
  const { document } = useEditor();
  const key = name.slice(field.name.length);
  const schedules = (document.schedules ?? []).map(({ id, name: label }) => ({ value: id, label }));
  if (field.name === "schedule.") {
    return (
      <Choice
        label={tell("test.schedule")}
        isLabelHidden
        value={key}
        options={schedules}
        problem={problem}
        onChange={(id) => onChange(`schedule.${id}`)}
      />
    );
  }
  return (
    <TextInput
      label={tell("test.key")}
      isLabelHidden
      placeholder={tell("test.key")}
      value={key}
      problem={problem}
      onChange={(text) => onChange(`${field.name}${text}`)}
    />
  );
}

export function findWords(fields: readonly FieldWords[], name: string): FieldWords | undefined {
  return fields.find((field) => (field.isKeyed ? name.startsWith(field.name) : field.name === name));
}
