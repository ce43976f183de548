import { Button } from "@zendeskgarden/react-buttons";
import { styled } from "styled-components";

/** A button without a border, whose word stands in line with what is above it, on whichever line it comes to stand. */
export const QuietButton = styled(Button).attrs({ size: "small", isBasic: true })`
  margin-inline: -12px 8px;
`;
