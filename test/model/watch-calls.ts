import { AsyncLocalStorage } from "node:async_hooks";
import type { Helpdesk } from "../../src/ports/helpdesk.ts";

const watched = ["findTicket", "updateTicket", "restoreTicket"] as const;

/** A call of the product's on its help desk, for as long as its requests are under way. */
export interface Call {
  verb: (typeof watched)[number];
  /** How many changes there had been when it read the ticket last. */
  readUpTo: number | undefined;
}

const calls = new AsyncLocalStorage<Call>();
const flows = new AsyncLocalStorage<object>();

/** What one job, delivery or click does, in whatever order with others of its process. */
export function currentFlow(): object | undefined {
  return flows.getStore();
}

export function inFlow<Output>(flow: object, run: () => Output): Output {
  return flows.run(flow, run);
}

export function currentCall(): Call | undefined {
  return calls.getStore();
}

/** The help desk as it is, with requests that can be told apart by what they are for. */
export function watchCalls(helpdesk: Helpdesk): Helpdesk {
  return {
    ...helpdesk,
    createClient(input) {
      const client = helpdesk.createClient(input);
      const watch =
        <Input extends unknown[], Output>(verb: Call["verb"], run: (...input: Input) => Output) =>
        (...input: Input) =>
          calls.run({ verb, readUpTo: undefined }, () => run(...input));
      return {
        ...client,
        findTicket: watch("findTicket", client.findTicket),
        updateTicket: watch("updateTicket", client.updateTicket),
        restoreTicket: watch("restoreTicket", client.restoreTicket),
      };
    },
  };
}
