import { Site } from '../controls/site';
import { pointerKeys } from '../objects/pointer';

const LONGEST_VALUE = 80;

function shown(value: unknown): string {
  if (value === undefined) return 'is not set';
  const text = typeof value === 'object' ? undefined : JSON.stringify(value);
  return text === undefined || text.length > LONGEST_VALUE ? 'is set' : `is ${text}`;
}

/** `ports[0].hostPort`, as Kubernetes writes fields, from what lies below `base`. */
function fieldPath(pointer: string, base: string): string {
  const keys = pointerKeys(pointer.startsWith(`${base}/`) ? pointer.slice(base.length) : pointer);
  return keys.map((key, i) => (/^\d+$/.test(key) ? `[${key}]` : /^[\w-]+$/.test(key) ? `${i > 0 ? '.' : ''}${key}` : `["${key}"]`)).join('');
}

/** What is wrong at a site, in one line. */
export function describe(site: Site, base: string): string {
  if (site.message !== undefined) return site.message;
  if (site.isKey) return `key "${String(site.actual)}" ${site.expected}`;
  return `${fieldPath(site.pointer, base) || 'the object'} ${shown(site.actual)}, ${site.expected}`;
}
