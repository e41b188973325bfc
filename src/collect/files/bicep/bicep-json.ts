import { dirname, resolve } from 'node:path';
import type { FilePlace, RowPath } from '../../../model/sighting.js';
import { isJsonObject } from '../../to-row.js';
import type { PlacedJson } from '../json-text.js';
import type { BicepSource, Declaration } from './source.js';
import type { WrittenValue } from './written-value.js';

/** A template that was compiled from Bicep; its places are those in the Bicep files. */
export class BicepJson implements PlacedJson {
  readonly file: string;
  readonly value: unknown;
  readonly #main: string;
  readonly #compiled: PlacedJson | undefined;
  #sources: ReadonlyMap<string, BicepSource> = new Map();

  /**
   * @param file the path of the Bicep file to show, and `main` the absolute one
   * @param value the compiled template
   * @param compiled where it is written, if it is: for what is not found in the source
   */
  constructor(file: string, main: string, value: unknown, compiled?: PlacedJson) {
    this.file = file;
    this.value = value;
    this.#main = main;
    this.#compiled = compiled;
  }

  /** Gives it the sources, without which it knows no places in them. */
  setSources(sources: ReadonlyMap<string, BicepSource>): void {
    this.#sources = sources;
  }

  placeOf(path: RowPath): FilePlace {
    const source = this.#sources.get(this.#main);
    const found = source === undefined ? undefined : this.#placeIn(source, this.value, path);
    return found ?? this.#compiled?.placeOf(path) ?? { file: this.file, line: 1, column: 1 };
  }

  #placeIn(source: BicepSource, template: unknown, path: RowPath): FilePlace | undefined {
    const [section, key = '', ...rest] = path;
    if (section !== 'resources') return source.names.get(String(key).toLowerCase());
    const resources = isJsonObject(template) ? template.resources : undefined;
    const resource = (resources as Record<string | number, unknown> | undefined)?.[key];
    const declaration = declarationOf(source, resources, key);
    if (declaration === undefined || !isJsonObject(resource)) return undefined;
    if (declaration.kind === 'module' && rest[0] === 'properties' && rest[1] === 'template') {
      const inner = this.#sources.get(resolve(dirname(source.path), declaration.file));
      const properties = isJsonObject(resource.properties) ? resource.properties : {};
      const found =
        inner === undefined ? undefined : this.#placeIn(inner, properties.template, rest.slice(2));
      return found ?? declaration.place;
    }
    return placeBelow(declaration, resource, rest);
  }
}

/** The place of a value in a declaration, or of the nearest thing around it that is written there. */
function placeBelow(declaration: Declaration, resource: unknown, path: RowPath): FilePlace {
  let { place } = declaration;
  let written: WrittenValue | undefined = declaration.body;
  let json = resource;
  for (let at = 0; at < path.length && written !== undefined; at++) {
    let step = path[at] ?? '';
    json = below(json, step);
    if (step === 'copy' && Array.isArray(json)) {
      // A loop in a property: its name is the property, its input what the loop makes.
      json = below(json, path[at + 1] ?? '');
      step = String(below(json, 'name'));
      json = below(json, 'input');
      at += 2;
    }
    if (typeof step === 'number') {
      const item: WrittenValue | undefined = written.items[step];
      written = item;
      place = item?.place ?? place;
    } else {
      const property = written.properties.get(step.toLowerCase());
      written = property?.value;
      place = property?.place ?? place;
    }
  }
  return place;
}

function below(json: unknown, step: string | number): unknown {
  if (typeof json !== 'object' || json === null || !Object.hasOwn(json, step)) return undefined;
  return (json as Record<string | number, unknown>)[step];
}

/** The declaration that a resource of the compiled template comes from. */
function declarationOf(
  source: BicepSource,
  resources: unknown,
  key: string | number,
): Declaration | undefined {
  if (typeof key === 'string') return source.declarations.find(({ name }) => name === key);
  if (!Array.isArray(resources)) return undefined;
  const list = resources as unknown[];
  const type = typeOf(list[key]);
  const declared = source.declarations.filter((each) => !each.existing && typeIn(each) === type);
  const compiled = list.map((each, index) => ({ index, each })).filter(({ each }) => typeOf(each) === type);
  const named = declared.filter((each) => isNamedAs(each, nameOf(list[key])));
  if (named.length === 1) return named[0];
  // Bicep writes resources in the order of their declarations.
  const order = compiled.findIndex(({ index }) => index === key);
  return declared.length === compiled.length ? declared[order] : undefined;
}

function typeIn({ kind, type }: Declaration): string {
  return kind === 'module' ? 'microsoft.resources/deployments' : type;
}

function typeOf(resource: unknown): string {
  return isJsonObject(resource) && typeof resource.type === 'string' ? resource.type.toLowerCase() : '';
}

function nameOf(resource: unknown): string {
  return isJsonObject(resource) && typeof resource.name === 'string' ? resource.name : '';
}

/** Whether all words of the name in Bicep are in the compiled one: texts and the names of parameters stay as they are. */
function isNamedAs({ body }: Declaration, compiled: string): boolean {
  const text = body?.properties.get('name')?.value.text ?? '';
  const words = text.match(/[\w-]{2,}/g) ?? [];
  return words.length > 0 && words.every((word) => compiled.includes(word));
}
