import type { Queue } from "../../../routing/queue.ts";
import { settingsText } from "../../messages/settings-text.ts";
import { Choice, NumberInput, TextInput } from "../parts/inputs.tsx";
import { PriorityChoice } from "../parts/priority-choice.tsx";
import { Suggested } from "../parts/suggested.tsx";
import type { Path } from "./edit-document.ts";
import { useEditor } from "./editor-context.tsx";
import { Steps } from "./steps.tsx";

type EscalationStep = NonNullable<Queue["escalate"]>[number];

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
      leastPx={180}
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
              isLabelHidden={false}
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
