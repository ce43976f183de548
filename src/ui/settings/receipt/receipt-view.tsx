import { Tag } from "@zendeskgarden/react-tags";
import { getColor } from "@zendeskgarden/react-theming";
import { styled } from "styled-components";
import type { Receipt, RuleTrace, TestTrace } from "../../../routing/receipt.ts";
import { settingsText } from "../../messages/settings-text.ts";
import { showValue } from "../../messages/show-number.ts";
import { showSignal, wordsBehind } from "../../messages/show-signal.ts";
import { toSentence } from "../../messages/to-sentence.ts";
import { Line, Stack, Subtle } from "../parts/layout.ts";
import { useWords } from "../policy/words.ts";
import { CandidateList } from "./candidate-list.tsx";

const Sentence = styled.p`
  font-size: 15px;
  line-height: 22px;
  font-weight: 600;
`;
const Details = styled.details`
  border-block-start: 1px solid ${({ theme }) => getColor({ theme, variable: "border.subtle" })};
  padding-block-start: 8px;
  & > summary { cursor: pointer; font-weight: 600; }
  & > *:not(summary) { margin-block-start: 8px; }
`;
const Tests = styled.ul`
  padding-inline-start: 12px;
  font-size: 13px;
`;

/** Where a ticket went, or would go, and why: the sentence first, then the evidence. */
export function ReceiptView(props: { receipt: Receipt; sentence: string; rules: readonly RuleTrace[] }) {
  const { receipt, sentence, rules } = props;
  const { tell } = settingsText.useText();
  const matched = rules.filter(({ outcome }) => outcome === "matched");
  const others = rules.filter(({ outcome }) => outcome !== "matched");
  const signals = Object.entries(receipt.signals).flatMap(([name, signal]) =>
    signal ? [{ name, value: signal.value, words: wordsBehind(signal) }] : [],
  );
  return (
    <Stack $gapPx={10}>
      <Sentence>{toSentence(sentence)}</Sentence>
      <Line $gapPx={4}>
        {receipt.queue && <Tag>{receipt.queue.name}</Tag>}
        {receipt.chosen && <Tag>{receipt.chosen.name}</Tag>}
        {receipt.priority && <Tag>{tell(`priority.${receipt.priority.to}`)}</Tag>}
        {receipt.update.addTags?.map((tag) => (
          <Tag key={tag}>#{tag}</Tag>
        ))}
      </Line>
      <Details open>
        <summary>{tell("receipt.matched", { n: matched.length })}</summary>
        {matched.length === 0 ? <Subtle>{tell("receipt.noRule")}</Subtle> : <RuleTraces rules={matched} />}
      </Details>
      {others.length > 0 && (
        <Details>
          <summary>{tell("receipt.others", { n: others.length })}</summary>
          <RuleTraces rules={others.slice(0, 200)} />
        </Details>
      )}
      {signals.length > 0 && (
        <Details>
          <summary>{tell("receipt.signals")}</summary>
          <Tests>
            {signals.map(({ name, value, words }) => (
              <li key={name}>
                {signalName(name)}: <SignalValue name={name} value={value} />{" "}
                {words.length > 0 && <Subtle as="span">({words.join(", ")})</Subtle>}
              </li>
            ))}
          </Tests>
        </Details>
      )}
      {receipt.candidates.length > 0 && (
        <Details>
          <summary>
            {tell("receipt.people", {
              n: receipt.candidateCounts.considered,
              eligible: receipt.candidateCounts.eligible,
            })}
          </summary>
          <CandidateList receipt={receipt} />
        </Details>
      )}
    </Stack>
  );

  function signalName(name: string): string {
    const known = {
      ...plainSignals,
      orderNumber: "order.number",
      orderValue: "order.value",
      trackingNumber: "tracking.number",
    } as const;
    const key = known[name as keyof typeof known];
    return key ? tell(`field.${key}`) : name;
  }
}

function SignalValue({ name, value }: { name: string; value: string | number | boolean }) {
  const { tell, language } = settingsText.useText();
  const { text, range } = showSignal({ name, value }, { language, yes: tell("yes"), no: tell("no") });
  return (
    <>
      <strong>{text}</strong> {range && <Subtle as="span">({range})</Subtle>}
    </>
  );
}

const plainSignals = {
  language: "language",
  intent: "intent",
  suggestedGroup: "suggestedGroup",
  suggestedPriority: "suggestedPriority",
  handlingMinutes: "handlingMinutes",
  complexity: "complexity",
  sentiment: "sentiment",
  urgency: "urgency",
  amount: "amount",
  vip: "vip",
  spam: "spam",
  autoReply: "autoReply",
} as const;

function RuleTraces({ rules }: { rules: readonly RuleTrace[] }) {
  const { tell } = settingsText.useText();
  const { fieldName, operatorName } = useWords();
  return (
    <Stack as="ul" $gapPx={6}>
      {rules.map((rule) => (
        <li key={rule.id}>
          {rule.name} <Subtle as="span">{tell(`rule.outcome.${rule.outcome}`)}</Subtle>
          {rule.tests.length > 0 && (
            <Tests>
              {rule.tests.map((test) => (
                <li key={JSON.stringify([test.field, test.operator, test.expected, test.negated])}>
                  {test.matched !== (test.negated === true) ? "✓" : "–"} {fieldName(test.field)}{" "}
                  {operatorName(test.operator as Parameters<typeof operatorName>[0])} {listed(test.expected)}
                  {found(test.actual) !== "" && (
                    <Subtle as="span"> {tell("receipt.found", { value: found(test.actual) })}</Subtle>
                  )}
                </li>
              ))}
            </Tests>
          )}
        </li>
      ))}
    </Stack>
  );
}

const shownWords = 6;

function listed(value: TestTrace["expected"]): string {
  if (!Array.isArray(value)) return showValue(value);
  const more = value.length > shownWords ? ` +${value.length - shownWords}` : "";
  return `${value.slice(0, shownWords).map(showValue).join(" / ")}${more}`;
}

function found(actual: TestTrace["actual"]): string {
  if (actual === null) return "";
  return Array.isArray(actual) ? actual.map(showValue).join(", ") : showValue(actual);
}
