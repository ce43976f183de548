import { getColor } from "@zendeskgarden/react-theming";
import { type ReactNode, useState } from "react";
import { styled } from "styled-components";

export const Page = styled.main`
  padding: 12px;
  display: flex;
  flex-direction: column;
  gap: 12px;
`;

/** What is said beside the matter. */
export const Quiet = styled.p`
  color: ${({ theme }) => getColor({ theme, variable: "foreground.subtle" })};
  font-size: 12px;
  line-height: 16px;
`;

export const Row = styled.div`
  display: flex;
  flex-wrap: wrap;
  gap: 4px 8px;
  align-items: center;
`;

export const Stack = styled.div`
  display: flex;
  flex-direction: column;
  gap: 8px;
`;

export const Panel = styled.section`
  background: ${({ theme }) => getColor({ theme, variable: "background.subtle" })};
  border-radius: 4px;
  padding: 12px;
  display: flex;
  flex-direction: column;
  gap: 8px;
`;

export const Heading = styled.h2`
  font-size: 14px;
  line-height: 20px;
  font-weight: 600;
`;

export const Mark = styled.mark`
  background: ${({ theme }) => getColor({ theme, variable: "background.warning" })};
  color: inherit;
  border-radius: 2px;
  padding: 0 2px;
`;

export const List = styled.ul`
  display: flex;
  flex-direction: column;
  gap: 8px;
`;

const Fold = styled.details`
  border-top: 1px solid ${({ theme }) => getColor({ theme, variable: "border.default" })};
  & > div { padding-bottom: 12px; display: flex; flex-direction: column; gap: 8px; }
`;

const Summary = styled.summary`
  padding: 10px 0;
  cursor: pointer;
  list-style: none;
  display: flex;
  align-items: center;
  gap: 8px;
  border-radius: 4px;
  &::-webkit-details-marker { display: none; }
  &::after {
    content: "";
    margin-inline: auto 6px;
    width: 6px;
    height: 6px;
    border: solid ${({ theme }) => getColor({ theme, variable: "foreground.subtle" })};
    border-width: 0 1.5px 1.5px 0;
    transform: rotate(45deg) translate(-2px, -2px);
  }
  details[open] > &::after { transform: rotate(225deg) translate(-2px, -2px); }
  &:focus-visible {
    outline: 2px solid ${({ theme }) => getColor({ theme, variable: "border.primaryEmphasis" })};
    outline-offset: 1px;
  }
`;

/** One part of the story, folded away until somebody wants it; what is inside is made only then. */
export function Section(props: {
  title: string;
  count?: number;
  isOpen?: boolean;
  children: () => ReactNode;
}) {
  const [isOpen, setOpen] = useState(props.isOpen ?? false);
  return (
    <Fold open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <Summary>
        <Heading as="h2">{props.title}</Heading>
        {props.count === undefined ? null : <Quiet as="span">{props.count}</Quiet>}
      </Summary>
      <div>{isOpen ? props.children() : null}</div>
    </Fold>
  );
}
