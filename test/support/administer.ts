import postgres from "postgres";

/** Runs a statement on a cluster as its administrator. */
export async function administer(clusterUrl: string, statement: string): Promise<void> {
  const client = postgres(`${clusterUrl}/postgres`, { max: 1, onnotice: () => {} });
  try {
    await client.unsafe(statement);
  } finally {
    await client.end();
  }
}
