import type { PlanReader } from '../look-at-files.js';
import { isPlan, whyBinaryPlan, whyNoPlan } from './is-plan.js';
import { gapsIn, problemIn } from './partial.js';
import { readPlan } from './read-plan.js';
import { removedIn } from './removed.js';

/** Reads Terraform plans among infrastructure files. */
export const PLANS: PlanReader = { isPlan, whyNoPlan, whyBinaryPlan, readPlan, removedIn, problemIn, gapsIn };
