import { Button } from "@zendeskgarden/react-buttons";
import type { Queue } from "../../../routing/queue.ts";
import { settingsText } from "../../messages/settings-text.ts";
import { Line, Stack } from "../parts/layout.ts";
import { freeId } from "./edit-document.ts";
import { countBelow, useEditor } from "./editor-context.tsx";
import { PartList, type ShownPart } from "./part-list.tsx";
import { QueueEditor } from "./queue-editor.tsx";

/** The queues, one of them open. */
export function QueueTab({ shownId, onShow }: ShownPart) {
  const { tell } = settingsText.useText();
  const editor = useEditor();
  const { queues } = editor.document;
  const shownIndex = Math.max(
    0,
    queues.findIndex(({ id }) => id === shownId),
  );

  function add() {
    const name = tell("queue.new");
    const id = freeId(
      name,
      queues.map((queue) => queue.id),
      "queue",
    );
    const queue: Queue = { id, name, group: editor.groups[0] ?? "", pick: "most spare share" };
    editor.change((policy) => ({ ...policy, queues: [...policy.queues, queue] }));
    onShow(id);
  }

  const items = queues.map(({ id, name, group }, index) => ({
    id,
    name,
    detail: group === name ? "" : `${tell("queue.group")}: ${group}`,
    flaws: countBelow(editor, ["queues", index]),
  }));
  return (
    <PartList
      label={tell("policy.queues")}
      items={items}
      shownId={queues[shownIndex]?.id}
      onShow={onShow}
      tools={
        <Line>
          <Button size="small" onClick={add}>
            {tell("queue.add")}
          </Button>
        </Line>
      }
    >
      <Stack>
        <QueueEditor key={queues[shownIndex]?.id} index={shownIndex} />
      </Stack>
    </PartList>
  );
}
