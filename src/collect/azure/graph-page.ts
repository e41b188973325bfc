import type { Row } from '../../model/row.js';
import { listIn } from '../recognise.js';
import { isJsonObject, rowsOf } from '../to-row.js';
import { ReadFailure } from './failure.js';
import type { HttpAnswer } from './retry.js';

/** One page of a query's rows. */
export interface Page {
  readonly rows: readonly Row[];
  readonly total: number;
  readonly skipToken?: string;
  readonly truncated?: string;
}

/**
 * A page in the answer. The text `resultTruncated` can say "false" beside a token: the token decides.
 *
 * @throws ReadFailure where it is none
 */
export function pageOf({ body, headers }: HttpAnswer): Page {
  const { data, totalRecords, $skipToken: skipToken, resultTruncated } = isJsonObject(body) ? body : {};
  const list = listIn({ data }, 'The answer of Resource Graph');
  if (list === undefined || typeof totalRecords !== 'number')
    throw new ReadFailure('failed', 'The answer is no page of rows.');
  const rows = list.flatMap((each) => {
    const found = rowsOf(each);
    if (found === undefined) throw new ReadFailure('failed', 'The answer has a row without an id.');
    return found;
  });
  const hasToken = typeof skipToken === 'string' && skipToken !== '';
  const cut = !hasToken && resultTruncated === 'true' ? 'Resource Graph cut the result short.' : undefined;
  const limit = headers('x-ms-tenant-subscription-limit-hit')?.toLowerCase() === 'true';
  const truncated = limit ? 'There are more subscriptions than Resource Graph looks at.' : cut;
  return {
    rows,
    total: totalRecords,
    ...(hasToken ? { skipToken } : {}),
    ...(truncated === undefined ? {} : { truncated }),
  };
}
