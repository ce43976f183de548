import { IconButton, type IIconButtonProps } from "@zendeskgarden/react-buttons";
import { Tooltip } from "@zendeskgarden/react-tooltips";

const shapes = {
  add: "M8 3v10M3 8h10",
  remove: "M4 4l8 8M12 4l-8 8",
  up: "M4 10l4-4 4 4",
  down: "M4 6l4 4 4-4",
  copy: "M6 6h7v7H6zM3 10V3h7",
  undo: "M5 4L2 7l3 3M2 7h7a4 4 0 0 1 0 7H7",
  redo: "M11 4l3 3-3 3M14 7H7a4 4 0 0 0 0 7h2",
  grip: "M6 4v.01M10 4v.01M6 8v.01M10 8v.01M6 12v.01M10 12v.01",
  warning: "M8 2l6.5 11.5h-13zM8 6.5v3.5M8 12v.01",
  check: "M3 8.5l3.5 3.5L13 5",
} as const;

export type IconName = keyof typeof shapes;

export function Icon({ name, label }: { name: IconName; label?: string }) {
  return (
    <svg
      width="16"
      height="16"
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth={name === "grip" ? 2 : 1.5}
      strokeLinecap="round"
      strokeLinejoin="round"
      role={label ? "img" : "presentation"}
      aria-label={label}
      aria-hidden={label ? undefined : true}
      focusable="false"
    >
      <path d={shapes[name]} />
    </svg>
  );
}

/** A button that is a picture, with its name for whoever does not see it or does not know it. */
export function IconAction({ icon, label, ...props }: { icon: IconName; label: string } & IIconButtonProps) {
  return (
    <Tooltip content={label}>
      <IconButton size="small" type="button" aria-label={label} {...props}>
        <Icon name={icon} />
      </IconButton>
    </Tooltip>
  );
}
