import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import { code, table } from './markdown.js';

type Described = Readonly<Record<string, { readonly description: string }>>;

/**
 * A document with the parts between `<!-- generated: NAME -->` and `<!-- end -->` made anew: `inputs` and `outputs` of
 * action.yml as tables, or a file as a block of code.
 */
export async function withGenerated(markdown: string): Promise<string> {
  const action = parse(await readFile('action.yml', 'utf8')) as { inputs: Described; outputs: Described };
  const parts = markdown.split(/(<!-- generated: \S+ -->)[^]*?(<!-- end -->)/);
  const made = parts.map(async (part) => {
    const name = /^<!-- generated: (\S+) -->$/.exec(part)?.[1];
    if (name === undefined) return part;
    return `${part}\n\n${await contentOf(name, action)}\n\n`;
  });
  return (await Promise.all(made)).join('');
}

async function contentOf(name: string, action: { inputs: Described; outputs: Described }): Promise<string> {
  if (name === 'inputs' || name === 'outputs')
    return table(
      [name === 'inputs' ? 'Input' : 'Output', 'Meaning'],
      Object.entries(action[name]).map(([key, { description }]) => [code(key), description]),
    );
  return `\`\`\`yaml\n${(await readFile(name, 'utf8')).trim()}\n\`\`\``;
}
