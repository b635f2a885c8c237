// Renders the tables of a migrated database as the DDL of schema/star.sql. The text depends on the migrations alone,
// not on the server's version: what the catalogs of PostgreSQL 15 to 18 tell differently is left out.
import type { Pool } from 'pg';

const heading = `-- The star schema of a warehouse, generated from the migrations. Do not edit: run \`npm run -s astrolabe -- schema\`.
-- Member 0 of every dimension is the unknown member; customer 0 is nobody. Instants are UTC with microseconds.
`;

type Column = {
  readonly relation: string;
  readonly name: string;
  readonly type: string;
  readonly collation: string | null;
  readonly preset: string | null;
  readonly required: boolean;
};
type FunctionText = { readonly definition: string };
type Definition = { readonly relation: string; readonly definition: string };

const ours = `relation.relnamespace = current_schema()::regnamespace AND relation.relkind = 'r' AND relation.relname <> 'schema_migration'`;

// Tables in the order in which the migrations made them.
const columnsQuery = `
  SELECT quote_ident(relation.relname) AS relation, quote_ident(att.attname) AS name, format_type(att.atttypid, att.atttypmod) AS type,
    CASE WHEN coll.collname <> 'default' THEN coll.collname::text END AS collation,
    pg_get_expr(preset.adbin, preset.adrelid) AS preset, att.attnotnull AS required
  FROM pg_class AS relation
  JOIN pg_attribute AS att ON att.attrelid = relation.oid AND att.attnum > 0 AND NOT att.attisdropped
  LEFT JOIN pg_collation AS coll ON coll.oid = att.attcollation
  LEFT JOIN pg_attrdef AS preset ON preset.adrelid = relation.oid AND preset.adnum = att.attnum
  WHERE ${ours}
  ORDER BY relation.oid, att.attnum`;

// PostgreSQL 18 lists NOT NULL as constraints too; the columns say it already.
const constraintsQuery = `
  SELECT quote_ident(relation.relname) AS relation, format('CONSTRAINT %I %s', con.conname, pg_get_constraintdef(con.oid)) AS definition
  FROM pg_class AS relation JOIN pg_constraint AS con ON con.conrelid = relation.oid
  WHERE ${ours} AND con.contype IN ('p', 'u', 'c', 'f')
  ORDER BY relation.oid, position(con.contype IN 'pucf'), con.conname COLLATE "C"`;

const indexesQuery = `
  SELECT quote_ident(relation.relname) AS relation, replace(pg_get_indexdef(ind.indexrelid), format(' ON %I.', current_schema()), ' ON ') AS definition
  FROM pg_class AS relation JOIN pg_index AS ind ON ind.indrelid = relation.oid
  JOIN pg_class AS named ON named.oid = ind.indexrelid
  WHERE ${ours} AND NOT EXISTS (SELECT FROM pg_constraint AS con WHERE con.conindid = ind.indexrelid AND con.conrelid = relation.oid)
  ORDER BY relation.oid, named.relname COLLATE "C"`;

// What indexes are made with.
const functionsQuery = `
  SELECT format('CREATE FUNCTION %I(%s) RETURNS %s%sLANGUAGE sql IMMUTABLE PARALLEL SAFE AS $function$%s$function$;', own.proname,
    pg_get_function_arguments(own.oid), pg_get_function_result(own.oid), chr(10), own.prosrc) AS definition
  FROM pg_proc AS own JOIN pg_language AS language ON language.oid = own.prolang
  WHERE own.pronamespace = current_schema()::regnamespace AND language.lanname = 'sql'
    -- those of an extension are its own
    AND NOT EXISTS (SELECT FROM pg_depend AS dependency WHERE dependency.objid = own.oid AND dependency.deptype = 'e')
  ORDER BY own.oid`;

const columnLine = ({ name, type, collation, preset, required }: Column): string =>
  [
    name,
    type,
    collation === null ? '' : `COLLATE "${collation}"`,
    preset === null ? '' : `DEFAULT ${preset}`,
    required ? 'NOT NULL' : '',
  ]
    .filter((part) => part !== '')
    .join(' ');

/** The DDL of the database's tables with constraints and indexes, and of the functions that indexes are made with. */
export async function renderStarSchema(pool: Pool): Promise<string> {
  const columns = (await pool.query<Column>(columnsQuery)).rows;
  const constraints = (await pool.query<Definition>(constraintsQuery)).rows;
  const indexes = (await pool.query<Definition>(indexesQuery)).rows;
  const functions = (await pool.query<FunctionText>(functionsQuery)).rows.map(({ definition }) => definition);
  const of = <T extends { relation: string }>(rows: readonly T[], relation: string) =>
    rows.filter((row) => row.relation === relation);
  const tables = [...new Set(columns.map(({ relation }) => relation))].map((relation) => {
    const lines = [
      ...of(columns, relation).map(columnLine),
      ...of(constraints, relation).map(({ definition }) => definition),
    ];
    const table = `CREATE TABLE ${relation} (\n${lines.map((line) => `  ${line}`).join(',\n')}\n);`;
    return [table, ...of(indexes, relation).map(({ definition }) => `${definition};`)].join('\n');
  });
  return `${heading}\n${[...functions, ...tables].join('\n\n')}\n`;
}
