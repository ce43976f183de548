import { Component, type ReactNode } from "react";

/** Shows something else in place of what could not be drawn. A class, for React knows no other way. */
export class ErrorBoundary extends Component<
  { instead: ReactNode; children: ReactNode },
  { hasFailed: boolean }
> {
  override state = { hasFailed: false };

  static getDerivedStateFromError() {
    return { hasFailed: true };
  }

  override render() {
    return this.state.hasFailed ? this.props.instead : this.props.children;
  }
}
