/** What a caller may do about a failure. */
export type RetryAdvice = "never" | "later" | { afterSeconds: number };

/** An expected refusal or failure. Anything else that is thrown is a bug. */
export class AppError extends Error {
  readonly code: string;
  readonly retry: RetryAdvice;

  constructor(code: string, message: string, retry: RetryAdvice = "never", options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
    this.code = code;
    this.retry = retry;
  }
}

/** The input of an admin or installer is wrong; the message says what would be right. */
export class InputError extends AppError {
  constructor(message: string) {
    super("input-invalid", message);
  }
}

/** What was asked for is not there, or belongs to another installation. */
export class NotFoundError extends AppError {
  constructor(what: string) {
    super("not-found", `${what} was not found`);
  }
}
