import { getColor } from "@zendeskgarden/react-theming";
import { styled } from "styled-components";
import type { Condition, Test } from "../../../routing/condition.ts";
import { settingsText } from "../../messages/settings-text.ts";
import { IconAction } from "../parts/icon-action.tsx";
import { Choice } from "../parts/inputs.tsx";
import { Line, Stack, Subtle } from "../parts/layout.ts";
import { QuietButton } from "../parts/quiet-button.ts";
import type { Path } from "./edit-document.ts";
import { useEditor, useProblemAt } from "./editor-context.tsx";
import { TestEditor } from "./test-editor.tsx";

const Group = styled.fieldset`
  border: 0;
  border-inline-start: 2px solid ${({ theme }) => getColor({ theme, variable: "border.emphasis" })};
  margin: 0;
  padding: 0 0 0 12px;
  min-width: 0;
`;

const emptyTest: Test = { field: "subject", operator: "contains", value: [] };
/** Deeper than this nobody can read it; the JSON view still can. */
const deepest = 4;

type Join = "all" | "any" | "none";

/** "None of" is `not` around `any`: people think of it as one thing. */
function joinOf(condition: Condition): { join: Join; parts: Condition[]; partsPath: Path } | undefined {
  if ("all" in condition) return { join: "all", parts: condition.all, partsPath: ["all"] };
  if ("any" in condition) return { join: "any", parts: condition.any, partsPath: ["any"] };
  if ("not" in condition) {
    const inner = condition.not;
    return "any" in inner
      ? { join: "none", parts: inner.any, partsPath: ["not", "any"] }
      : { join: "none", parts: [inner], partsPath: ["not"] };
  }
  return undefined;
}

function joined(join: Join, parts: Condition[]): Condition {
  if (join === "all") return { all: parts };
  return join === "any" ? { any: parts } : { not: { any: parts } };
}

/** Tests and groups of tests, as deep as people can read them. */
export function ConditionEditor(props: {
  condition: Condition;
  path: Path;
  depth?: number;
  onRemove?: (() => void) | undefined;
}) {
  const { condition, path, depth = 0, onRemove } = props;
  const { set } = useEditor();
  const problem = useProblemAt(path);
  const group = joinOf(condition);
  if (!group) {
    const test = condition as Test;
    if (depth > 0) return <TestEditor test={test} path={path} onRemove={onRemove} />;
    // At the top a single test is shown as a group of one, so that another can be added.
    return (
      <GroupBody
        {...{ join: "all", parts: [test], depth, problem }}
        pathOf={() => path}
        onChange={(join, parts) => set(path, joined(join, parts))}
      />
    );
  }
  const { join, parts, partsPath } = group;
  const isWrapped = partsPath.length === 1 && join === "none";
  return (
    <GroupBody
      {...{ join, parts, depth, problem, onRemove }}
      pathOf={(index) => [...path, ...partsPath, ...(isWrapped ? [] : [index])]}
      onChange={(next, changed) => set(path, joined(next, changed))}
    />
  );
}

function GroupBody(body: {
  join: Join;
  parts: Condition[];
  depth: number;
  problem: string | undefined;
  pathOf(index: number): Path;
  onChange(join: Join, parts: Condition[]): void;
  onRemove?: (() => void) | undefined;
}) {
  const { tell } = settingsText.useText();
  const joins = (["all", "any", "none"] as const).map((value) => ({ value, label: tell(`join.${value}`) }));
  return (
    <Group>
      <Stack $gapPx={8}>
        <Line>
          <Choice
            label={tell("join.label")}
            isLabelHidden
            value={body.join}
            options={joins}
            problem={body.problem}
            onChange={(text) => body.onChange(text as Join, body.parts)}
          />
          {body.onRemove && <IconAction icon="remove" label={tell("group.remove")} onClick={body.onRemove} />}
        </Line>
        {body.parts.length === 0 && <Subtle>{tell("group.empty")}</Subtle>}
        {body.parts.map((part, index) => (
          <ConditionEditor
            // biome-ignore lint/suspicious/noArrayIndexKey: tests have no names, and their places are their addresses
            key={index}
            condition={part}
            path={body.pathOf(index)}
            depth={body.depth + 1}
            onRemove={() =>
              body.onChange(
                body.join,
                body.parts.filter((_part, other) => other !== index),
              )
            }
          />
        ))}
        <Line>
          <QuietButton onClick={() => body.onChange(body.join, [...body.parts, emptyTest])}>
            {tell("test.add")}
          </QuietButton>
          {body.depth < deepest && (
            <QuietButton onClick={() => body.onChange(body.join, [...body.parts, { any: [emptyTest] }])}>
              {tell("group.add")}
            </QuietButton>
          )}
        </Line>
      </Stack>
    </Group>
  );
}
