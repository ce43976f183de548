import { Field, Input, Label, Message } from "@zendeskgarden/react-forms";
import { Tag } from "@zendeskgarden/react-tags";
import { type KeyboardEvent, useId, useState } from "react";
import { styled } from "styled-components";
import { settingsText } from "../../messages/settings-text.ts";
import { Line, Stack } from "./layout.ts";

// Garden's own is out of the keyboard's reach.
const Remove = styled.button`
  border: 0;
  background: none;
  color: inherit;
  cursor: pointer;
  font-size: 14px;
  line-height: 1;
  padding: 4px;
  border-radius: 4px;
  && {
    flex: none;
    width: auto;
    margin-inline-end: -6px;
    overflow: visible;
  }
  &:focus-visible { outline: 2px solid currentColor; }
`;

// Garden's tag gives whatever is in it the whole width.
const Word = styled.span`
  && {
    flex: none;
    width: auto;
    max-width: 240px;
  }
`;

/** Several words or phrases: Enter or a comma ends one, Backspace in the empty field takes the last away. */
export function WordsInput(props: {
  label: string;
  isLabelHidden?: boolean;
  words: readonly string[];
  onChange(words: string[]): void;
  suggestions?: readonly string[];
  problem?: string | undefined;
}) {
  const { label, words, onChange, suggestions = [], problem } = props;
  const { tell } = settingsText.useText();
  const [text, setText] = useState("");
  const listId = useId();

  function add(added: string) {
    setText("");
    const parts = added.split(/[,\n]/).map((part) => part.trim());
    const fresh = parts.filter((part) => part !== "" && !words.includes(part));
    if (fresh.length > 0) onChange([...words, ...fresh]);
  }

  function onKey(event: KeyboardEvent) {
    if ((event.key === "Enter" || event.key === ",") && text.trim() !== "") {
      event.preventDefault();
      add(text);
    } else if (event.key === "Backspace" && text === "" && words.length > 0) {
      onChange(words.slice(0, -1));
    }
  }

  return (
    <Stack $gapPx={4}>
      <Field>
        <Label isRegular hidden={props.isLabelHidden ?? false}>
          {label}
        </Label>
        <Input
          isCompact
          value={text}
          placeholder={tell("words.add")}
          list={suggestions.length > 0 ? listId : undefined}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={onKey}
          onBlur={() => add(text)}
          {...(problem ? { validation: "error" as const } : {})}
        />
        {problem && <Message validation="error">{problem}</Message>}
      </Field>
      {suggestions.length > 0 && (
        <datalist id={listId}>
          {suggestions.map((suggestion) => (
            <option key={suggestion} value={suggestion} />
          ))}
        </datalist>
      )}
      {words.length > 0 && (
        <Line as="ul" $gapPx={4} aria-label={label}>
          {words.map((word) => (
            <li key={word}>
              <Tag size="large">
                <Word>{word}</Word>
                <Remove
                  type="button"
                  aria-label={tell("words.remove", { word })}
                  onClick={() => onChange(words.filter((other) => other !== word))}
                >
                  ×
                </Remove>
              </Tag>
            </li>
          ))}
        </Line>
      )}
    </Stack>
  );
}
