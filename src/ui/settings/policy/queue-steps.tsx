import { Button } from "@zendeskgarden/react-buttons";
import type { ReactNode } from "react";
import type { OverflowStep, Queue } from "../../../routing/queue.ts";
import { settingsText } from "../../messages/settings-text.ts";
import { IconAction } from "../parts/icon-action.tsx";
import { Choice, NumberInput, TextInput } from "../parts/inputs.tsx";
import { Line, SmallHeading, Stack, Subtle } from "../parts/layout.ts";
import { PriorityChoice, Suggested } from "./action-editor.tsx";
import type { Path } from "./edit-document.ts";
import { useEditor, useProblemAt } from "./editor-context.tsx";

type SkillNeed = NonNullable<Queue["skills"]>[number];
type EscalationStep = NonNullable<Queue["escalate"]>[number];

/** Steps under a heading, each of which can be taken out, and a button for one more. */
function Steps<Step>(props: {
  title: string;
  hint?: string;
  add: string;
  remove: string;
  path: Path;
  steps: readonly Step[];
  start(): Step;
  children(step: Step, path: Path): ReactNode;
}) {
  const { title, hint, steps, path, start } = props;
  const { set } = useEditor();
  const replace = (next: Step[]) => set(path, next.length > 0 ? next : undefined);
  return (
    <Stack $gapPx={8}>
      <SmallHeading>{title}</SmallHeading>
      {hint && <Subtle>{hint}</Subtle>}
      {steps.map((step, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: steps have no names, and their places are their addresses
        <Line key={place} $align="flex-end">
          {props.children(step, [...path, place])}
          <IconAction icon="remove" label={props.remove} onClick={() => replace(steps.toSpliced(place, 1))} />
        </Line>
      ))}
      <Line>
        <Button size="small" isBasic onClick={() => replace([...steps, start()])}>
          {props.add}
        </Button>
      </Line>
    </Stack>
  );
}

export function SkillNeeds({ path, skills: needs }: { path: Path; skills: readonly SkillNeed[] }) {
  const { tell } = settingsText.useText();
  const { set, skills } = useEditor();
  return (
    <Steps<SkillNeed>
      title={tell("queue.skills")}
      add={tell("skill.add")}
      remove={tell("skill.remove")}
      path={[...path, "skills"]}
      steps={needs}
      start={() => ({ skill: "", need: "prefer" })}
    >
      {(need, place) => (
        <>
          <Choice
            label={tell("skill.need")}
            isLabelHidden
            value={need.need}
            options={(["prefer", "require"] as const).map((value) => ({
              value,
              label: tell(`need.${value}`),
            }))}
            onChange={(value) => set([...place, "need"], value)}
          />
          <Suggested
            label={tell("skill.one")}
            value={need.skill}
            among={skills}
            onChange={(skill) => set([...place, "skill"], skill)}
          />
          <NumberInput
            label={tell("skill.level")}
            value={need.level}
            min={1}
            max={10}
            onChange={(level) => set([...place, "level"], level)}
          />
          <NumberInput
            label={tell("skill.drop")}
            value={need.dropAfterMinutes}
            min={0}
            onChange={(minutes) => set([...place, "dropAfterMinutes"], minutes)}
          />
        </>
      )}
    </Steps>
  );
}

export function OverflowSteps({
  path,
  own,
  steps,
}: {
  path: Path;
  own: string;
  steps: readonly OverflowStep[];
}) {
  const { tell } = settingsText.useText();
  const { document, set } = useEditor();
  const problem = useProblemAt([...path, "overflow"]);
  const others = document.queues.filter(({ id }) => id !== own);
  const options = others.map(({ id, name }) => ({ value: id, label: name }));
  return (
    <Steps<OverflowStep>
      title={tell("queue.overflow")}
      {...(problem ? { hint: problem } : {})}
      add={tell("overflow.add")}
      remove={tell("overflow.remove")}
      path={[...path, "overflow"]}
      steps={steps}
      start={() => ({ when: "held", afterMinutes: 60, to: others[0]?.id ?? own })}
    >
      {(step, place) => (
        <>
          <Choice
            label={tell("overflow.when")}
            value={step.when}
            options={(["held", "closed"] as const).map((value) => ({
              value,
              label: tell(`overflow.${value}`),
            }))}
            onChange={(when) =>
              set(place, when === "held" ? { when, afterMinutes: 60, to: step.to } : { when, to: step.to })
            }
          />
          {step.when === "held" && (
            <NumberInput
              label={tell("minutes")}
              value={step.afterMinutes}
              min={0}
              onChange={(minutes) => set([...place, "afterMinutes"], minutes ?? 0)}
            />
          )}
          <Choice
            label={tell("overflow.to")}
            value={step.to}
            options={options}
            onChange={(to) => set([...place, "to"], to)}
          />
        </>
      )}
    </Steps>
  );
}

const escalations = ["drop optional skills", "raise priority", "add group", "notify"] as const;

function startEscalation(name: EscalationStep["do"], afterMinutes: number): EscalationStep {
  switch (name) {
    case "raise priority":
      return { afterMinutes, do: name, priority: "urgent" };
    case "add group":
      return { afterMinutes, do: name, group: "" };
    case "notify":
      return { afterMinutes, do: name, who: "" };
    default:
      return { afterMinutes, do: name };
  }
}

export function EscalationSteps({ path, steps }: { path: Path; steps: readonly EscalationStep[] }) {
  const { tell } = settingsText.useText();
  const { set, groups } = useEditor();
  return (
    <Steps<EscalationStep>
      title={tell("queue.escalate")}
      add={tell("escalate.add")}
      remove={tell("escalate.remove")}
      path={[...path, "escalate"]}
      steps={steps}
      start={() => startEscalation("raise priority", 60)}
    >
      {(step, place) => (
        <>
          <NumberInput
            label={tell("escalate.after")}
            value={step.afterMinutes}
            min={0}
            onChange={(minutes) => set([...place, "afterMinutes"], minutes ?? 0)}
          />
          <Choice
            label={tell("escalate.do")}
            value={step.do}
            options={escalations.map((value) => ({ value, label: tell(`escalate.${value}`) }))}
            onChange={(name) => set(place, startEscalation(name as EscalationStep["do"], step.afterMinutes))}
          />
          {step.do === "raise priority" && (
            <PriorityChoice
              value={step.priority}
              onChange={(priority) => set([...place, "priority"], priority)}
            />
          )}
          {step.do === "add group" && (
            <Suggested
              label={tell("queue.group")}
              value={step.group}
              among={groups}
              onChange={(group) => set([...place, "group"], group)}
            />
          )}
          {step.do === "notify" && (
            <TextInput
              label={tell("escalate.who")}
              value={step.who}
              onChange={(who) => set([...place, "who"], who)}
            />
          )}
        </>
      )}
    </Steps>
  );
}
