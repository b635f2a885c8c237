import type { ParameterValue, RenderedSql } from '../../src/sql/fragment';

/** A statement as it stands, of which nothing is remembered. */
export const statement = (text: string, parameters: readonly ParameterValue[] = []): RenderedSql => ({
  text,
  parameters,
  reads: [],
});
