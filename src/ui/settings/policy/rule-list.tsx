import { getColor } from "@zendeskgarden/react-theming";
import { type KeyboardEvent, useState } from "react";
import { styled } from "styled-components";
import { settingsText } from "../../messages/settings-text.ts";
import { Icon } from "../parts/icon-action.tsx";
import { Hidden } from "../parts/layout.ts";
import { moveItem } from "./edit-document.ts";
import { countBelow, useEditor } from "./editor-context.tsx";
import { Mark, Small } from "./part-list.tsx";
import { useWords } from "./words.ts";

const Row = styled.li<{ $isShown: boolean; $isOver: boolean }>`
  display: flex;
  align-items: stretch;
  border-radius: 4px;
  border: 1px solid transparent;
  border-block-start-color: ${({ theme, $isOver }) =>
    $isOver ? getColor({ theme, variable: "border.primaryEmphasis" }) : "transparent"};
  background: ${({ theme, $isShown }) =>
    $isShown ? getColor({ theme, variable: "background.subtle" }) : "transparent"};
`;
const Grip = styled.button`
  border: 0;
  background: none;
  color: ${({ theme }) => getColor({ theme, variable: "foreground.subtle" })};
  cursor: grab;
  padding: 4px 6px;
  border-radius: 4px;
  &:focus-visible { outline: 2px solid ${({ theme }) => getColor({ theme, variable: "border.primaryEmphasis" })}; }
`;
const Name = styled.button<{ $isOff: boolean }>`
  flex: 1;
  min-width: 0;
  text-align: start;
  font: inherit;
  color: inherit;
  border: 0;
  background: none;
  padding: 6px 8px 6px 0;
  cursor: pointer;
  border-radius: 4px;
  text-decoration: ${({ $isOff }) => ($isOff ? "line-through" : "none")};
  &:focus-visible { outline: 2px solid ${({ theme }) => getColor({ theme, variable: "border.primaryEmphasis" })}; }
`;

/** The rules in their order. A grip moves its rule by dragging, or by the arrow keys. */
export function RuleList({ shownId, onShow }: { shownId: string | undefined; onShow(id: string): void }) {
  const { tell } = settingsText.useText();
  const { conditionText, actionText } = useWords();
  const editor = useEditor();
  const { rules } = editor.document;
  const [dragged, setDragged] = useState<number>();
  const [over, setOver] = useState<number>();
  const [said, setSaid] = useState("");

  function move(from: number, to: number) {
    const rule = rules[from];
    if (!rule || to < 0 || to >= rules.length || from === to) return;
    editor.change((policy) => ({ ...policy, rules: moveItem(policy.rules, from, to) }));
    setSaid(tell("rule.moved", { name: rule.name, place: to + 1, of: rules.length }));
  }

  function onKey(event: KeyboardEvent, index: number) {
    const by = event.key === "ArrowUp" ? -1 : event.key === "ArrowDown" ? 1 : 0;
    if (by === 0) return;
    event.preventDefault();
    move(index, index + by);
  }

  return (
    <>
      <Hidden role="status">{said}</Hidden>
      <ol aria-label={tell("rules.label")}>
        {rules.map((rule, index) => {
          const { errors, warnings } = countBelow(editor, ["rules", index]);
          return (
            <Row
              key={rule.id}
              $isShown={rule.id === shownId}
              $isOver={over === index && dragged !== undefined}
              draggable
              onDragStart={(event) => {
                setDragged(index);
                event.dataTransfer.effectAllowed = "move";
                event.dataTransfer.setData("text/plain", rule.id);
              }}
              onDragOver={(event) => {
                event.preventDefault();
                setOver(index);
              }}
              onDrop={(event) => {
                event.preventDefault();
                if (dragged !== undefined) move(dragged, index);
              }}
              onDragEnd={() => {
                setDragged(undefined);
                setOver(undefined);
              }}
            >
              <Grip
                type="button"
                aria-label={tell("rule.grip", { name: rule.name, place: index + 1, of: rules.length })}
                onKeyDown={(event) => onKey(event, index)}
              >
                <Icon name="grip" />
              </Grip>
              <Name
                type="button"
                $isOff={rule.enabled === false}
                aria-current={rule.id === shownId}
                onClick={() => onShow(rule.id)}
              >
                <strong>{rule.name || tell("rule.unnamed")}</strong>
                <Small as="span">{conditionText(rule.when)}</Small>
                <Small as="span">
                  {rule.then.map((action) => actionText(action, editor.document)).join(" · ")}
                </Small>
              </Name>
              {errors + warnings > 0 && (
                <Mark style={{ paddingInlineEnd: 6 }}>
                  <Icon name="warning" label={tell("rule.flawed", { n: errors + warnings })} />
                </Mark>
              )}
            </Row>
          );
        })}
      </ol>
    </>
  );
}
