import { Alert } from "@zendeskgarden/react-notifications";
import { Tab, TabList, TabPanel, Tabs } from "@zendeskgarden/react-tabs";
import { type ReactNode, useState } from "react";
import { settingsText } from "../../messages/settings-text.ts";
import { BacktestPanel } from "../backtest/backtest-panel.tsx";
import { ErrorBoundary } from "../parts/error-boundary.tsx";
import { Beside, Stack } from "../parts/layout.ts";
import { skillsOf, useRoster } from "../use-roster.ts";
import { ConflictNotice } from "./conflict-notice.tsx";
import { type Path, setAt } from "./edit-document.ts";
import { EditorBar } from "./editor-bar.tsx";
import { EditorProvider } from "./editor-context.tsx";
import { FindingList, nameOf } from "./findings.tsx";
import { GeneralTab } from "./general-tab.tsx";
import { JsonTab } from "./json/json-tab.tsx";
import { QueueTab } from "./queue-tab.tsx";
import { RulesTab } from "./rules-tab.tsx";
import { ScheduleTab } from "./schedule-tab.tsx";
import { TryPane } from "./try-pane.tsx";
import { useCheck, useVocabulary } from "./use-editor-parts.ts";
import type { LoadedPolicy } from "./use-policy.ts";
import { useWork } from "./use-work.ts";

const tabs = ["rules", "queues", "schedules", "general", "json", "backtest"] as const;
type TabName = (typeof tabs)[number];

/** The policy with all its parts, a ticket to try beside it, and the way to put it in force. */
export function PolicyEditor({ loaded }: { loaded: LoadedPolicy }) {
  const { tell } = settingsText.useText();
  const work = useWork(loaded);
  const { document, change } = work;
  const { data: fields = [] } = useVocabulary();
  const { data: roster } = useRoster();
  const check = useCheck(document, work.inForce.version);
  const [tab, setTab] = useState<TabName>("rules");
  const [shownIds, setShownIds] = useState<Record<string, string>>({});

  const showPart = (part: string) => (id: string) => setShownIds((ids) => ({ ...ids, [part]: id }));

  /** Where the open tab says itself what was found. */
  const shownPath =
    tab === "rules" || tab === "queues" || tab === "schedules" ? [tab, openIndex(tab)] : undefined;

  function openIndex(part: "rules" | "queues" | "schedules"): number {
    return Math.max(0, document[part]?.findIndex(({ id }) => id === shownIds[part]) ?? 0);
  }

  function show([part = "", index]: Path) {
    if (part !== "rules" && part !== "queues" && part !== "schedules") {
      setTab("general");
      return;
    }
    setTab(part);
    const item = document[part]?.[Number(index)];
    if (item) showPart(part)(item.id);
  }

  const editor = {
    document,
    change,
    set: (path: Path, value: unknown) => change((policy) => setAt(policy, path, value)),
    fields,
    groups: roster?.groups.map(({ name }) => name) ?? [],
    agents: roster?.agents.map(({ name }) => name) ?? [],
    skills: roster ? skillsOf(roster) : [],
    problems: check.problems,
    findings: check.findings,
  };
  const panels: Record<TabName, () => ReactNode> = {
    rules: () => <RulesTab shownId={shownIds.rules} onShow={showPart("rules")} />,
    queues: () => <QueueTab shownId={shownIds.queues} onShow={showPart("queues")} />,
    schedules: () => <ScheduleTab shownId={shownIds.schedules} onShow={showPart("schedules")} />,
    general: () => <GeneralTab />,
    json: () => <JsonTab />,
    backtest: () => <BacktestPanel document={document} />,
  };
  return (
    <EditorProvider editor={editor}>
      <Stack $gapPx={16}>
        <EditorBar work={work} check={check} others={loaded.others} />
        <ConflictNotice work={work} />
        <Beside>
          <Stack $gapPx={16}>
            <Tabs
              selectedItem={tab}
              onChange={(name) => setTab(name as TabName)}
              style={{ overflow: "visible" }}
            >
              <TabList style={{ whiteSpace: "normal" }}>
                {tabs.map((name) => (
                  <Tab key={name} item={name}>
                    {tell(`policy.${name}`)}
                  </Tab>
                ))}
              </TabList>
              {tabs.map((name) => (
                <TabPanel key={name} item={name}>
                  {name === tab && (
                    <ErrorBoundary
                      key={name}
                      instead={<Alert type="error">{tell("policy.unreadable")}</Alert>}
                    >
                      {panels[name]()}
                    </ErrorBoundary>
                  )}
                </TabPanel>
              ))}
            </Tabs>
            {tab !== "json" && (
              <FindingList shown={shownPath} nameOf={(path) => nameOf(document, path)} onShow={show} />
            )}
          </Stack>
          <TryPane document={document} />
        </Beside>
      </Stack>
    </EditorProvider>
  );
}
