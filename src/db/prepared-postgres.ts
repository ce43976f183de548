import type postgres from "postgres";

/** Lists of varying length make ever new statements; a connection would keep them all. */
const longestPrepared = 4_000;

type Statements = Pick<postgres.Sql, "unsafe">;

/**
 * The client with each statement parsed once for each connection. Otherwise a statement takes two round trips: one to be
 * described, one to run.
 */
export function preparePostgres(client: postgres.Sql): postgres.Sql {
  return withPrepared(client, {
    begin: (run: (tx: postgres.TransactionSql) => Promise<unknown>) => client.begin((tx) => run(inside(tx))),
  });
}

function inside(tx: postgres.TransactionSql): postgres.TransactionSql {
  return withPrepared(tx, {
    savepoint: (run: (tx: postgres.TransactionSql) => Promise<unknown>) =>
      tx.savepoint((inner) => run(inside(inner))),
  });
}

/** All else is the client's own. */
function withPrepared<Client extends Statements & object>(client: Client, own: object): Client {
  const unsafe: Statements["unsafe"] = (text, parameters, options) =>
    client.unsafe(text, parameters, { prepare: text.length <= longestPrepared, ...options });
  const replaced = { ...own, unsafe };
  return new Proxy(client, {
    get: (target, key, receiver) =>
      Object.hasOwn(replaced, key)
        ? replaced[key as keyof typeof replaced]
        : Reflect.get(target, key, receiver),
  });
}
