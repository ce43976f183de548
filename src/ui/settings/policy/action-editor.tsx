import type { Action } from "../../../routing/action.ts";
import type { Policy } from "../../../routing/policy.ts";
import { settingsText } from "../../messages/settings-text.ts";
import { IconAction } from "../parts/icon-action.tsx";
import { Choice, NumberInput, TextInput } from "../parts/inputs.tsx";
import { Fields } from "../parts/layout.ts";
import { PriorityChoice } from "../parts/priority-choice.tsx";
import { Row } from "../parts/row.ts";
import { Suggested } from "../parts/suggested.tsx";
import { WordsInput } from "../parts/words-input.tsx";
import type { Path } from "./edit-document.ts";
import { useEditor, useProblemAt } from "./editor-context.tsx";

type Do = Action["do"];

export const actionNames: readonly Do[] = [
  "send to queue",
  "set priority",
  "raise priority",
  "add tags",
  "set custom field",
  "require skill",
  "prefer skill",
  "prefer previous agent",
  "prefer account owner",
  "prefer agent",
  "exclude agent",
  "effort",
  "group only",
  "leave alone",
];

/** An action of a kind as it begins. */
export function startAction(name: Do, policy: Policy): Action {
  switch (name) {
    case "send to queue":
      return { do: name, queue: policy.queues[0]?.id ?? policy.fallback };
    case "set priority":
    case "raise priority":
      return { do: name, priority: "high" };
    case "add tags":
      return { do: name, tags: [] };
    case "set custom field":
      return { do: name, key: "", value: "" };
    case "require skill":
    case "prefer skill":
      return { do: name, skill: "" };
    case "prefer agent":
    case "exclude agent":
      return { do: name, agent: "" };
    case "effort":
      return { do: name, points: 2 };
    default:
      return { do: name };
  }
}

/** What a rule does, one thing. */
export function ActionEditor({ action, path, onRemove }: { action: Action; path: Path; onRemove(): void }) {
  const { tell } = settingsText.useText();
  const { document, set } = useEditor();
  const options = actionNames.map((value) => ({ value, label: tell(`do.${value}`) }));
  return (
    <Row $leastPx={150} $hasLabels={false}>
      <Choice
        label={tell("action.label")}
        isLabelHidden
        value={action.do}
        options={options}
        onChange={(name) => set(path, startAction(name as Do, document))}
      />
      <ActionValue action={action} path={path} />
      <IconAction icon="remove" label={tell("action.remove")} onClick={onRemove} />
    </Row>
  );
}

function ActionValue({ action, path }: { action: Action; path: Path }) {
  const { tell } = settingsText.useText();
  const { document, set, agents, skills } = useEditor();
  const problems = {
    queue: useProblemAt([...path, "queue"]),
    tags: useProblemAt([...path, "tags"]),
    key: useProblemAt([...path, "key"]),
    skill: useProblemAt([...path, "skill"]),
    agent: useProblemAt([...path, "agent"]),
    points: useProblemAt([...path, "points"]),
  };
  const setKey = (key: string) => (value: unknown) => set([...path, key], value);
  switch (action.do) {
    case "send to queue": {
      const options = document.queues.map(({ id, name }) => ({ value: id, label: name }));
      const common = { label: tell("queue.one"), isLabelHidden: true, problem: problems.queue };
      return <Choice {...common} value={action.queue} options={options} onChange={setKey("queue")} />;
    }
    case "set priority":
    case "raise priority":
      return <PriorityChoice value={action.priority} onChange={setKey("priority")} />;
    case "add tags":
      return (
        <WordsInput
          label={tell("action.tags")}
          isLabelHidden
          words={action.tags}
          problem={problems.tags}
          onChange={setKey("tags")}
        />
      );
    case "set custom field":
      return (
        <Fields $leastPx={120} $align="start">
          <TextInput
            label={tell("test.key")}
            value={action.key}
            problem={problems.key}
            onChange={setKey("key")}
          />
          <TextInput
            label={tell("test.value")}
            value={String(action.value ?? "")}
            onChange={setKey("value")}
          />
        </Fields>
      );
    case "require skill":
    case "prefer skill":
      return (
        <Fields $leastPx={120} $align="start">
          <Suggested
            label={tell("skill.one")}
            value={action.skill}
            among={skills}
            problem={problems.skill}
            onChange={setKey("skill")}
          />
          <NumberInput
            label={tell("skill.level")}
            value={action.level}
            min={1}
            max={10}
            onChange={setKey("level")}
          />
          <NumberInput
            label={tell("skill.drop")}
            value={action.dropAfterMinutes}
            min={0}
            onChange={setKey("dropAfterMinutes")}
          />
        </Fields>
      );
    case "prefer agent":
    case "exclude agent":
      return (
        <Suggested
          label={tell("agent.one")}
          isLabelHidden
          value={action.agent}
          among={agents}
          problem={problems.agent}
          onChange={setKey("agent")}
        />
      );
    case "effort":
      return (
        <NumberInput
          label={tell("action.points")}
          isLabelHidden
          value={action.points}
          min={0}
          problem={problems.points}
          onChange={setKey("points")}
        />
      );
    default:
      return null;
  }
}
