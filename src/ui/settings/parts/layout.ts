import { getColor } from "@zendeskgarden/react-theming";
import { styled } from "styled-components";

type Variable = "border.default" | "background.default" | "background.subtle" | "foreground.subtle";
const color = (variable: Variable) => (props: { theme: Parameters<typeof getColor>[0]["theme"] }) =>
  getColor({ theme: props.theme, variable });

/** Things below each other. */
export const Stack = styled.div<{ $gapPx?: number }>`
  display: flex;
  flex-direction: column;
  gap: ${({ $gapPx = 12 }) => $gapPx}px;
  min-width: 0;
`;

/** Things beside each other, on further lines where there is no room. */
export const Line = styled.div<{ $gapPx?: number; $align?: string }>`
  display: flex;
  flex-wrap: wrap;
  align-items: ${({ $align = "center" }) => $align};
  gap: ${({ $gapPx = 8 }) => $gapPx}px;
  min-width: 0;
`;

/** Fields beside each other, all as wide, as many as there is room for; `$leastPx` is what one needs. */
export const Fields = styled.div<{ $leastPx?: number; $align?: "start" | "end" }>`
  display: grid;
  grid-template-columns: repeat(auto-fill, minmax(min(${({ $leastPx = 200 }) => $leastPx}px, 100%), 1fr));
  gap: 12px 16px;
  align-items: ${({ $align = "end" }) => $align};
  min-width: 0;
`;

export const Card = styled.section`
  border: 1px solid ${color("border.default")};
  border-radius: 6px;
  padding: 16px;
  background: ${color("background.default")};
  min-width: 0;
`;

export const Subtle = styled.p`
  color: ${color("foreground.subtle")};
`;

export const Heading = styled.h2`
  font-size: 16px;
  line-height: 24px;
  font-weight: 600;
`;

export const SmallHeading = styled.h3`
  font-size: 14px;
  font-weight: 600;
`;

/** Whatever is too wide scrolls by itself, and the page does not. */
export const Scroll = styled.div`
  overflow-x: auto;
  max-width: 100%;
`;

/** For screen readers only. */
export const Hidden = styled.span`
  position: absolute;
  width: 1px;
  height: 1px;
  overflow: hidden;
  clip-path: inset(50%);
  white-space: nowrap;
`;

/** Takes what is left of a line, and a line of its own where that is less than it needs. */
export const Grow = styled.div<{ $leastPx?: number }>`
  flex: 1 1 ${({ $leastPx = 0 }) => $leastPx}px;
  min-width: 0;
`;

/** Main column and a narrower one beside it, below it where the window is narrow. */
export const Beside = styled.div<{ $asideWidth?: string }>`
  display: grid;
  grid-template-columns: minmax(0, 1fr) ${({ $asideWidth = "360px" }) => $asideWidth};
  gap: 20px;
  align-items: start;
  @media (max-width: 1080px) {
    grid-template-columns: minmax(0, 1fr);
  }
`;
