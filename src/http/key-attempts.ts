import { AppError } from "../ports/app-error.ts";
import { createCallCounter } from "./middleware/rate-limit.ts";

/** Each attempt is a call to that help desk, whose limit is its own tickets'. */
const attemptsPerMinute = 10;

export interface KeyAttempts {
  /** @throws AppError `rate-limited` while somebody keeps trying keys for this help desk */
  take(helpdesk: string, subdomain: string): void;
}

/** Counts who shows keys, by the help desk that is asked about them; addresses can be changed, that cannot. */
export function createKeyAttempts(now: () => number): KeyAttempts {
  const take = createCallCounter({ now, perMinute: attemptsPerMinute });
  return {
    take(helpdesk, subdomain) {
      const afterSeconds = take(`${helpdesk}/${subdomain.trim().toLowerCase()}`);
      if (afterSeconds === 0) return;
      const message = `too many keys were tried for this help desk; try again in ${afterSeconds} s`;
      throw new AppError("rate-limited", message, { afterSeconds });
    },
  };
}
