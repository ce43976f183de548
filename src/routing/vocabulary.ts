import { Action } from "./action.ts";
import { conditionOperators } from "./condition.ts";
import { type FieldFacts, findField, keyedFields, knownFieldNames, weekdays } from "./fields.ts";
import { findConditionProblems } from "./find-condition-problems.ts";
import { policyModes } from "./policy.ts";
import { pickModes } from "./queue.ts";
import { ticketPriorities, ticketStatuses } from "./ticket.ts";

export interface FieldWords {
  /** Of a keyed field its beginning, `custom.` say, to which the help desk's own key is added. */
  name: string;
  isKeyed: boolean;
  kind: FieldFacts["kind"];
  values: readonly string[] | null;
  /** Those that can work on such a field. */
  operators: (typeof conditionOperators)[number][];
}

/** What a policy can be made of, for editors: asked of the very checks that a policy has to pass. */
export function policyVocabulary() {
  const fields = [
    ...knownFieldNames.map((name) => wordsOf(name, name, false)),
    ...Object.keys(keyedFields).map((prefix) => wordsOf(prefix, `${prefix}any`, true)),
  ];
  return {
    fields,
    actions: Action.options.map((option) => option.shape.do.value),
    modes: policyModes,
    pickModes,
    priorities: ticketPriorities,
    statuses: ticketStatuses,
    weekdays,
  };
}

function wordsOf(name: string, example: string, isKeyed: boolean): FieldWords {
  const { kind, values } = findField(example) ?? { kind: "any" };
  const operators = conditionOperators.filter((operator) => {
    const test = { field: example, operator, value: "?" } as const;
    return !findConditionProblems(test, ["any"]).some(({ path }) => path[0] === "operator");
  });
  return { name, isKeyed, kind, values: values ?? null, operators };
}
