// The second lock of row scopes: row-level security for a role that the server takes on while it answers somebody who sees some
// customers. Whom that is says the setting astrolabe.row_scope of the transaction, the filter as JSON; without it the role
// sees no customer. Whoever does not take the role on meets no policy that says anything, and every statement of theirs is
// planned as before.
//
// row_scope_lock() puts the lock on, once the user may make or use the role; it says whether it did. It is called here, and may be
// called again after somebody granted what was missing. row_scope_unlock() takes it off.
import type { MigrationInterface, QueryRunner } from 'typeorm';

const role = 'astrolabe_reader';

/** By the column that says whose a row is. */
const customerTables: Readonly<Record<string, string>> = {
  dim_customer: 'customer_no',
  fact_interaction: 'customer_no',
  fact_transaction: 'customer_no',
  customer_summary: 'customer_no',
  customer_order: 'customer_no',
  customer_lead: 'customer_no',
  customer_offer: 'customer_no',
  customer_category: 'customer_no',
  customer_price_tier: 'customer_no',
  customer_term: 'customer_no',
  customer_spell: 'customer_no',
  customer_snapshot: 'customer_no',
  opportunity: 'customer_no',
  merged_customer: 'survivor_no',
};

/** What is nobody's and questions read. */
const sharedTables = [
  'dim_date', 'dim_channel', 'dim_product', 'dim_agent', 'fact_spend', 'target', 'month_end', 'model_fit',
  'customer_alias', 'segment', 'load', 'table_watermark',
]; // biome-ignore format: one list

const members: Readonly<Record<string, string>> = {
  COUNTRY: 'version.country',
  REGION: 'version.region',
  CITY: 'version.city',
  INDUSTRY: 'version.industry',
  COMPANY_SIZE: 'version.company_size',
  GENDER: 'version.gender',
  ACQUISITION_CAMPAIGN: 'version.acquired_campaign',
  ACQUISITION_CHANNEL:
    '(SELECT channel.channel_id FROM dim_channel AS channel WHERE channel.channel_no = version.acquired_channel_no)',
};

const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;
const tables = Object.entries(customerTables);
const rowsOf = `(VALUES ${tables.map(([table, column]) => `('${table}', '${column}')`).join(', ')}) AS customer_table (relation, no)`;

const functions = (schema: string): readonly string[] => [
  // One test of one text; never null.
  `CREATE FUNCTION row_scope_test(member text, test jsonb) RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $function$
DECLARE
  listed text := (SELECT coalesce(array_agg(each), '{}')::text FROM jsonb_array_elements_text(coalesce(test -> 'members', '[]')) AS each);
BEGIN
  CASE test ->> 'kind'
    WHEN 'in' THEN RETURN format('coalesce(%s = ANY (%L::text[]), FALSE)', member, listed);
    WHEN 'notIn' THEN RETURN format('coalesce(NOT (%s = ANY (%L::text[])), TRUE)', member, listed);
    WHEN 'contains' THEN RETURN format('coalesce(strpos(lower(%s), lower(%L)) > 0, FALSE)', member, test ->> 'text');
    WHEN 'order' THEN RETURN format('coalesce(%s COLLATE "C" %s %L, FALSE)', member,
      CASE test ->> 'operator' WHEN 'gte' THEN '>=' WHEN 'gt' THEN '>' WHEN 'lte' THEN '<=' WHEN 'lt' THEN '<' END, test ->> 'bound');
    WHEN 'isNull' THEN RETURN format('%s IS NULL', member);
    WHEN 'isKnown' THEN RETURN format('%s IS NOT NULL', member);
  END CASE;
END
$function$`,
  // The tests that ask for a tag ask for the same one.
  `CREATE FUNCTION row_scope_tags(tests jsonb) RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $function$
DECLARE
  alone text[] := '{TRUE}';
  of_one_tag text[] := '{}';
  test jsonb;
BEGIN
  FOR test IN SELECT each FROM jsonb_array_elements(tests) AS each LOOP
    CASE test ->> 'kind'
      WHEN 'isNull' THEN alone := alone || 'coalesce(cardinality(version.tags), 0) = 0'::text;
      WHEN 'isKnown' THEN alone := alone || 'coalesce(cardinality(version.tags), 0) > 0'::text;
      WHEN 'notIn' THEN alone := alone || format('NOT EXISTS (SELECT FROM unnest(version.tags) AS one_tag (member) WHERE NOT %s)', row_scope_test('one_tag.member', test));
      ELSE of_one_tag := of_one_tag || row_scope_test('one_tag.member', test);
    END CASE;
  END LOOP;
  IF cardinality(of_one_tag) > 0 THEN
    alone := alone || format('EXISTS (SELECT FROM unnest(version.tags) AS one_tag (member) WHERE %s)', array_to_string(of_one_tag, ' AND '));
  END IF;
  RETURN '(' || array_to_string(alone, ' AND ') || ')';
END
$function$`,
  // A filter over version, a row of dim_customer. What is not understood is an error, and nothing is read.
  `CREATE FUNCTION row_scope_condition(filter jsonb) RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $function$
DECLARE
  parts text[];
  member text;
BEGIN
  CASE filter ->> 'kind'
    WHEN 'all', 'any' THEN
      SELECT array_agg(row_scope_condition(part)) INTO parts FROM jsonb_array_elements(filter -> 'of') AS part;
      IF parts IS NULL THEN RETURN CASE filter ->> 'kind' WHEN 'all' THEN 'TRUE' ELSE 'FALSE' END; END IF;
      RETURN '(' || array_to_string(parts, CASE filter ->> 'kind' WHEN 'all' THEN ' AND ' ELSE ' OR ' END) || ')';
    WHEN 'not' THEN RETURN '(NOT ' || row_scope_condition(filter -> 'of') || ')';
    WHEN 'test' THEN
      IF filter ->> 'dimension' = 'TAG' THEN RETURN row_scope_tags(filter -> 'tests'); END IF;
      CASE filter ->> 'dimension'
        ${Object.entries(members)
          .map(([dimension, member]) => `WHEN '${dimension}' THEN member := ${literal(member)};`)
          .join('\n        ')}
      END CASE;
      SELECT array_agg(row_scope_test(member, test)) INTO parts FROM jsonb_array_elements(filter -> 'tests') AS test;
      RETURN '(' || array_to_string(parts, ' AND ') || ')';
  END CASE;
END
$function$`,
  // Reads as its owner, whom no policy holds.
  `CREATE FUNCTION row_scope_customers() RETURNS SETOF integer LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = ${schema}, pg_temp AS $function$
DECLARE
  scope text := current_setting('astrolabe.row_scope', true);
BEGIN
  IF coalesce(scope, '') = '' THEN RETURN; END IF;
  RETURN QUERY EXECUTE 'SELECT customer_no FROM dim_customer AS version WHERE is_current AND customer_no <> 0 AND ' || row_scope_condition(scope::jsonb);
END
$function$`,
  `CREATE FUNCTION row_scope_lock() RETURNS boolean LANGUAGE plpgsql AS $function$
DECLARE
  own record;
  distributed boolean := false;
BEGIN
  -- Where tables lie on several servers, the program holds the scope alone.
  IF to_regclass('pg_catalog.pg_dist_partition') IS NOT NULL THEN
    EXECUTE 'SELECT EXISTS (SELECT FROM pg_catalog.pg_dist_partition)' INTO distributed;
  END IF;
  IF distributed THEN RETURN false; END IF;
  IF to_regrole('${role}') IS NULL THEN
    BEGIN
      CREATE ROLE ${role} NOLOGIN;
    EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
    END;
  END IF;
  IF NOT (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) THEN
    BEGIN
      EXECUTE format('GRANT ${role} TO %I', current_user);
    EXCEPTION WHEN insufficient_privilege THEN
      IF NOT pg_has_role(current_user, '${role}', 'MEMBER') THEN RETURN false; END IF;
    END;
  END IF;
  EXECUTE format('GRANT USAGE ON SCHEMA %I TO ${role}', current_schema());
  GRANT SELECT ON ${sharedTables.join(', ')} TO ${role};
  FOR own IN SELECT * FROM ${rowsOf} LOOP
    EXECUTE format('GRANT SELECT ON %I TO ${role}', own.relation);
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', own.relation);
    EXECUTE format('DROP POLICY IF EXISTS everybody ON %I', own.relation);
    EXECUTE format('DROP POLICY IF EXISTS row_scope ON %I', own.relation);
    EXECUTE format('CREATE POLICY everybody ON %I USING (true) WITH CHECK (true)', own.relation);
    EXECUTE format('CREATE POLICY row_scope ON %I AS RESTRICTIVE TO ${role} USING (%I IN (SELECT row_scope_customers()))', own.relation, own.no);
  END LOOP;
  RETURN true;
EXCEPTION WHEN insufficient_privilege THEN RETURN false;
END
$function$`,
  `CREATE FUNCTION row_scope_unlock() RETURNS void LANGUAGE plpgsql AS $function$
DECLARE
  own record;
BEGIN
  FOR own IN SELECT * FROM ${rowsOf} WHERE EXISTS (
    SELECT FROM pg_policies AS policy WHERE policy.schemaname = current_schema() AND policy.tablename = customer_table.relation AND policy.policyname = 'row_scope')
  LOOP
    EXECUTE format('DROP POLICY row_scope ON %I', own.relation);
    EXECUTE format('DROP POLICY everybody ON %I', own.relation);
    EXECUTE format('ALTER TABLE %I DISABLE ROW LEVEL SECURITY', own.relation);
    EXECUTE format('REVOKE ALL ON %I FROM ${role}', own.relation);
  END LOOP;
  IF to_regrole('${role}') IS NOT NULL THEN
    REVOKE ALL ON ${sharedTables.join(', ')} FROM ${role};
    EXECUTE format('REVOKE ALL ON SCHEMA %I FROM ${role}', current_schema());
  END IF;
END
$function$`,
];

const signatures = [
  'row_scope_unlock()',
  'row_scope_lock()',
  'row_scope_customers()',
  'row_scope_condition(jsonb)',
  'row_scope_tags(jsonb)',
  'row_scope_test(text, jsonb)',
];

export class RowScope1766100000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const [{ schema }] = (await runner.query('SELECT quote_ident(current_schema()) AS schema')) as [{ schema: string }];
    for (const each of functions(schema)) await runner.query(each);
    await runner.query('SELECT row_scope_lock()');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('SELECT row_scope_unlock()');
    for (const signature of signatures) await runner.query(`DROP FUNCTION ${signature}`);
  }
}
