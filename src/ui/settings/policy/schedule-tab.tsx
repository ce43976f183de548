import { Button } from "@zendeskgarden/react-buttons";
import type { Schedule } from "../../../routing/schedule.ts";
import { settingsText } from "../../messages/settings-text.ts";
import { IconAction } from "../parts/icon-action.tsx";
import { TextInput } from "../parts/inputs.tsx";
import { Card, Line, SmallHeading, Stack, Subtle } from "../parts/layout.ts";
import { QuietButton } from "../parts/quiet-button.ts";
import { Row } from "../parts/row.ts";
import { WeekEditor } from "../parts/week-editor.tsx";
import { freeId } from "./edit-document.ts";
import { countBelow, useEditor, useProblemAt } from "./editor-context.tsx";
import { FindingsAt } from "./findings.tsx";
import { PartList, type ShownPart } from "./part-list.tsx";
import { TimeZoneInput } from "./time-zone-input.tsx";

/** Opening hours that queues and rules refer to. */
export function ScheduleTab({ shownId, onShow }: ShownPart) {
  const { tell } = settingsText.useText();
  const editor = useEditor();
  const schedules = editor.document.schedules ?? [];
  const shownIndex = Math.max(
    0,
    schedules.findIndex(({ id }) => id === shownId),
  );

  function add() {
    const name = tell("schedule.new");
    const id = freeId(
      name,
      schedules.map((schedule) => schedule.id),
      "schedule",
    );
    const hours: Schedule["hours"] = [
      { days: ["monday", "tuesday", "wednesday", "thursday", "friday"], from: "09:00", to: "17:00" },
    ];
    editor.set(["schedules"], [...schedules, { id, name, hours }]);
    onShow(id);
  }

  const items = schedules.map(({ id, name, timezone = "" }, index) => ({
    id,
    name,
    detail: timezone,
    flaws: countBelow(editor, ["schedules", index]),
  }));
  return (
    <PartList
      label={tell("policy.schedules")}
      items={items}
      shownId={schedules[shownIndex]?.id}
      onShow={onShow}
      tools={
        <Line>
          <Button size="small" onClick={add}>
            {tell("schedule.add")}
          </Button>
        </Line>
      }
    >
      {schedules.length === 0 ? (
        <Card>
          <Subtle>{tell("schedule.none")}</Subtle>
        </Card>
      ) : (
        <ScheduleEditor key={schedules[shownIndex]?.id} index={shownIndex} />
      )}
    </PartList>
  );
}

function ScheduleEditor({ index }: { index: number }) {
  const { tell } = settingsText.useText();
  const { document, set } = useEditor();
  const path = ["schedules", index];
  const nameProblem = useProblemAt([...path, "name"]);
  const zoneProblem = useProblemAt([...path, "timezone"]);
  const schedules = document.schedules ?? [];
  const schedule = schedules[index];
  if (!schedule) return null;
  const holidays = schedule.holidays ?? [];
  const setHolidays = (next: typeof holidays) =>
    set([...path, "holidays"], next.length > 0 ? next : undefined);
  return (
    <Card aria-label={schedule.name}>
      <Stack $gapPx={16}>
        <Row $leastPx={150}>
          <TextInput
            label={tell("schedule.name")}
            value={schedule.name}
            problem={nameProblem}
            onChange={(name) => set([...path, "name"], name)}
          />
          <TimeZoneInput
            label={tell("schedule.timezone")}
            value={schedule.timezone ?? ""}
            placeholder={document.timezone ?? "UTC"}
            problem={zoneProblem}
            onChange={(zone) => set([...path, "timezone"], zone || undefined)}
          />
          <IconAction
            icon="remove"
            isDanger
            label={tell("schedule.remove")}
            onClick={() => set(["schedules"], schedules.toSpliced(index, 1))}
          />
        </Row>
        <FindingsAt path={path} />
        <WeekEditor hours={schedule.hours} onChange={(hours) => set([...path, "hours"], hours)} />
        <Stack $gapPx={8}>
          <SmallHeading>{tell("schedule.holidays")}</SmallHeading>
          {holidays.map((holiday, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two days may be the same while one is typed
            <Row key={place}>
              <TextInput
                label={tell("schedule.date")}
                type="date"
                value={holiday.date}
                onChange={(date) => date && setHolidays(holidays.with(place, { ...holiday, date }))}
              />
              <TextInput
                label={tell("schedule.holidayName")}
                value={holiday.name ?? ""}
                onChange={(name) => set([...path, "holidays", place, "name"], name || undefined)}
              />
              <IconAction
                icon="remove"
                label={tell("schedule.holidayRemove")}
                onClick={() => setHolidays(holidays.toSpliced(place, 1))}
              />
            </Row>
          ))}
          <Line>
            <QuietButton
              onClick={() => setHolidays([...holidays, { date: new Date().toISOString().slice(0, 10) }])}
            >
              {tell("schedule.holidayAdd")}
            </QuietButton>
          </Line>
        </Stack>
      </Stack>
    </Card>
  );
}
