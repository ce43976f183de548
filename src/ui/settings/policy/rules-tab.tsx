import { Button } from "@zendeskgarden/react-buttons";
import { settingsText } from "../../messages/settings-text.ts";
import { Card, Line, Stack, Subtle } from "../parts/layout.ts";
import { newRule } from "./edit-document.ts";
import { useEditor } from "./editor-context.tsx";
import { ListAndShown, type ShownPart } from "./part-list.tsx";
import { RuleEditor } from "./rule-editor.tsx";
import { RuleList } from "./rule-list.tsx";

/** The rules in their order, one of them open. */
export function RulesTab({ shownId, onShow }: ShownPart) {
  const { tell } = settingsText.useText();
  const { document, change } = useEditor();
  const { rules } = document;
  const found = rules.findIndex(({ id }) => id === shownId);
  const index = found < 0 ? 0 : found;

  function add() {
    const rule = newRule(document, tell("rule.new"));
    // First, where it is seen, and where it takes effect before others can end the list.
    change((policy) => ({ ...policy, rules: [rule, ...policy.rules] }));
    onShow(rule.id);
  }

  return (
    <ListAndShown>
      <Stack>
        <Line>
          <Button size="small" onClick={add}>
            {tell("rule.add")}
          </Button>
        </Line>
        <RuleList shownId={rules[index]?.id} onShow={onShow} />
      </Stack>
      {rules.length === 0 ? (
        <Card>
          <Subtle>{tell("rules.none")}</Subtle>
        </Card>
      ) : (
        <RuleEditor key={rules[index]?.id} index={index} onShow={onShow} />
      )}
    </ListAndShown>
  );
}
