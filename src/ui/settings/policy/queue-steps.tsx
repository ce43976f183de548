import type { OverflowStep, Queue } from "../../../routing/queue.ts";
import { settingsText } from "../../messages/settings-text.ts";
import { Choice, NumberInput } from "../parts/inputs.tsx";
import { Suggested } from "../parts/suggested.tsx";
import type { Path } from "./edit-document.ts";
import { useEditor, useProblemAt, useProblems } from "./editor-context.tsx";
import { Steps } from "./steps.tsx";

type SkillNeed = NonNullable<Queue["skills"]>[number];

export function SkillNeeds({ path, skills: needs }: { path: Path; skills: readonly SkillNeed[] }) {
  const { tell } = settingsText.useText();
  const { set, skills } = useEditor();
  const problemAt = useProblems();
  return (
    <Steps<SkillNeed>
      title={tell("queue.skills")}
      add={tell("skill.add")}
      remove={tell("skill.remove")}
      path={[...path, "skills"]}
      steps={needs}
      leastPx={180}
      start={() => ({ skill: "", need: "prefer" })}
    >
      {(need, place) => (
        <>
          <Choice
            label={tell("skill.need")}
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
            problem={problemAt([...place, "skill"])}
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
