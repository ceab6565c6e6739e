import { readFileSync } from 'fs';
import { join } from 'path';
import { parseAllDocuments } from 'yaml';
import { changed } from './changes';
import { Manifest } from '../../src/objects/manifest';
import { isObject } from '../../src/objects/pointer';
import { objectName } from '../object-name';

/** Changes of several fields that no pair of random ones comes to. */
interface Trial { readonly object: string; readonly set: Readonly<Record<string, unknown>> }

/** What a trial writes once and means many times: a text, or the elements of a list. */
interface Repeated { readonly $repeat?: string; readonly $list?: unknown; readonly times: number }

function written(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(written);
  if (!isObject(value)) return value;
  const { $repeat, $list, times } = value as unknown as Repeated;
  if ($repeat !== undefined) return $repeat.repeat(times);
  if ($list !== undefined) return Array.from({ length: times }, () => $list);
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, written(inner)]));
}

const FILE = join(__dirname, 'trials.yaml');

/** The objects that the trials by hand make of valid ones. A value of null removes a field. Throws where there is no such object. */
export function trialObjects(objects: readonly Manifest[]): readonly Manifest[] {
  const byName = new Map(objects.map((object) => [objectName(object), object]));
  const trials = parseAllDocuments(readFileSync(FILE, 'utf8'), { version: '1.1' }).flatMap((document) => (document.toJS() ?? []) as readonly Trial[]);
  return trials.map(({ object, set }) => {
    const valid = byName.get(object);
    if (!valid) throw new Error(`${FILE} changes "${object}", which is no valid object of the suite`);
    return changed(valid, Object.entries(set).map(([pointer, value]) => ({ pointer, value: written(value) ?? undefined })));
  });
}
