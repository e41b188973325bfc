import { createRequire } from 'node:module';

/** A node of a query's syntax tree: its kind in Kusto's words (`ProjectOperator`), and the text of a leaf. */
export interface Syntax {
  readonly kind: string;
  readonly text: string;
  readonly children: readonly Syntax[];
}

/** What Kusto's own parser and binder say of a query. */
export interface Analysis {
  readonly diagnostics: readonly string[];
  /** The columns of the result with their types, in order. */
  readonly columns: ReadonlyMap<string, string>;
  readonly syntax: Syntax;
}

/** The columns of every table of Resource Graph. */
export const TABLE_COLUMNS: Readonly<Record<string, 'string' | 'dynamic'>> = {
  id: 'string',
  name: 'string',
  type: 'string',
  tenantId: 'string',
  kind: 'string',
  location: 'string',
  resourceGroup: 'string',
  subscriptionId: 'string',
  managedBy: 'string',
  sku: 'dynamic',
  plan: 'dynamic',
  properties: 'dynamic',
  tags: 'dynamic',
  identity: 'dynamic',
  zones: 'dynamic',
  extendedLocation: 'dynamic',
};

const TABLES = [
  'resources',
  'resourcecontainers',
  'authorizationresources',
  'policyresources',
  'recoveryservicesresources',
];

/** The parts of the language service that are used here; it is compiled from C#, and its own types are huge. */
interface List<T> {
  readonly Count: number;
  getItem(index: number): T;
}
interface KustoNode {
  readonly ChildCount: number;
  readonly Text?: string;
  GetChild(index: number): KustoNode | null;
}
interface KustoCode {
  readonly Syntax: KustoNode;
  readonly ResultType: { Columns?: List<{ Name: string; Type: { Name: string } }> } | null;
  GetDiagnostics(): List<{ Code: string; Message: string; Start: number }>;
}
interface Runtime {
  readonly Bridge: {
    getType(node: object): unknown;
    readonly Reflection: { getTypeName(type: unknown): string };
  };
  readonly Kusto: {
    readonly Language: {
      readonly GlobalState: { Default: { WithDatabase(database: object): object } };
      readonly KustoCode: { ParseAndAnalyze(query: string, globals: object): KustoCode };
      readonly Symbols: {
        readonly ScalarTypes: Readonly<Record<string, object>>;
        readonly ColumnSymbol: new (name: string, type: object | undefined) => object;
        readonly TableSymbol: { $ctor4: new (name: string, columns: object[]) => object };
        readonly DatabaseSymbol: { ctor: new (name: string, tables: object[]) => object };
      };
    };
  };
}

let loaded: { kusto: Runtime; globals: object } | undefined;

/** Loads the language service once; it puts its parts into the global scope. */
function load() {
  if (loaded !== undefined) return loaded;
  const require = createRequire(import.meta.url);
  require('@kusto/language-service-next/bridge.min.js');
  require('@kusto/language-service-next/Kusto.Language.Bridge.min.js');
  const kusto = globalThis as unknown as Runtime;
  const { GlobalState, Symbols } = kusto.Kusto.Language;
  const { ScalarTypes, ColumnSymbol, TableSymbol, DatabaseSymbol } = Symbols;
  const types = { string: ScalarTypes.String, dynamic: ScalarTypes.Dynamic };
  const columns = () =>
    Object.entries(TABLE_COLUMNS).map(([name, type]) => new ColumnSymbol(name, types[type]));
  const tables = TABLES.map((name) => new TableSymbol.$ctor4(name, columns()));
  const globals = GlobalState.Default.WithDatabase(new DatabaseSymbol.ctor('resourcegraph', tables));
  return (loaded = { kusto, globals });
}

const analyses = new Map<string, Analysis>();

/** Parses a query and resolves its names against the tables of Resource Graph. The first call takes seconds. */
export function analyse(query: string): Analysis {
  const known = analyses.get(query);
  if (known !== undefined) return known;
  const analysis = analysisOf(query);
  analyses.set(query, analysis);
  return analysis;
}

function analysisOf(query: string): Analysis {
  const { kusto, globals } = load();
  const code = kusto.Kusto.Language.KustoCode.ParseAndAnalyze(query, globals);
  return {
    diagnostics: itemsOf(code.GetDiagnostics()).map(
      ({ Code, Message, Start }) => `${Code} at ${Start}: ${Message}`,
    ),
    columns: new Map(itemsOf(code.ResultType?.Columns).map(({ Name, Type }) => [Name, Type.Name])),
    syntax: syntaxOf(code.Syntax, kusto),
  };
}

function itemsOf<T>(list: List<T> | undefined): T[] {
  return Array.from({ length: list?.Count ?? 0 }, (_, index) => list!.getItem(index));
}

function syntaxOf(node: KustoNode, kusto: Runtime): Syntax {
  const children = Array.from({ length: node.ChildCount }, (_, index) => node.GetChild(index)).filter(
    (child) => child !== null,
  );
  const name = kusto.Bridge.Reflection.getTypeName(kusto.Bridge.getType(node));
  return {
    kind: name.slice(name.lastIndexOf('.') + 1).replace(/`\d+$/, ''),
    text: node.Text ?? '',
    children: children.map((child) => syntaxOf(child, kusto)),
  };
}

/** The node and everything below it. */
export function* nodesOf(node: Syntax): Generator<Syntax> {
  yield node;
  for (const child of node.children) yield* nodesOf(child);
}
