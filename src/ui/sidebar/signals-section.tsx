import { styled } from "styled-components";
import { showSignal, wordsBehind } from "../messages/show-signal.ts";
import { sidebarText } from "../messages/sidebar-text.ts";
import { List, Mark, Quiet } from "./parts.tsx";
import type { Receipt } from "./use-story.ts";
import { WordShares } from "./word-shares.tsx";

const Bar = styled.meter`
  width: 64px;
  height: 8px;
  vertical-align: middle;
  margin-right: 6px;
`;

/** Names of signals whose fields are called otherwise. */
const fieldNames: Record<string, string> = {
  orderNumber: "order.number",
  orderValue: "order.value",
  trackingNumber: "tracking.number",
};

function Shown({ text, range }: ReturnType<typeof showSignal>) {
  return (
    <>
      <strong>{text}</strong> {range ? <Quiet as="span">({range})</Quiet> : null}
    </>
  );
}

/** What was read from the text, how sure it is, and the words that gave it, the weightiest first. */
export function SignalsSection({ signals }: { signals: Receipt["signals"] }) {
  const { tell, tellName, language } = sidebarText.useText();
  const all = Object.entries(signals).flatMap(([name, signal]) =>
    signal ? [{ name, signal, words: wordsBehind(signal) }] : [],
  );
  if (all.length === 0) return <p>{tell("signals.none")}</p>;
  const percents = new Intl.NumberFormat(language, { maximumFractionDigits: 0 });
  const to = { language, yes: tell("yes"), no: tell("no") };
  const shownAs = (name: string, value: string | number | boolean | undefined) =>
    value === undefined ? undefined : showSignal({ name, value }, to).text;
  return (
    <List>
      {all.map(({ name, signal, words }) => (
        <li key={name}>
          {tellName("field", fieldNames[name] ?? name)}:{" "}
          <Shown {...showSignal({ name, value: signal.value }, to)} />
          {signal.confidence === undefined ? null : (
            <Quiet>
              <Bar min={0} max={1} value={signal.confidence} aria-hidden="true" />
              {tell("signals.sure", { percent: percents.format(signal.confidence * 100) })}
            </Quiet>
          )}
          {words.length > 0 ? (
            <Quiet>
              {tell("signals.words")}{" "}
              {words.map((word, index) => (
                <span key={word}>
                  {index > 0 ? " " : ""}
                  <Mark>{word}</Mark>
                </span>
              ))}
            </Quiet>
          ) : null}
          {signal.words && signal.shares ? (
            <WordShares
              words={signal.words}
              shares={signal.shares}
              against={shownAs(name, signal.shares.against)}
            />
          ) : null}
        </li>
      ))}
    </List>
  );
}
