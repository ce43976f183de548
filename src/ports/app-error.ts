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

/** Nobody knows who is asking. */
export class UnauthorizedError extends AppError {
  constructor(
    message = "you are not signed in: open Signalbox in your help desk, or the link that the server printed",
  ) {
    super("unauthorized", message);
  }
}

/** It is known who is asking, and they may not. */
export class ForbiddenError extends AppError {
  constructor(message: string) {
    super("forbidden", message);
  }
}

/** What was asked for is not there, or belongs to another installation. */
export class NotFoundError extends AppError {
  constructor(what: string) {
    super("not-found", `${what} was not found`);
  }
}
