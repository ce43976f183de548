import { messages, type PGlite, protocol, type QueryOptions, type Results } from "@electric-sql/pglite";

const { serialize } = protocol;
/** Lists of varying length make ever new statements; those unused for longest are forgotten. */
const mostStatements = 500;

type Value = unknown;
type Query = <Row>(text: string, values?: Value[], options?: QueryOptions) => Promise<Results<Row>>;

/** What drizzle needs of a client. */
export interface PreparedClient {
  query: Query;
  transaction<T>(run: (tx: { query: Query }) => Promise<T>): Promise<T>;
}

interface Statement {
  name: string;
  parameterTypes: number[];
  fields: { name: string; dataTypeID: number }[];
}

/**
 * PGlite with each statement parsed once. Its own `query` parses and describes each time, in six exchanges; one exchange
 * with a statement that is known already takes a sixth of the time. Shares PGlite's own queues, so that whoever uses the
 * engine beside it keeps out of its transactions.
 */
export function preparePglite(pglite: PGlite): PreparedClient {
  const statements = new Map<string, Statement>();
  let prepared = 0;

  const send = (parts: Uint8Array[], options: QueryOptions = {}) =>
    pglite._runExclusiveQuery(() =>
      pglite.execProtocolStream(concatenate([...parts, serialize.sync()]), {
        syncToFs: false,
        ...(options.onNotice && { onNotice: options.onNotice }),
      }),
    );

  async function prepare(text: string): Promise<Statement> {
    const known = statements.get(text);
    if (known) {
      // A map keeps the order of insertion: the first is the one unused for longest.
      statements.delete(text);
      statements.set(text, known);
      return known;
    }
    const name = `signalbox_${prepared++}`;
    const answers = await send([serialize.parse({ name, text }), serialize.describe({ type: "S", name })]);
    const statement: Statement = { name, parameterTypes: [], fields: [] };
    for (const answer of answers) {
      if (answer instanceof messages.ParameterDescriptionMessage)
        statement.parameterTypes = answer.dataTypeIDs;
      if (answer instanceof messages.RowDescriptionMessage) statement.fields = answer.fields;
    }
    statements.set(text, statement);
    if (statements.size > mostStatements) {
      const [[oldestText, oldest] = ["", undefined]] = statements;
      statements.delete(oldestText);
      if (oldest) await send([serialize.close({ type: "S", name: oldest.name })]);
    }
    return statement;
  }

  const query: Query = async <Row>(text: string, values: Value[] = [], options: QueryOptions = {}) => {
    const statement = await prepare(text);
    const { name, parameterTypes, fields } = statement;
    const bound = values.map((value, place) => toText(pglite, value, parameterTypes[place]));
    const answers = await send(
      [serialize.bind({ statement: name, values: bound }), serialize.execute({})],
      options,
    );
    return { ...readRows<Row>(pglite, answers, statement, options), fields };
  };

  return {
    query: (text, values, options) =>
      pglite._runExclusiveTransaction(async () => {
        try {
          return await query(text, values, options);
        } finally {
          await pglite.syncToFs();
        }
      }),
    transaction: (run) =>
      pglite._runExclusiveTransaction(async () => {
        await query("begin");
        try {
          const result = await run({ query });
          await query("commit");
          return result;
        } catch (error) {
          await query("rollback");
          throw error;
        } finally {
          await pglite.syncToFs();
        }
      }),
  };
}

function toText(pglite: PGlite, value: Value, type: number | undefined): string | null {
  if (value === null || value === undefined) return null;
  const serializer = type === undefined ? undefined : pglite.serializers[type];
  return serializer ? serializer(value) : String(value);
}

function readRows<Row>(
  pglite: PGlite,
  answers: Awaited<ReturnType<PGlite["execProtocolStream"]>>,
  { fields }: Statement,
  { rowMode, parsers }: QueryOptions,
): { rows: Row[]; affectedRows?: number } {
  const rows: Row[] = [];
  let affectedRows: number | undefined;
  const parserOf = fields.map(({ dataTypeID }) => parsers?.[dataTypeID] ?? pglite.parsers[dataTypeID]);
  for (const answer of answers) {
    if (answer instanceof messages.CommandCompleteMessage) {
      affectedRows = Number(answer.text.split(" ").at(-1)) || 0;
    }
    if (!(answer instanceof messages.DataRowMessage)) continue;
    const row = answer.fields.map((field, place) => {
      const parser = parserOf[place];
      return field === null || !parser ? field : parser(field, fields[place]?.dataTypeID ?? 0);
    });
    rows.push(
      (rowMode === "array"
        ? row
        : Object.fromEntries(fields.map(({ name }, place) => [name, row[place]]))) as Row,
    );
  }
  return { rows, ...(affectedRows !== undefined && { affectedRows }) };
}

function concatenate(parts: Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
