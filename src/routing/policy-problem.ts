/** Something wrong with a policy document: where, what, and what would be right. */
export interface PolicyProblem {
  /** Keys and indexes from the document's root. */
  path: (string | number)[];
  message: string;
}
