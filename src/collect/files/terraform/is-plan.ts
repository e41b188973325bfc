import { UserError } from '../../../model/user-error.js';
import { objectOf, own } from './json.js';

const SHOW = 'terraform show -json tfplan > plan.json';

/** Whether a JSON value is a plan as `terraform show -json FILE` prints it. */
export function isPlan(value: unknown): boolean {
  return (
    typeof own(value, 'format_version') === 'string' &&
    (objectOf(own(value, 'planned_values')) !== undefined || Array.isArray(own(value, 'resource_changes')))
  );
}

/**
 * What is wrong with a JSON file of Terraform's that is no plan: a state, the log of a run, or nothing at all. Undefined where it is a
 * plan, or nothing of Terraform's.
 */
export function whyNoPlan(value: unknown, file: string): UserError | undefined {
  if (isPlan(value)) return undefined;
  const shown = own(value, 'terraform_version') !== undefined && objectOf(own(value, 'values')) !== undefined;
  const stored = typeof own(value, 'lineage') === 'string' && own(value, 'serial') !== undefined;
  if (shown || stored) {
    return new UserError(
      `${file} is a Terraform state: it tells what was, not what is planned.`,
      `Make a plan and print it as JSON: terraform plan -out tfplan && ${SHOW}`,
    );
  }
  if (own(value, '@level') !== undefined && own(value, '@message') !== undefined) {
    return new UserError(
      `${file} is the log of a Terraform run, not the plan.`,
      `Save the plan and print it as JSON: terraform plan -out tfplan && ${SHOW}`,
    );
  }
  const names = Object.keys(objectOf(value) ?? {});
  if (names.includes('format_version') && names.every((name) => /^(format|terraform)_version$/.test(name))) {
    return new UserError(
      `${file} holds nothing: without a plan, terraform show -json prints the state, and there is none.`,
      `Name the plan: ${SHOW}`,
    );
  }
  return undefined;
}

/**
 * What is wrong with a file that `terraform plan -out` wrote: a zip archive, of which only Terraform itself can read
 * the contents. Undefined for any other file.
 *
 * @param head the first bytes of the file, at least 100
 */
export function whyBinaryPlan(head: Uint8Array, file: string): UserError | undefined {
  const isZip = head[0] === 0x50 && head[1] === 0x4b && head[2] === 0x03 && head[3] === 0x04;
  // The name of the first entry stands after 30 bytes; Terraform writes `tfplan` first.
  const name = Buffer.from(head.subarray(30, 36)).toString('latin1');
  if (!isZip || name !== 'tfplan') return undefined;
  return new UserError(
    `${file} is a binary Terraform plan, which only Terraform can read.`,
    `Print it as JSON: terraform show -json ${file} > plan.json`,
  );
}
