import { styled } from "styled-components";
import { settingsText } from "../../messages/settings-text.ts";
import { IconAction } from "../parts/icon-action.tsx";
import { TextInput, Tick } from "../parts/inputs.tsx";
import { Card, Grow, Line, SmallHeading, Stack, Subtle } from "../parts/layout.ts";
import { QuietButton } from "../parts/quiet-button.ts";
import { ActionEditor, actionNames, startAction } from "./action-editor.tsx";
import { ConditionEditor } from "./condition-editor.tsx";
import { freeId, moveItem } from "./edit-document.ts";
import { useEditor, useProblemAt } from "./editor-context.tsx";
import { FindingsAt } from "./findings.tsx";

/** As far down as the field beside them, whatever is said below it; below the field where there is no room. */
const Tools = styled(Line)`
  margin-inline-start: auto;
  @media (min-width: 421px) { margin-block-start: 24px; }
`;

/** One rule: its name, what it looks at, what it does. */
export function RuleEditor({ index, onShow }: { index: number; onShow(id: string): void }) {
  const { tell } = settingsText.useText();
  const { document, set, change } = useEditor();
  const nameProblem = useProblemAt(["rules", index, "name"]);
  const thenProblem = useProblemAt(["rules", index, "then"]);
  const rule = document.rules[index];
  if (!rule) return null;
  const path = ["rules", index];
  const { rules } = document;

  function copy() {
    if (!rule) return;
    const name = tell("rule.copyOf", { name: rule.name });
    const id = freeId(
      name,
      rules.map((other) => other.id),
      "rule",
    );
    change((policy) => ({ ...policy, rules: policy.rules.toSpliced(index + 1, 0, { ...rule, id, name }) }));
    onShow(id);
  }

  function remove() {
    change((policy) => ({ ...policy, rules: policy.rules.toSpliced(index, 1) }));
    const next = rules[index + 1] ?? rules[index - 1];
    if (next) onShow(next.id);
  }

  const move = (to: number) => change((policy) => ({ ...policy, rules: moveItem(policy.rules, index, to) }));
  const spare = actionNames.find((name) => !rule.then.some((action) => action.do === name)) ?? "add tags";
  return (
    <Card aria-label={rule.name}>
      <Stack $gapPx={16}>
        <Line $align="flex-start">
          <Grow $leastPx={220}>
            <TextInput
              label={tell("rule.name")}
              value={rule.name}
              problem={nameProblem}
              onChange={(name) => set([...path, "name"], name)}
            />
          </Grow>
          <Tools $gapPx={0}>
            <IconAction
              icon="up"
              label={tell("rule.up")}
              disabled={index === 0}
              onClick={() => move(index - 1)}
            />
            <IconAction
              icon="down"
              label={tell("rule.down")}
              disabled={index === rules.length - 1}
              onClick={() => move(index + 1)}
            />
            <IconAction icon="copy" label={tell("rule.copy")} onClick={copy} />
            <IconAction icon="remove" label={tell("rule.remove")} isDanger onClick={remove} />
          </Tools>
        </Line>
        <FindingsAt path={path} />
        <Stack $gapPx={8}>
          <SmallHeading>{tell("rule.when")}</SmallHeading>
          <ConditionEditor condition={rule.when} path={[...path, "when"]} />
        </Stack>
        <Stack $gapPx={8}>
          <SmallHeading>{tell("rule.then")}</SmallHeading>
          {rule.then.map((action, place) => (
            <ActionEditor
              // biome-ignore lint/suspicious/noArrayIndexKey: actions have no names, and their places are their addresses
              key={place}
              action={action}
              path={[...path, "then", place]}
              onRemove={() => set([...path, "then"], rule.then.toSpliced(place, 1))}
            />
          ))}
          {thenProblem && <Subtle role="alert">{thenProblem}</Subtle>}
          <Line>
            <QuietButton onClick={() => set([...path, "then"], [...rule.then, startAction(spare, document)])}>
              {tell("action.add")}
            </QuietButton>
          </Line>
        </Stack>
        <Line $gapPx={20} $align="flex-start">
          <Tick
            label={tell("rule.enabled")}
            checked={rule.enabled !== false}
            onChange={(isOn) => set([...path, "enabled"], isOn ? undefined : false)}
          />
          <Tick
            label={tell("rule.last")}
            hint={tell("rule.lastHint")}
            checked={rule.last === true}
            onChange={(isOn) => set([...path, "last"], isOn ? true : undefined)}
          />
        </Line>
      </Stack>
    </Card>
  );
}
