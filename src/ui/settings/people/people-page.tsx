import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Button } from "@zendeskgarden/react-buttons";
import { Tab, TabList, TabPanel, Tabs } from "@zendeskgarden/react-tabs";
import { useState } from "react";
import { settingsText } from "../../messages/settings-text.ts";
import { TextInput } from "../parts/inputs.tsx";
import { Line, Stack } from "../parts/layout.ts";
import { Empty, LoadError, Loaded } from "../parts/load-state.tsx";
import { useApi } from "../use-api.ts";
import { type RosterView, useRoster } from "../use-roster.ts";
import { PeopleTable } from "./people-table.tsx";
import { RebalanceDialog } from "./rebalance-dialog.tsx";
import { SkillMatrix } from "./skill-matrix.tsx";

/** Who can take tickets: their groups, hours, room and skills. */
export function PeoplePage() {
  const query = useRoster();
  return <Loaded query={query}>{(roster) => <People roster={roster} />}</Loaded>;
}

function People({ roster }: { roster: RosterView }) {
  const { tell } = settingsText.useText();
  const [tab, setTab] = useState("people");
  const [text, setText] = useState("");
  const [isPlacing, setIsPlacing] = useState(false);
  const sync = useSync();
  const wanted = text.trim().toLowerCase();
  const agents = roster.agents.filter(({ active, name }) => active && name.toLowerCase().includes(wanted));
  return (
    <Stack $gapPx={16}>
      <Line $align="flex-end">
        <TextInput label={tell("people.find")} value={text} onChange={setText} />
        <Button size="small" disabled={sync.isPending} onClick={() => sync.mutate()}>
          {tell("people.sync")}
        </Button>
        <Button size="small" onClick={() => setIsPlacing(true)}>
          {tell("rebalance.title")}
        </Button>
      </Line>
      {isPlacing && <RebalanceDialog onClose={() => setIsPlacing(false)} />}
      {sync.error && <LoadError error={sync.error} />}
      {agents.length === 0 ? (
        <Empty title={tell("people.none")}>{tell("people.noneHint")}</Empty>
      ) : (
        // What has the focus is ringed beyond the tabs' own edge.
        <Tabs selectedItem={tab} onChange={setTab} style={{ overflow: "visible" }}>
          <TabList>
            <Tab item="people">{tell("people.list")}</Tab>
            <Tab item="skills">{tell("people.skills")}</Tab>
          </TabList>
          <TabPanel item="people">
            <PeopleTable roster={roster} agents={agents} />
          </TabPanel>
          <TabPanel item="skills">
            <SkillMatrix roster={roster} agents={agents} />
          </TabPanel>
        </Tabs>
      )}
    </Stack>
  );
}

function useSync() {
  const api = useApi();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async () => {
      const { operations, installationId } = await api();
      await operations.roster.sync.$post({ param: { installationId } });
    },
    onSuccess: () => queries.invalidateQueries({ queryKey: ["roster"] }),
  });
}
