import { dirname, resolve } from 'node:path';
import type { GuestSetup } from '../../../model/sighting.js';
import type { PlanReader } from '../collect-files.js';
import { guestSetupIn } from '../guest-setup.js';
import type { GuestText } from './guest-texts.js';
import { isPlan, whyBinaryPlan, whyNoPlan } from './is-plan.js';
import { readPlan } from './read-plan.js';

/** Reads Terraform plans among infrastructure files. */
export const PLANS: PlanReader = {
  isPlan,
  whyNoPlan,
  whyBinaryPlan,
  readPlan: (json, { root }) =>
    readPlan(json, {
      root,
      folder: dirname(resolve(root, json.file)),
      file: json.file,
      guestSetupIn: setupIn,
    }),
};

/** What the texts that a VM runs set up together: the first that tells something counts. */
function setupIn(texts: readonly GuestText[]): GuestSetup | undefined {
  let setup: GuestSetup | undefined;
  for (const { text, path } of texts) {
    const found = guestSetupIn(text, path);
    if (found !== undefined) setup = { ...found, ...setup };
  }
  return setup;
}
