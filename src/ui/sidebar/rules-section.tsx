import { styled } from "styled-components";
import { showValue } from "../messages/show-number.ts";
import { sidebarText } from "../messages/sidebar-text.ts";
import { List, Mark, Quiet } from "./parts.tsx";
import type { Receipt } from "./use-story.ts";

type Test = Receipt["rules"][number]["tests"][number];

const Tests = styled.ul`
  padding-left: 12px;
  font-size: 12px;
  line-height: 18px;
`;

/** The rules that matched, each with what it compared. */
export function RulesSection({ receipt }: { receipt: Receipt }) {
  const { tell } = sidebarText.useText();
  const { rules, ruleCount, endedBy } = receipt;
  const others = ruleCount - rules.length;
  return (
    <>
      {rules.length === 0 ? <p>{tell("rules.none")}</p> : null}
      <List>
        {rules.map((rule) => (
          <li key={rule.id}>
            <strong>{rule.name}</strong>
            <Tests>
              {rule.tests.map((test, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a rule may test the same twice, and its tests never move
                <TestLine key={index} test={test} />
              ))}
            </Tests>
            {rule.id === endedBy ? <Quiet>{tell("rules.ended")}</Quiet> : null}
          </li>
        ))}
      </List>
      {others > 0 ? <Quiet>{tell("rules.others", { n: others })}</Quiet> : null}
    </>
  );
}

/** A test that spoke for the rule; what was found is marked. One that another made needless says nothing here. */
function TestLine({ test }: { test: Test }) {
  const { tell, tellName } = sidebarText.useText();
  if (test.note === "not tested" || test.matched === (test.negated === true)) return null;
  const expected = listOf(test.expected);
  const found = listOf(test.actual);
  const hits = expected.filter((value) => found.includes(value));
  const shown = test.operator === "present" ? [] : hits.length > 0 ? hits : expected;
  return (
    <li>
      {test.negated ? `${tell("test.not")} ` : ""}
      {tellName("field", test.field)} {tellName("operator", test.operator)}{" "}
      {shown.map((value, index) => (
        <span key={value}>
          {index > 0 ? ", " : ""}
          {hits.includes(value) ? <Mark>{value}</Mark> : value}
        </span>
      ))}
      {hits.length === 0 && found.length > 0 && test.operator !== "present" ? (
        <Quiet as="span"> ({tell("test.found", { value: found.join(", ") })})</Quiet>
      ) : null}
    </li>
  );
}

function listOf(value: Test["actual"] | Test["expected"]): string[] {
  if (value === null || value === "") return [];
  return (Array.isArray(value) ? value : [value]).map(showValue);
}
