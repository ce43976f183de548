import { useState } from "react";
import type { AgentSettings } from "../../../routing/agent-settings.ts";
import { settingsText } from "../../messages/settings-text.ts";
import { Dialog } from "../parts/dialog.tsx";
import { NumberInput, TextInput, Tick } from "../parts/inputs.tsx";
import { Fields, SmallHeading, Stack, Subtle } from "../parts/layout.ts";
import { LoadError } from "../parts/load-state.tsx";
import { Suggested } from "../parts/suggested.tsx";
import { WeekEditor } from "../parts/week-editor.tsx";
import { WordsInput } from "../parts/words-input.tsx";
import { TimeZoneInput } from "../policy/time-zone-input.tsx";
import type { Person } from "../use-roster.ts";
import { useSetAgent } from "./use-set-agent.ts";

type Draft = { [Key in keyof AgentSettings]?: AgentSettings[Key] | undefined };

const dayMs = 86_400_000;

/** What a lead says of an agent; what is left empty is the help desk's to say. */
export function PersonDialog(props: { person: Person; others: Person[]; onClose(): void }) {
  const { person, others, onClose } = props;
  const { tell } = settingsText.useText();
  const save = useSetAgent();
  const [draft, setDraft] = useState<Draft>(person.settings);
  const set = (changes: Draft) => setDraft((current) => ({ ...current, ...changes }));
  const { shift, absence } = draft;
  const names = others.filter(({ id, active }) => active && id !== person.id).map(({ name }) => name);
  return (
    <Dialog
      title={person.name}
      action={tell("save")}
      isBusy={save.isPending}
      onAct={() =>
        save.mutate({ agentId: person.id, settings: draft as AgentSettings }, { onSuccess: onClose })
      }
      onClose={onClose}
    >
      <Fields $leastPx={260}>
        <NumberInput
          label={tell("person.capacity")}
          hint={tell("person.capacityHint")}
          value={draft.capacity}
          min={0}
          onChange={(capacity) => set({ capacity })}
        />
        <TextInput
          label={tell("person.paused")}
          hint={tell("person.pausedHint")}
          type="datetime-local"
          value={toLocal(draft.pausedUntil)}
          onChange={(text) => set({ pausedUntil: fromLocal(text) })}
        />
      </Fields>
      <WordsInput
        label={tell("person.languages")}
        words={draft.languages ?? []}
        suggestions={["en", "de", "fr", "es", "pt", "ja"]}
        onChange={(languages) => set({ languages: languages.length > 0 ? languages : undefined })}
      />
      <Stack>
        <Tick
          label={tell("person.hasShift")}
          checked={shift !== undefined}
          onChange={(isOn) => set({ shift: isOn ? newShift(person.name) : undefined })}
        />
        {shift && (
          <>
            <TimeZoneInput
              label={tell("schedule.timezone")}
              hint={tell("person.zoneHint")}
              value={shift.timezone ?? ""}
              onChange={(zone) =>
                set({ shift: zone ? { ...shift, timezone: zone } : newShift(person.name, shift.hours) })
              }
            />
            <WeekEditor hours={shift.hours} onChange={(hours) => set({ shift: { ...shift, hours } })} />
          </>
        )}
      </Stack>
      <Stack $gapPx={8}>
        <Tick
          label={tell("person.isAway")}
          checked={absence !== undefined}
          onChange={(isOn) => set({ absence: isOn ? nextDay() : undefined })}
        />
        {absence && (
          <Fields>
            <TextInput
              label={tell("register.from")}
              type="datetime-local"
              value={toLocal(absence.from)}
              onChange={(text) => set({ absence: { ...absence, from: fromLocal(text) ?? absence.from } })}
            />
            <TextInput
              label={tell("person.until")}
              type="datetime-local"
              value={toLocal(absence.until)}
              onChange={(text) => set({ absence: { ...absence, until: fromLocal(text) ?? absence.until } })}
            />
            <Suggested
              label={tell("person.standIn")}
              value={absence.standIn ?? ""}
              among={names}
              onChange={(standIn) => {
                const { standIn: _former, ...rest } = absence;
                set({ absence: standIn ? { ...rest, standIn } : rest });
              }}
            />
          </Fields>
        )}
      </Stack>
      {person.skills && (
        <Stack $gapPx={4}>
          <SmallHeading>{tell("people.skills")}</SmallHeading>
          <p>
            {Object.entries(person.skills)
              .map(([skill, level]) => `${skill} ${level}`)
              .join(" · ")}
          </p>
          {person.sources?.skills && <Subtle as="p">{tell(`said.${person.sources.skills}`)}</Subtle>}
        </Stack>
      )}
      {save.error && <LoadError error={save.error} />}
    </Dialog>
  );
}

function newShift(name: string, hours?: NonNullable<AgentSettings["shift"]>["hours"]) {
  const week = {
    days: ["monday", "tuesday", "wednesday", "thursday", "friday"] as const,
    from: "09:00",
    to: "17:00",
  };
  return { id: "shift", name, hours: hours ?? [{ ...week, days: [...week.days] }] };
}

function nextDay() {
  const from = new Date(Date.now() + dayMs);
  from.setHours(0, 0, 0, 0);
  return { from: from.toISOString(), until: new Date(from.getTime() + dayMs).toISOString() };
}

/** The browser's field has no zone: what it shows is the reader's own clock. */
function toLocal(at: string | undefined): string {
  if (!at) return "";
  const date = new Date(at);
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

function fromLocal(text: string): string | undefined {
  return text === "" ? undefined : new Date(text).toISOString();
}
