import type { Gap } from '../../model/inventory.js';
import type { Row } from '../../model/row.js';
import { CONCURRENCY, type DeepPlan } from './deep-plan.js';
import { tasksOf, type Task } from './deep-tasks.js';
import { gapOf } from './failure.js';
import { inParallel } from './in-parallel.js';
import { Patience } from './patience.js';
import type { RestClient } from './rest-client.js';

export interface DeepOptions {
  readonly client: RestClient;
  readonly take: (row: Row) => void;
  readonly onGap: (gap: Gap) => void;
  /** Called after each call with the number of calls that are done. */
  readonly onProgress: (done: number) => void;
}

/**
 * Reads what the plan names. A call that fails is a gap at its resource and stops nothing else; a service that does not
 * work any more is given up, with one gap for each type.
 */
export async function readDeep(plan: DeepPlan, options: DeepOptions): Promise<void> {
  let done = 0;
  const patience = new Patience();
  const givenUp = new Map<string, number>();
  await inParallel(tasksOf(plan, options.client, options.take), CONCURRENCY, async (task) => {
    if (patience.end !== undefined) givenUp.set(task.what, (givenUp.get(task.what) ?? 0) + 1);
    else {
      const failure = await failureOf(task);
      patience.take(failure);
      if (failure !== undefined) options.onGap(gapOf(failure, task.what, task.scope));
    }
    options.onProgress(++done);
  });
  for (const [what, calls] of givenUp) {
    const detail = `${patience.end}; ${calls} more were not sent.`;
    options.onGap({ what, scope: '/', reason: 'failed', detail });
  }
}

/** What a call throws, or undefined. */
async function failureOf({ run }: Task): Promise<unknown> {
  try {
    await run();
    return undefined;
  } catch (error) {
    return error;
  }
}
