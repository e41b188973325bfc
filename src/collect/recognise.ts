import type { Row } from '../model/row.js';
import { UserError } from '../model/user-error.js';
import { isJsonObject, rowsOf } from './to-row.js';

const FORMS =
  'It can be an inventory that `backup-lint collect` saved, or what `az graph query`, `az resource list`, `az vm show` or `az rest` print as JSON.';

/**
 * The rows in a whole JSON document: a list of resources, `{"value": […]}`, `{"data": […]}` (Resource Graph, both
 * result formats), or one resource.
 *
 * @throws UserError for anything else, and for a resource without an id
 */
export function rowsInDocument(document: unknown, path: string): Row[] {
  const list = listIn(document, path);
  if (list !== undefined) return list.flatMap((each, index) => rowsAt(each, path, index));
  const rows = rowsOf(document);
  if (rows === undefined) throw unknownForm(document, path);
  return [...rows];
}

/** The list of resources in a document, or undefined where it is one resource. */
export function listIn(document: unknown, path: string): readonly unknown[] | undefined {
  if (Array.isArray(document)) return document as unknown[];
  if (!isJsonObject(document)) throw unknownForm(document, path);
  const { value, data } = document;
  if (Array.isArray(value)) return value as unknown[];
  if (Array.isArray(data)) return data as unknown[];
  if (isJsonObject(data) && Array.isArray(data.columns) && Array.isArray(data.rows)) {
    return tableRows(data.columns, data.rows);
  }
  return undefined;
}

/** Resource Graph's result format `table`: columns once, then a list of values for each row. */
function tableRows(columns: readonly unknown[], rows: readonly unknown[]): readonly unknown[] {
  const names = columns.map((column) => (isJsonObject(column) ? column.name : column));
  return rows.map((row) =>
    Array.isArray(row) ? Object.fromEntries(names.map((name, index) => [String(name), row[index]])) : row,
  );
}

function rowsAt(value: unknown, path: string, index: number): readonly Row[] {
  const rows = rowsOf(value);
  if (rows !== undefined) return rows;
  throw new UserError(
    `${path}: item ${index + 1} is no Azure resource: it has no \`id\` or no \`type\`.`,
    'Do not narrow the columns (`--query`, `project`): id, name, type, location and properties are needed.',
  );
}

function unknownForm(document: unknown, path: string): UserError {
  if (isJsonObject(document)) {
    const error = document.error;
    if (isJsonObject(error)) {
      const told = [error.code, error.message].filter((part) => typeof part === 'string');
      return new UserError(`${path} holds an error that Azure answered, no resources: ${told.join(': ')}`);
    }
    if (typeof document.$schema === 'string' && document.$schema.includes('deploymentTemplate')) {
      return new UserError(`${path} is an ARM template, not an inventory.`, FORMS);
    }
    if ('terraform_version' in document) {
      return new UserError(`${path} is a Terraform plan or state, not an inventory.`, FORMS);
    }
  }
  return new UserError(`${path} is JSON, but no inventory that backup-lint knows.`, FORMS);
}
