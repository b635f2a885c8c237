// The size of a document with its fragments written out: the linear reader agrees with writing them out, on random documents
// and on some that cannot be written out at all.
import { type DocumentNode, Kind, parse, type SelectionSetNode } from 'graphql';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { fragmentsOf, mostRepeated } from '../../../src/graphql/limits/repeated-fields';
import { endless, writtenOut } from '../../../src/graphql/limits/written-out';
import { randomStream } from '../../../src/sample/random';
import { fragmentBomb } from '../documents/hostile-documents';

type Counted = { fields: number; aliases: number; directives: number; depth: number; top: number };

/** By writing every fragment out, again wherever it is spread. */
function writtenOutPlainly(
  document: DocumentNode,
): Omit<ReturnType<typeof writtenOut>, 'roots' | 'circular' | 'definitions'> {
  const fragments = fragmentsOf(document);
  const spread = new Set<string>();
  const count = (set: SelectionSetNode | undefined): Counted => {
    const sum: Counted = { fields: 0, aliases: 0, directives: 0, depth: 0, top: 0 };
    for (const selection of set?.selections ?? []) {
      sum.fields += 1;
      sum.directives += selection.directives?.length ?? 0;
      if (selection.kind === Kind.FRAGMENT_SPREAD) spread.add(selection.name.value);
      const fragment = selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : undefined;
      const inner = count(selection.kind === Kind.FRAGMENT_SPREAD ? fragment?.selectionSet : selection.selectionSet);
      // A fragment that is written out is an inline fragment within its spread.
      sum.fields += inner.fields + (fragment === undefined ? 0 : 1);
      sum.aliases += inner.aliases + (selection.kind === Kind.FIELD && selection.alias !== undefined ? 1 : 0);
      sum.directives += inner.directives;
      sum.depth = Math.max(sum.depth, inner.depth + (selection.kind === Kind.FIELD ? 1 : 0));
      sum.top += selection.kind === Kind.FIELD ? 1 : inner.top;
    }
    return sum;
  };
  const operations = document.definitions.flatMap((each) => (each.kind === Kind.OPERATION_DEFINITION ? each : []));
  const all = operations.map(({ selectionSet }) => count(selectionSet));
  for (const [name, { selectionSet }] of fragments) {
    if (spread.has(name)) continue;
    const counted = count(selectionSet);
    all.push({ ...counted, fields: counted.fields + 1, top: 0 });
  }
  const sum = (of: keyof Counted): number => all.reduce((total, each) => total + each[of], 0);
  const most = (of: keyof Counted): number => Math.max(0, ...all.map((each) => each[of]));
  return {
    fields: sum('fields'),
    aliases: sum('aliases'),
    directives: sum('directives'),
    depth: most('depth'),
    rootFields: most('top'),
  };
}

/** Two operations and six fragments, each of which may spread those after it. */
function randomDocument(seed: number): string {
  const random = randomStream(7, 'documents', seed);
  const upTo = (most: number): number => uniformInt(random, 0, most);
  const selections = (depth: number, after: number): string =>
    Array.from({ length: 1 + upTo(3) }, () => selection(depth, after)).join(' ');
  const directive = (): string => (upTo(4) === 0 ? ' @include(if: true)' : '');
  const selection = (depth: number, after: number): string => {
    const kind = upTo(5);
    if (kind === 0 && after < 6) return `...f${after + upTo(5 - after)}${directive()}`;
    if (kind === 1 && depth < 4) return `...${directive()} { ${selections(depth + 1, after)} }`;
    const alias = upTo(3) === 0 ? `a${upTo(3)}: ` : '';
    const inner = depth < 4 && upTo(1) === 0 ? ` { ${selections(depth + 1, after)} }` : '';
    return `${alias}b${upTo(3)}${directive()}${inner}`;
  };
  const fragments = Array.from({ length: 6 }, (_, place) => `fragment f${place} on T { ${selections(0, place + 1)} }`);
  return [`query one { ${selections(0, 0)} }`, `query two { ${selections(0, 0)} }`, ...fragments].join('\n');
}

test('of 500 random documents the sums are those of writing them out', () => {
  let spread = 0;
  for (let seed = 0; seed < 500; seed += 1) {
    const document = parse(randomDocument(seed));
    const { roots: _, circular, definitions, ...size } = writtenOut(document);
    expect([circular, definitions]).toEqual([null, 8]);
    const { fields, ...plainly } = writtenOutPlainly(document);
    const reached = document.loc!.source.body.includes('...f');
    spread += reached ? 1 : 0;
    expect({ seed, ...size }).toEqual({ seed, ...plainly, fields });
  }
  expect(spread).toBeGreaterThan(300);
});

test('a document without fragments is as large as it is written', () => {
  const { roots: _, ...size } = writtenOut(
    parse('query a @skip(if: false) { x: a { b @include(if: true) ... { c } } d } query b { e }'),
  );
  expect(size).toEqual({
    fields: 6,
    aliases: 1,
    directives: 2,
    depth: 2,
    rootFields: 2,
    definitions: 2,
    circular: null,
  });
});

test('thirty fragments that spread the next twice come to thousands of millions, and are summed at once', () => {
  expect(writtenOut(parse(fragmentBomb())).fields).toBeGreaterThan(1e9);
  const { fields, depth } = writtenOut(parse(fragmentBomb(500)));
  expect([fields, depth]).toEqual([endless, 3]);
});

test.each([
  ['itself', '{ ...a } fragment a on Q { b { ...a } }', 'a'],
  ['itself by way of another', '{ ...a } fragment a on Q { ...b } fragment b on Q { c { ...a } }', 'a'],
  ['itself where nothing spreads it', '{ c } fragment a on Q { ...b } fragment b on Q { ...a }', 'a'],
  ['none that is missing', '{ ...a }', null],
])('a fragment spreads %s', (_, text, circular) => {
  expect(writtenOut(parse(text)).circular).toBe(circular);
});

test.each([
  ['once', '{ a { b } c }', 1],
  ['at different places', '{ a { b c } d { b c } }', 1],
  ['twice', '{ a { b } a { c } }', 2],
  ['under another name', '{ x: a x: b }', 2],
  ['below what is one in the answer', '{ a { b } a { b } }', 2],
  ['four times below', '{ a { b b } a { b b } }', 4],
  ['through fragments', '{ ...f ...f ... { ...f } } fragment f on Q { a }', 3],
  ['in another operation', 'query x { a } query y { a }', 1],
  ['where nothing spreads it', '{ a } fragment f on Q { b b b }', 3],
])('a field stands %s', (_, text, most) => {
  const document = parse(text);
  expect(mostRepeated(writtenOut(document).roots, fragmentsOf(document))).toBe(most);
});
