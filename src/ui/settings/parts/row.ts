import { styled } from "styled-components";

/** Fields of one thing and, last, the button that takes it away; the button stays beside them however narrow it gets. */
export const Row = styled.div<{ $leastPx?: number }>`
  display: grid;
  grid-template-columns: repeat(auto-fit, minmax(min(${({ $leastPx = 120 }) => $leastPx}px, 100%), 1fr));
  gap: 8px;
  align-items: end;
  min-width: 0;
  position: relative;
  padding-inline-end: 40px;
  & > :last-child {
    position: absolute;
    inset-inline-end: 0;
    inset-block-end: 0;
  }
`;
