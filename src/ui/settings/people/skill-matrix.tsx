import { Button } from "@zendeskgarden/react-buttons";
import { Body, Cell, Head, HeaderCell, HeaderRow, Row, Table } from "@zendeskgarden/react-tables";
import { useState } from "react";
import { settingsText } from "../../messages/settings-text.ts";
import { Choice, TextInput } from "../parts/inputs.tsx";
import { Line, Scroll, Stack, Subtle } from "../parts/layout.ts";
import { LoadError } from "../parts/load-state.tsx";
import { type Person, type RosterView, skillsOf } from "../use-roster.ts";
import { useSetAgent } from "./use-set-agent.ts";

/** A name on one line where there is room for it, and more than one skill beside it where there is not. */
const nameWidth = "clamp(120px, 20vw, 260px)";
const levelWidthPx = 104;
const levels = Array.from({ length: 10 }, (_, index) => String(index + 1));

/** People by skills: a level in each field, none where somebody does not have it. */
export function SkillMatrix({ roster, agents }: { roster: RosterView; agents: Person[] }) {
  const { tell } = settingsText.useText();
  const [added, setAdded] = useState<string[]>([]);
  const [text, setText] = useState("");
  const save = useSetAgent();
  const skills = [...new Set([...skillsOf(roster), ...added])].sort();
  const options = [{ value: "", label: "–" }, ...levels.map((level) => ({ value: level, label: level }))];

  function setLevel(person: Person, skill: string, level: string) {
    const { [skill]: _former, ...others } = person.skills ?? {};
    const next = level === "" ? others : { ...others, [skill]: Number(level) };
    save.mutate({ agentId: person.id, settings: { ...person.settings, skills: next } });
  }

  return (
    <Stack>
      <Subtle>{tell("skills.hint")}</Subtle>
      <Line
        as="form"
        $align="flex-end"
        onSubmit={(event: React.FormEvent) => {
          event.preventDefault();
          if (text.trim() !== "") setAdded([...added, text.trim()]);
          setText("");
        }}
      >
        <TextInput label={tell("skills.new")} value={text} onChange={setText} />
        <Button size="small" type="submit">
          {tell("skill.add")}
        </Button>
      </Line>
      {save.error && <LoadError error={save.error} />}
      {skills.length > 0 && (
        <Scroll tabIndex={0} role="region" aria-label={tell("people.skills")}>
          <Table size="small" style={{ width: `calc(${nameWidth} + ${skills.length * levelWidthPx}px)` }}>
            <Head>
              <HeaderRow>
                <HeaderCell width={nameWidth}>{tell("agent.one")}</HeaderCell>
                {skills.map((skill) => (
                  <HeaderCell key={skill} width={`${levelWidthPx}px`}>
                    {skill}
                  </HeaderCell>
                ))}
              </HeaderRow>
            </Head>
            <Body>
              {agents.map((person) => (
                <Row key={person.id}>
                  <Cell style={{ verticalAlign: "middle" }}>
                    {person.name}
                    {person.sources?.skills && (
                      <Subtle as="div">{tell(`said.${person.sources.skills}`)}</Subtle>
                    )}
                  </Cell>
                  {skills.map((skill) => (
                    <Cell key={skill}>
                      <Choice
                        label={tell("skills.level", { skill, name: person.name })}
                        isLabelHidden
                        value={String(person.skills?.[skill] ?? "")}
                        options={options}
                        onChange={(level) => setLevel(person, skill, level)}
                      />
                    </Cell>
                  ))}
                </Row>
              ))}
            </Body>
          </Table>
        </Scroll>
      )}
    </Stack>
  );
}
