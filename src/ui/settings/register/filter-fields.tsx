import { Button } from "@zendeskgarden/react-buttons";
import { settingsText } from "../../messages/settings-text.ts";
import { Choice, type Option, TextInput } from "../parts/inputs.tsx";
import { Fields, Line } from "../parts/layout.ts";
import { usePolicy } from "../policy/use-policy.ts";
import { useMay } from "../use-api.ts";
import { useRoster } from "../use-roster.ts";
import { noFilter, type RegisterFilter } from "./use-register.ts";

const states = ["assigned", "grouped", "held", "pending", "left alone", "failed"] as const;

/** What to look for in the register. Only leads know people and rules; agents look by ticket, outcome and time. */
export function FilterFields(props: { filter: RegisterFilter; onChange(filter: RegisterFilter): void }) {
  const { filter, onChange } = props;
  const { tell } = settingsText.useText();
  const isLead = useMay("lead");
  const set = (key: keyof RegisterFilter) => (value: string) => onChange({ ...filter, [key]: value });
  return (
    <Fields as="search" $leastPx={150} aria-label={tell("register.search")}>
      <TextInput label={tell("register.ticket")} value={filter.ticket} onChange={set("ticket")} />
      <Choice
        label={tell("register.outcome")}
        value={filter.state}
        options={[
          { value: "", label: tell("any") },
          ...states.map((value) => ({ value, label: tell(`state.${value}`) })),
        ]}
        onChange={set("state")}
      />
      {isLead && <LeadFields filter={filter} set={set} />}
      <TextInput label={tell("register.from")} type="date" value={filter.from} onChange={set("from")} />
      <TextInput label={tell("register.until")} type="date" value={filter.until} onChange={set("until")} />
      {JSON.stringify(filter) !== JSON.stringify(noFilter) && (
        <Line>
          <Button size="small" onClick={() => onChange(noFilter)}>
            {tell("register.clear")}
          </Button>
        </Line>
      )}
    </Fields>
  );
}

function LeadFields(props: {
  filter: RegisterFilter;
  set(key: keyof RegisterFilter): (value: string) => void;
}) {
  const { filter, set } = props;
  const { tell } = settingsText.useText();
  const { data: roster } = useRoster();
  const { data: policy } = usePolicy();
  const any = { value: "", label: tell("any") };
  const optionsOf = (items: { id: string; name: string }[] = []): Option[] => [
    any,
    ...items.map(({ id, name }) => ({ value: id, label: name })),
  ];
  return (
    <>
      <Choice
        label={tell("queue.group")}
        value={filter.group}
        options={optionsOf(roster?.groups)}
        onChange={set("group")}
      />
      <Choice
        label={tell("agent.one")}
        value={filter.agent}
        options={optionsOf(roster?.agents)}
        onChange={set("agent")}
      />
      <Choice
        label={tell("rule.one")}
        value={filter.rule}
        options={optionsOf(policy?.inForce.document.rules)}
        onChange={set("rule")}
      />
    </>
  );
}
