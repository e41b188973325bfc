import type { Query } from '../../../src/collect/azure/queries.js';
import { analyse, nodesOf, TABLE_COLUMNS, type Syntax } from './kusto.js';

/**
 * The tabular operators of Resource Graph, in the parser's words
 * (https://learn.microsoft.com/azure/governance/resource-graph/concepts/query-language, "Supported tabular/top level
 * operators"): count, distinct, extend, join, limit/take, mv-expand, order/sort, project, project-away, summarize, top,
 * union, where.
 */
const SUPPORTED = [
  'CountOperator',
  'DistinctOperator',
  'ExtendOperator',
  'JoinOperator',
  'TakeOperator',
  'MvExpandOperator',
  'SortOperator',
  'ProjectOperator',
  'ProjectAwayOperator',
  'SummarizeOperator',
  'TopOperator',
  'UnionOperator',
  'FilterOperator',
];

/** What our queries are made of: everything else is joined and judged here. */
const PLAIN = ['FilterOperator', 'ProjectOperator', 'SortOperator'];

/**
 * `pack` is Kusto's older name of `bag_pack` (https://learn.microsoft.com/kusto/query/pack-function); `tostring` is in
 * Microsoft's own queries (https://learn.microsoft.com/azure/governance/policy/samples/resource-graph-samples).
 */
const FUNCTIONS = ['pack', 'tostring'];

/** Comparisons that ignore letter case, for Azure's services disagree about it. */
const COMPARISONS = ['=~', '!~', 'in~', 'and'];

/** What else a plain query is made of. */
const GRAMMAR = [
  'QueryBlock',
  'SyntaxList',
  'SeparatedElement',
  'ExpressionStatement',
  'PipeExpression',
  'NameReference',
  'NameDeclaration',
  'TokenName',
  'IdentifierToken',
  'KindToken',
  'TextAndKindToken',
  'BinaryExpression',
  'InExpression',
  'PathExpression',
  'ExpressionList',
  'LiteralExpression',
  'LiteralToken',
  'SimpleNamedExpression',
  'FunctionCallExpression',
  'OrderedExpression',
  'OrderingClause',
];

/** Which table has which type (https://learn.microsoft.com/azure/governance/resource-graph/reference/supported-tables-resources). */
const TABLES: readonly (readonly [table: string, types: RegExp])[] = [
  ['resourcecontainers', /^microsoft\.(resources|management)\//],
  ['authorizationresources', /^microsoft\.authorization\/role(assignments|definitions)$/],
  ['policyresources', /^microsoft\.authorization\/policy(assignments|(set)?definitions|exemptions)$/],
  [
    'recoveryservicesresources',
    /^microsoft\.recoveryservices\/vaults\/(backup(fabrics\/protectioncontainers\/protecteditems|policies|jobs))$/,
  ],
  ['resources', /^microsoft\.(compute|network|keyvault)\/|^microsoft\.recoveryservices\/vaults$/],
];

/** What a query makes of a row: a value at a path, or a bag of such. */
export type Projection =
  { readonly path: readonly string[] } | { readonly bag: ReadonlyMap<string, Projection> };

/** What is wrong with a query by itself: nothing, for a query that Resource Graph can answer as we need it. */
export function complaintsAbout({ type, kql }: Pick<Query, 'type' | 'kql'>): string[] {
  const { diagnostics, columns, syntax } = analyse(kql);
  return [
    ...diagnostics,
    ...[...nodesOf(syntax)].flatMap(complaintAboutNode),
    ...complaintsAboutForm(type, syntax),
    ...Object.entries({ id: 'string', type: 'string', subscriptionId: 'string', properties: 'dynamic' })
      .filter(([name, kind]) => columns.get(name) !== kind)
      .map(([name]) => `there is no column ${name}`),
    ...[...columns]
      .filter(([name, kind]) => TABLE_COLUMNS[name] !== kind)
      .map(([name, kind]) => `the column ${name}: ${kind} is none of a resource's`),
  ];
}

function complaintAboutNode(node: Syntax): string[] {
  const { kind } = node;
  if (kind.endsWith('Operator')) {
    if (!SUPPORTED.includes(kind)) return [`Resource Graph does not know ${kind}`];
    return PLAIN.includes(kind) ? [] : [`no query needs ${kind}`];
  }
  if (!GRAMMAR.includes(kind)) return [`no query needs ${kind}`];
  if (kind === 'FunctionCallExpression') {
    const name = textOf(node.children[0]);
    return FUNCTIONS.includes(name) ? [] : [`the function ${name} is not known to work`];
  }
  if (kind === 'BinaryExpression' || kind === 'InExpression') {
    const operator = textOf(node.children[1]);
    return COMPARISONS.includes(operator) ? [] : [`no comparison ${operator}: letter case differs in Azure`];
  }
  return [];
}

/** The table, the type, and an order that is total, for pages go by offset. */
function complaintsAboutForm(type: string, syntax: Syntax): string[] {
  const nodes = [...nodesOf(syntax)];
  const pipes = nodes.filter(({ kind }) => kind === 'PipeExpression');
  const table = textOf(pipes.at(-1)?.children[0]);
  const expected = TABLES.find(([, types]) => types.test(type))?.[0];
  const comparisons = nodes.filter(({ kind }) => kind === 'BinaryExpression').map(textOf);
  const last = textOf(pipes[0]?.children.at(-1));
  return [
    ...(table === expected ? [] : [`${type} is in ${expected ?? 'no table'}, not in ${table}`]),
    ...(comparisons.includes(`type=~'${type}'`) ? [] : [`the query does not ask for ${type}`]),
    ...(last === 'orderbysubscriptionIdasc,idasc'
      ? []
      : ['the order is not total: order by subscriptionId, id']),
  ];
}

/** The text of a node without spaces. */
function textOf(node: Syntax | undefined): string {
  if (node === undefined) return '';
  return node.children.length === 0 ? node.text : node.children.map(textOf).join('');
}

/** What a query's `project` makes of each row, by column. */
export function projectionOf(kql: string): ReadonlyMap<string, Projection> {
  const project = [...nodesOf(analyse(kql).syntax)].find(({ kind }) => kind === 'ProjectOperator');
  if (project === undefined) throw new Error('The query has no project.');
  return new Map(
    elementsOf(project).map((element) => {
      if (element.kind !== 'SimpleNamedExpression') return [textOf(element), valueOf(element)];
      const [name, , value] = element.children;
      return [textOf(name), valueOf(value)];
    }),
  );
}

function elementsOf(node: Syntax): Syntax[] {
  const list = node.children.findLast(({ kind }) => kind === 'SyntaxList');
  return (list?.children ?? []).flatMap((each) => each.children.slice(0, 1));
}

function valueOf(node: Syntax | undefined): Projection {
  if (node?.kind === 'NameReference' || node?.kind === 'PathExpression')
    return { path: textOf(node).split('.') };
  if (node?.kind !== 'FunctionCallExpression' || textOf(node.children[0]) !== 'pack')
    throw new Error(`No projection: ${node === undefined ? 'nothing' : textOf(node)}`);
  const parts = elementsOf(node.children[1]!);
  const keys = parts.filter((_, index) => index % 2 === 0).map((key) => textOf(key).slice(1, -1));
  return { bag: new Map(keys.map((key, index) => [key, valueOf(parts[2 * index + 1])])) };
}

/** Every path below `properties` that a query names, in its conditions too: `properties.osProfile.computerName`. */
export function propertyPathsOf(kql: string): string[] {
  const paths = new Set<string>();
  const visit = (node: Syntax) => {
    const path = node.kind === 'PathExpression' ? textOf(node) : '';
    if (path.startsWith('properties.')) paths.add(path);
    else node.children.forEach(visit);
  };
  visit(analyse(kql).syntax);
  return [...paths];
}

/** The texts that a query compares with or names keys by, as the service reads them. */
export function literalsIn(kql: string): string[] {
  return [...nodesOf(analyse(kql).syntax)]
    .filter(({ kind }) => kind === 'LiteralExpression')
    .map((node) => textOf(node).slice(1, -1).replace(/\\(.)/g, '$1'));
}

/** Whether what stands at a path of a resource is at the same path of the row that the query gives. */
export function carries(projection: ReadonlyMap<string, Projection>, path: readonly string[]): boolean {
  const [column = '', ...rest] = path;
  let here = projection.get(column);
  for (const [index, key] of rest.entries()) {
    if (here === undefined) return false;
    if ('path' in here) return here.path.join('.') === path.slice(0, index + 1).join('.');
    here = here.bag.get(key);
  }
  if (here === undefined) return false;
  return 'bag' in here || here.path.join('.') === path.join('.');
}

/** The row as Resource Graph gives it: what is absent is an empty text in a column of text, else `null`. */
export function projected<T extends object>(row: T, projection: ReadonlyMap<string, Projection>): T {
  const columns = [...projection].map(([name, each]) => {
    const value = apply(each, row);
    return [name, value ?? (TABLE_COLUMNS[name] === 'string' ? '' : null)];
  });
  return Object.fromEntries(columns) as T;
}

function apply(projection: Projection, row: object): unknown {
  if ('bag' in projection)
    return Object.fromEntries([...projection.bag].map(([key, each]) => [key, apply(each, row)]));
  return projection.path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, key)
        ? (value as Record<string, unknown>)[key]
        : null,
    row,
  );
}
