import { lowerId, nameOf } from '../../model/arm-id.js';
import { TYPES, type Row } from '../../model/row.js';
import { isJsonObject } from '../to-row.js';
import { ReadFailure } from './failure.js';

/** The registration of a resource provider as a row. */
export function providerRow(id: string, body: unknown): Row {
  const registrationState = isJsonObject(body) ? body.registrationState : undefined;
  if (typeof registrationState !== 'string')
    throw new ReadFailure('failed', 'The answer does not say whether the provider is registered.');
  return { id, type: TYPES.provider, name: nameOf(id), properties: { registrationState } };
}

/**
 * The instance view as a row. What extensions print can hold secrets and is left out. Every view has statuses, that of a
 * VM without an agent too; an answer without them comes from somebody else, and would say that there is no agent.
 */
export function instanceViewRow(vmId: string, body: unknown): Row {
  if (!isJsonObject(body) || !Array.isArray(body.statuses))
    throw new ReadFailure('failed', 'The answer is no instance view.');
  const { bootDiagnostics: _, extensions, ...view } = body;
  const properties = Array.isArray(extensions)
    ? { ...view, extensions: extensions.map(withoutMessages) }
    : view;
  return { id: `${vmId}/instanceView`, type: TYPES.instanceView, name: 'instanceView', properties };
}

function withoutMessages(extension: unknown): unknown {
  if (!isJsonObject(extension)) return extension;
  const clean = (statuses: unknown) =>
    Array.isArray(statuses)
      ? statuses.map((status: unknown) => (isJsonObject(status) ? { ...status, message: undefined } : status))
      : undefined;
  const { statuses, substatuses: _, ...rest } = extension;
  return { ...rest, statuses: clean(statuses) };
}

/** A restore point holds a copy of the VM's model, its OS profile included: it is large, and nothing reads it. */
function withoutMetadata(point: unknown): unknown {
  if (!isJsonObject(point) || !isJsonObject(point.properties)) return point;
  const { sourceMetadata: _, ...properties } = point.properties;
  return { ...point, properties };
}

/**
 * The collection as a row. It is the one that was asked for, whatever id the answer says; an answer without restore
 * points was not expanded.
 */
export function collectionRow(id: string, body: unknown): Row {
  const properties = isJsonObject(body) && isJsonObject(body.properties) ? body.properties : undefined;
  if (!Array.isArray(properties?.restorePoints)) {
    throw new ReadFailure('failed', `The answer about ${nameOf(lowerId(id))} has no restore points.`);
  }
  const { source, provisioningState } = properties;
  const restorePoints = properties.restorePoints.map(withoutMetadata);
  return { id, type: TYPES.restorePointCollection, properties: { source, provisioningState, restorePoints } };
}
