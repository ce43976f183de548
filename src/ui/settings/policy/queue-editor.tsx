import type { PickMode, Queue } from "../../../routing/queue.ts";
import { settingsText } from "../../messages/settings-text.ts";
import { IconAction } from "../parts/icon-action.tsx";
import { Choice, NumberInput, TextInput } from "../parts/inputs.tsx";
import { Card, Fields, SmallHeading, Stack } from "../parts/layout.ts";
import { Row } from "../parts/row.ts";
import { Suggested } from "../parts/suggested.tsx";
import { WordsInput } from "../parts/words-input.tsx";
import { useEditor, useProblemAt } from "./editor-context.tsx";
import { EscalationSteps } from "./escalation-steps.tsx";
import { FindingsAt } from "./findings.tsx";
import { OverflowSteps, SkillNeeds } from "./queue-steps.tsx";

const picks: PickMode[] = ["most spare share", "fewest open", "longest since last", "rotation", "best skill"];

/** One queue: where it leads, who is chosen there, and what happens when nobody can take a ticket. */
export function QueueEditor({ index }: { index: number }) {
  const { tell } = settingsText.useText();
  const { document, set, change, groups } = useEditor();
  const path = ["queues", index];
  const problems = {
    name: useProblemAt([...path, "name"]),
    group: useProblemAt([...path, "group"]),
    schedule: useProblemAt([...path, "schedule"]),
    cap: useProblemAt([...path, "cap"]),
  };
  const queue = document.queues[index];
  if (!queue) return null;
  const setKey = (key: keyof Queue) => (value: unknown) =>
    set([...path, key], value === "" ? undefined : value);
  const setHold = (key: string) => (value: unknown) =>
    set([...path, "hold", key], value === "" ? undefined : value);
  const [pick = "most spare share", ...ties] = Array.isArray(queue.pick) ? queue.pick : [queue.pick];

  return (
    <Card aria-label={queue.name}>
      <Stack $gapPx={16}>
        <Row $leastPx={150}>
          <TextInput
            label={tell("queue.name")}
            value={queue.name}
            problem={problems.name}
            onChange={(name) => set([...path, "name"], name)}
          />
          <Suggested
            label={tell("queue.group")}
            value={queue.group}
            among={groups}
            problem={problems.group}
            onChange={(group) => set([...path, "group"], group)}
          />
          <IconAction
            icon="remove"
            label={tell("queue.remove")}
            isDanger
            disabled={document.queues.length === 1}
            onClick={() => change((policy) => ({ ...policy, queues: policy.queues.toSpliced(index, 1) }))}
          />
        </Row>
        <FindingsAt path={path} />
        <Fields>
          <Choice
            label={tell("queue.pick")}
            value={pick}
            options={picks.map((value) => ({ value, label: tell(`pick.${value}`) }))}
            onChange={(text) => {
              const rest = ties.filter((tie) => tie !== text);
              set([...path, "pick"], rest.length > 0 ? [text, ...rest] : text);
            }}
          />
          <Choice
            label={tell("queue.tie")}
            value={ties[0] ?? ""}
            options={[
              { value: "", label: tell("queue.tieNone") },
              ...picks
                .filter((value) => value !== pick)
                .map((value) => ({ value, label: tell(`pick.${value}`) })),
            ]}
            onChange={(text) =>
              set(
                [...path, "pick"],
                text ? [pick, text, ...ties.slice(1).filter((tie) => tie !== text)] : pick,
              )
            }
          />
          <Choice
            label={tell("queue.language")}
            value={queue.matchLanguage ?? ""}
            options={[
              { value: "", label: tell("queue.languageNone") },
              { value: "prefer", label: tell("need.prefer") },
              { value: "require", label: tell("need.require") },
            ]}
            onChange={setKey("matchLanguage")}
          />
          <NumberInput
            label={tell("queue.cap")}
            placeholder={tell("queue.capNone")}
            value={queue.cap}
            min={0}
            problem={problems.cap}
            onChange={setKey("cap")}
          />
        </Fields>
        <SkillNeeds path={path} skills={queue.skills ?? []} />
        <WordsInput
          label={tell("queue.moreGroups")}
          words={queue.moreGroups ?? []}
          suggestions={groups}
          onChange={(words) => set([...path, "moreGroups"], words.length > 0 ? words : undefined)}
        />
        <Stack $gapPx={8}>
          <SmallHeading>{tell("queue.waiting")}</SmallHeading>
          <Fields>
            <Choice
              label={tell("queue.nobody")}
              value={queue.hold?.nobody ?? "hold"}
              options={(["hold", "group only", "ignore capacity"] as const).map((value) => ({
                value,
                label: tell(`nobody.${value}`),
              }))}
              onChange={(text) => setHold("nobody")(text === "hold" ? undefined : text)}
            />
            <NumberInput
              label={tell("queue.ageing")}
              placeholder="60"
              value={queue.hold?.ageingMinutes}
              min={1}
              onChange={setHold("ageingMinutes")}
            />
            <NumberInput
              label={tell("queue.takeBack")}
              placeholder={tell("queue.takeBackNone")}
              value={queue.takeBack?.afterMinutes}
              min={1}
              onChange={(minutes) =>
                set([...path, "takeBack"], minutes === undefined ? undefined : { afterMinutes: minutes })
              }
            />
            <Choice
              label={tell("queue.schedule")}
              value={queue.schedule ?? ""}
              problem={problems.schedule}
              options={[
                { value: "", label: tell("clock.calendar") },
                ...(document.schedules ?? []).map(({ id, name }) => ({ value: id, label: name })),
              ]}
              onChange={setKey("schedule")}
            />
            <Choice
              label={tell("queue.clock")}
              value={queue.clock ?? "calendar"}
              options={(["calendar", "business"] as const).map((value) => ({
                value,
                label: tell(`clock.${value}`),
              }))}
              onChange={(text) => setKey("clock")(text === "calendar" ? undefined : text)}
            />
          </Fields>
        </Stack>
        <OverflowSteps path={path} own={queue.id} steps={queue.overflow ?? []} />
        <EscalationSteps path={path} steps={queue.escalate ?? []} />
      </Stack>
    </Card>
  );
}
