import { Button } from "@zendeskgarden/react-buttons";
import { useState } from "react";
import type { Queue } from "../../../routing/queue.ts";
import { settingsText } from "../../messages/settings-text.ts";
import { Line, Stack } from "../parts/layout.ts";
import { freeId } from "./edit-document.ts";
import { countBelow, useEditor } from "./editor-context.tsx";
import { PartList } from "./part-list.tsx";
import { QueueEditor } from "./queue-editor.tsx";

/** The queues, one of them open. */
export function QueueTab({ wanted }: { wanted: number | undefined }) {
  const { tell } = settingsText.useText();
  const editor = useEditor();
  const { queues } = editor.document;
  const [shownId, setShownId] = useState<string>();
  const shownIndex = Math.max(0, wanted ?? queues.findIndex(({ id }) => id === shownId));

  function add() {
    const name = tell("queue.new");
    const id = freeId(
      name,
      queues.map((queue) => queue.id),
      "queue",
    );
    const queue: Queue = { id, name, group: editor.groups[0] ?? "", pick: "most spare share" };
    editor.change((policy) => ({ ...policy, queues: [...policy.queues, queue] }));
    setShownId(id);
  }

  const items = queues.map(({ id, name, group }, index) => ({
    id,
    name,
    detail: group === name ? "" : group,
    flaws: countBelow(editor, ["queues", index]),
  }));
  return (
    <PartList
      label={tell("policy.queues")}
      items={items}
      shownId={queues[shownIndex]?.id}
      onShow={setShownId}
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
