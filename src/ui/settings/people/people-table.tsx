import { Button } from "@zendeskgarden/react-buttons";
import { Body, Cell, Head, HeaderCell, HeaderRow, Row, Table } from "@zendeskgarden/react-tables";
import { Tag } from "@zendeskgarden/react-tags";
import { useState } from "react";
import { settingsText } from "../../messages/settings-text.ts";
import { Line, Scroll, Subtle } from "../parts/layout.ts";
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
      <Scroll tabIndex={0} role="region" aria-label={tell("people.list")}>
        <Table size="small" style={{ minWidth: 720 }}>
          <Head>
            <HeaderRow>
              <HeaderCell>{tell("agent.one")}</HeaderCell>
              <HeaderCell width="150px">{tell("people.load")}</HeaderCell>
              <HeaderCell width="190px">{tell("people.presence")}</HeaderCell>
              <HeaderCell>{tell("people.groups")}</HeaderCell>
              <HeaderCell width="110px">
                <span>{tell("people.set")}</span>
              </HeaderCell>
            </HeaderRow>
          </Head>
          <Body>
            {agents.map((person) => (
              <Row key={person.id}>
                <Cell>
                  <strong>{person.name}</strong>
                  {person.languages && <Subtle as="div">{person.languages.join(", ")}</Subtle>}
                </Cell>
                <Cell>
                  <LoadBar open={person.open} capacity={person.capacity ?? roster.defaultCapacity} />
                </Cell>
                <Cell>
                  <Presence person={person} />
                </Cell>
                <Cell>{person.groupIds.map((id) => nameOf.get(id) ?? id).join(", ") || "–"}</Cell>
                <Cell>
                  <Button
                    size="small"
                    isBasic
                    aria-label={tell("people.setOne", { name: person.name })}
                    onClick={() => setOpenId(person.id)}
                  >
                    {tell("people.set")}
                  </Button>
                </Cell>
              </Row>
            ))}
          </Body>
        </Table>
      </Scroll>
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
      <Tag hue={available ? "green" : "grey"}>{tell(available ? "people.available" : "people.offline")}</Tag>
      {shift && <Subtle as="span">{tell("people.shift")}</Subtle>}
    </Line>
  );
}
