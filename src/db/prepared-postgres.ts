import type postgres from "postgres";
import { isRowless } from "./is-rowless.ts";

/** Lists of varying length make ever new statements; a connection would keep them all. */
const longestPrepared = 4_000;

type Unsafe = postgres.Sql["unsafe"];

/**
 * The client with each statement parsed once for each connection; otherwise a statement takes two round trips, one to be
 * described, one to run. And in a transaction what returns no rows is not waited for before the next statement is sent:
 * the connection keeps them in order.
 */
export function preparePostgres(client: postgres.Sql): postgres.Sql {
  return withOwn(client, {
    unsafe: prepared(client),
    begin: async (run: (tx: postgres.TransactionSql) => Promise<unknown>) => {
      const failures: unknown[] = [];
      let result: unknown;
      try {
        result = await client.begin((tx) => run(inside(tx, failures)));
      } catch (error) {
        // What failed after the first did so for its sake.
        throw failures[0] ?? error;
      }
      // A transaction that was undone ends like one that was not.
      if (failures.length > 0) throw failures[0];
      return result;
    },
  });
}

/** @param failures of the statements that nobody waits for; answers come in order, so it is known by the end. */
function inside(tx: postgres.TransactionSql, failures: unknown[]): postgres.TransactionSql {
  const heard = prepared(tx);
  return withOwn(tx, {
    unsafe: (...asked: Parameters<Unsafe>) => {
      const answer = heard(...asked);
      if (!isRowless(asked[0])) return answer;
      answer.execute().catch((error: unknown) => failures.push(error));
      return Promise.resolve([]);
    },
    // What failed inside a savepoint must be known before it is left.
    savepoint: (run: (tx: postgres.TransactionSql) => Promise<unknown>) =>
      tx.savepoint((inner) => run(withOwn(inner, { unsafe: prepared(inner) }))),
  });
}

/** drizzle asks that nothing be prepared that has no name. */
function prepared(client: Pick<postgres.Sql, "unsafe">): Unsafe {
  return (text, parameters, options) =>
    client.unsafe(text, parameters, { ...options, prepare: text.length <= longestPrepared });
}

/** All else is the client's own. */
function withOwn<Client extends object>(client: Client, own: object): Client {
  return new Proxy(client, {
    get: (target, key, receiver) =>
      Object.hasOwn(own, key) ? own[key as keyof typeof own] : Reflect.get(target, key, receiver),
  });
}
