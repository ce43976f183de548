import { getColor } from "@zendeskgarden/react-theming";
import { styled } from "styled-components";
import { removalText } from "../messages/removal-text.ts";
import { sidebarText } from "../messages/sidebar-text.ts";
import { List, Quiet } from "./parts.tsx";
import type { Receipt } from "./use-story.ts";

type Candidate = Receipt["candidates"][number];

const Person = styled.li<{ $isChosen: boolean }>`
  display: grid;
  grid-template-columns: 1fr max-content;
  gap: 0 8px;
  padding-left: 8px;
  border-left: 3px solid
    ${({ theme, $isChosen }) =>
      getColor({ theme, variable: $isChosen ? "border.successEmphasis" : "border.default" })};
`;

/** Who could have taken it in what order, and what ruled each of the others out. */
export function CandidatesSection({ receipt }: { receipt: Receipt }) {
  const { tell } = sidebarText.useText();
  const members = receipt.candidates
    .filter(({ removedBy }) => removedBy?.filter !== "member")
    .toSorted(byRank);
  const others = receipt.candidateCounts.removedBy.member ?? 0;
  return (
    <>
      {members.length === 0 ? <p>{tell("people.none")}</p> : null}
      <List>
        {members.map((candidate) => (
          <CandidateRow key={candidate.agentId} candidate={candidate} />
        ))}
      </List>
      {others > 0 ? <Quiet>{tell("people.others", { n: others })}</Quiet> : null}
    </>
  );
}

function CandidateRow({ candidate }: { candidate: Candidate }) {
  const { tell, tellName, language } = sidebarText.useText();
  const { name, open, capacity, rank, removedBy } = candidate;
  const result = removedBy
    ? removalText({ filter: tellName("filter", removedBy.filter), detail: removedBy.detail }, language)
    : rank === 1
      ? tell("people.chosen")
      : tell("people.rank", { n: rank ?? 0 });
  return (
    <Person $isChosen={rank === 1}>
      <span>{rank === 1 ? <strong>{name}</strong> : name}</span>
      <Quiet as="span">{tell("people.load", { open, capacity })}</Quiet>
      <Quiet>{result}</Quiet>
    </Person>
  );
}

function byRank(a: Candidate, b: Candidate): number {
  return (a.rank ?? Number.MAX_SAFE_INTEGER) - (b.rank ?? Number.MAX_SAFE_INTEGER);
}
