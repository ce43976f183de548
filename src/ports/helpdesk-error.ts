import { AppError, type RetryAdvice } from "./app-error.ts";

export const helpdeskFailures = [
  "unauthorized",
  /** Nobody is at the account's address any more: renamed, suspended or closed. */
  "account-gone",
  "forbidden",
  "rate-limited",
  "unavailable",
  "timeout",
  "unexpected",
] as const;

/** The help desk did not do what was asked. After `timeout` and `unavailable` it may have done so all the same. */
export class HelpdeskError extends AppError {
  readonly failure: (typeof helpdeskFailures)[number];

  constructor(
    failure: (typeof helpdeskFailures)[number],
    message: string,
    retry: RetryAdvice,
    options?: ErrorOptions,
  ) {
    super(`helpdesk-${failure}`, message, retry, options);
    this.failure = failure;
  }
}
