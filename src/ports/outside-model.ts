import { AppError } from "./app-error.ts";

/** A model of somebody else's that reads a ticket's text; the operator decides whether there is one. */
export interface OutsideModel {
  /** For the receipt: which model spoke. */
  readonly name: string;
  /**
   * Which of the labels fits the text; null when none does. One request.
   *
   * @throws OutsideModelError when it does not answer in time, or not as it was asked to
   */
  chooseLabel(input: { text: string; labels: readonly string[] }): Promise<OutsideChoice>;
}

export interface OutsideChoice {
  label: string | null;
  /** By its own word, 0 to 1; nobody has held it against what came true. */
  confidence: number;
}

export class OutsideModelError extends AppError {
  constructor(message: string, options?: ErrorOptions) {
    super("outside-model", message, "later", options);
  }
}
