// Whatever runs a statement on the warehouse and gives its rows as objects: a pool, a connection, the view of a request.
export type Queryable = {
  readonly query: <Row extends object>(
    text: string,
    values?: readonly unknown[],
  ) => Promise<{ readonly rows: readonly Row[] }>;
};
