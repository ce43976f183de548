/** What several pages say. */
export const messages = {
  "state.assigned": "Assigned",
  "state.grouped": "In a group",
  "state.held": "Waiting",
  "state.pending": "Being routed",
  "state.left alone": "Left alone",
  "state.failed": "Failed",
  "error.title": "This could not be loaded",
  "error.offline": "There is no connection to Signalbox. It is tried again as soon as there is one.",
  "error.session": "You are not signed in any more. Reload the page to go on.",
  "error.host": "The help desk around this page did not answer. Reload the page.",
  "error.retry": "Try again",
  loading: "Loading …",
} as const;
