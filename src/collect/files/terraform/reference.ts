/** One step of an address: a name, the key of an instance, or a key that only the evaluation knows. */
export type Step =
  | { readonly name: string }
  | { readonly key: string | number }
  /** An index that is an expression: its text, such as `each.key`. */
  | { readonly index: string }
  /** `[*]` or `.*`: every instance. */
  | { readonly all: true };

/** An address or a reference taken apart: `module.vm["x"].azurerm_subnet.a[0].id`. */
export type Reference = readonly Step[];

/** Longer ones are no addresses. */
const MAX_STEPS = 200;

/**
 * Takes an address or a reference apart, as Terraform prints it. Undefined where the text is none.
 * (https://developer.hashicorp.com/terraform/internals/json-format#expression-representation)
 */
export function referenceOf(text: string): Reference | undefined {
  const steps: Step[] = [];
  const token = /\.?([\p{L}\p{N}_-]+)|\.?(\*)|\[(\*)\]|\[(\d+)\]|\["((?:[^"\\]|\\.)*)"\]/uy;
  while (token.lastIndex < text.length) {
    const [matched, name, star, bracketedStar, number, quoted] = token.exec(text) ?? [];
    if (matched === undefined || steps.length >= MAX_STEPS) return undefined;
    if (name !== undefined) steps.push({ name });
    else if (star !== undefined || bracketedStar !== undefined) steps.push({ all: true });
    else steps.push({ key: number === undefined ? unquoted(quoted ?? '') : Number(number) });
  }
  return steps.length === 0 ? undefined : steps;
}

/** The text of a quoted key; `${` is written `$${` there. */
export function unquoted(quoted: string): string {
  let text = quoted;
  try {
    text = String(JSON.parse(`"${quoted}"`));
  } catch {
    // Not JSON's way to escape: compared as it is written.
  }
  return text.replaceAll('$${', '${').replaceAll('%%{', '%{');
}

/**
 * The references in a list as Terraform prints it: each is followed by its own beginnings, which are left out here.
 */
export function longestOf(references: readonly string[]): string[] {
  const longest = new Set<string>();
  let last = '';
  for (const reference of references) {
    const isBeginning = last.startsWith(reference) && ['', '.', '['].includes(last.charAt(reference.length));
    if (isBeginning) continue;
    longest.add(reference);
    last = reference;
  }
  return [...longest];
}

/** The name in a step, or undefined. */
export function nameIn(step: Step | undefined): string | undefined {
  return step !== undefined && 'name' in step ? step.name : undefined;
}
