import type { PolicyDocument } from "../../../routing/policy.ts";
import { settingsText } from "../../messages/settings-text.ts";
import { Choice, NumberInput, Tick } from "../parts/inputs.tsx";
import { Card, Fields, Stack, Subtle } from "../parts/layout.ts";
import { useEditor, useProblemAt } from "./editor-context.tsx";
import { TimeZoneInput } from "./time-zone-input.tsx";

const modes: PolicyDocument["mode"][] = ["off", "shadow", "canary", "on"];

/** What holds for the whole policy. */
export function GeneralTab() {
  const { tell } = settingsText.useText();
  const { document, set } = useEditor();
  const problems = {
    timezone: useProblemAt(["timezone"]),
    fallback: useProblemAt(["fallback"]),
    canaryPercent: useProblemAt(["canaryPercent"]),
    capacity: useProblemAt(["capacity", "default"]),
  };
  return (
    <Card>
      <Stack $gapPx={20}>
        <Fields $leastPx={300}>
          <Choice
            label={tell("mode.label")}
            hint={tell(`mode.hint.${document.mode}`)}
            value={document.mode}
            options={modes.map((value) => ({ value, label: tell(`mode.${value}`) }))}
            onChange={(mode) => set(["mode"], mode)}
          />
          {document.mode === "canary" && (
            <NumberInput
              label={tell("mode.percent")}
              value={document.canaryPercent}
              min={0}
              max={100}
              problem={problems.canaryPercent}
              onChange={(percent) => set(["canaryPercent"], percent)}
            />
          )}
          <Choice
            label={tell("general.fallback")}
            hint={tell("general.fallbackHint")}
            value={document.fallback}
            options={document.queues.map(({ id, name }) => ({ value: id, label: name }))}
            problem={problems.fallback}
            onChange={(id) => set(["fallback"], id)}
          />
          <NumberInput
            label={tell("general.capacity")}
            hint={tell("general.capacityHint")}
            value={document.capacity.default}
            min={1}
            problem={problems.capacity}
            onChange={(points) => set(["capacity", "default"], points ?? 0)}
          />
          <TimeZoneInput
            label={tell("general.timezone")}
            value={document.timezone ?? ""}
            placeholder="UTC"
            problem={problems.timezone}
            onChange={(zone) => set(["timezone"], zone || undefined)}
          />
        </Fields>
        <Tick
          label={tell("general.note")}
          hint={tell("general.noteHint")}
          checked={document.note}
          onChange={(isOn) => set(["note"], isOn)}
        />
        <Tick
          label={tell("general.keepReopened")}
          checked={document.reopened?.ownerAway === "keep"}
          onChange={(isOn) => set(["reopened"], isOn ? { ownerAway: "keep" } : undefined)}
        />
        <Tick
          label={tell("general.shiftEnd")}
          checked={document.shiftEnd?.open === "reroute"}
          onChange={(isOn) => set(["shiftEnd"], isOn ? { open: "reroute" } : undefined)}
        />
        <Subtle>{tell("general.json")}</Subtle>
      </Stack>
    </Card>
  );
}
