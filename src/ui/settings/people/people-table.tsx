import { Button } from "@zendeskgarden/react-buttons";
import { Tag } from "@zendeskgarden/react-tags";
import { useState } from "react";
import { settingsText } from "../../messages/settings-text.ts";
import { DataTable } from "../parts/data-table.tsx";
import { Line, Subtle } from "../parts/layout.ts";
import { LoadBar } from "../parts/load-bar.tsx";
import { Time } from "../parts/time.tsx";
import type { Person, RosterView } from "../use-roster.ts";
import { PersonDialog } from "./person-dialog.tsx";

/** People with their groups, presence and room. */
export function PeopleTable({ roster, agents }: { roster: RosterView; agents: Person[] }) {
  const { tell } = settingsText.useText();
  const [openId, setOpenId] = useState<string>();
  const open = roster.agents.find(({ id }) => id === openId);
  const nameOf = new Map(roster.groups.map(({ id, name }) => [id, name]));
  return (
    <>
      <DataTable
        label={tell("people.list")}
        minWidthPx={720}
        columns={[
          { label: tell("agent.one") },
          { label: tell("people.load"), widthPx: 140 },
          { label: tell("people.presence"), widthPx: 190 },
          { label: tell("people.groups") },
          { label: tell("people.set"), widthPx: 110, isLabelHidden: true },
        ]}
        rows={agents.map((person) => ({
          key: person.id,
          cells: [
            <>
              <strong>{person.name}</strong>
              {person.languages && <Subtle as="div">{person.languages.join(", ")}</Subtle>}
            </>,
            <LoadBar key="load" open={person.open} capacity={person.capacity ?? roster.defaultCapacity} />,
            <Presence key="presence" person={person} />,
            person.groupIds.map((id) => nameOf.get(id) ?? id).join(", ") || "–",
            <Button
              key="set"
              isLink
              aria-label={tell("people.setOne", { name: person.name })}
              onClick={() => setOpenId(person.id)}
            >
              {tell("people.set")}
            </Button>,
          ],
        }))}
      />
      {open && (
        <PersonDialog
          key={open.id}
          person={open}
          others={roster.agents}
          onClose={() => setOpenId(undefined)}
        />
      )}
    </>
  );
}

function Presence({ person }: { person: Person }) {
  const { tell } = settingsText.useText();
  const now = Date.now();
  const { absence, pausedUntil, available, shift } = person;
  if (pausedUntil && Date.parse(pausedUntil) > now) {
    return (
      <span>
        <Tag hue="yellow">{tell("people.paused")}</Tag> <Time at={pausedUntil} />
      </span>
    );
  }
  if (absence && Date.parse(absence.until) > now) {
    return (
      <span>
        <Tag hue="yellow">{tell("people.away")}</Tag> <Time at={absence.from} /> – <Time at={absence.until} />
      </span>
    );
  }
  return (
    <Line $gapPx={4}>
      <Tag {...(available && { hue: "green" })}>
        {tell(available ? "people.available" : "people.offline")}
      </Tag>
      {shift && <Subtle as="span">{tell("people.shift")}</Subtle>}
    </Line>
  );
}
