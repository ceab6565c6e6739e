import { isObject } from './pointer';

const TYPE = ['apiVersion', 'kind'] as const;

/** Kustomize fills in their version and kind. https://kubectl.docs.kubernetes.io/references/kustomize/kustomization */
const OF_KUSTOMIZE: ReadonlySet<unknown> = new Set(['Kustomization', 'Component']);

/** What a document lacks to be an object, where the rest of it shows that it was meant to be one: kubectl refuses it, and would not skip it. */
export function missingType(value: unknown): { readonly message: string; readonly fix: string } | undefined {
  if (!isObject(value) || !isObject(value.metadata) || OF_KUSTOMIZE.has(value.kind)) return undefined;
  const missing = TYPE.filter((key) => typeof value[key] !== 'string' || value[key] === '');
  const misspelled = Object.keys(value).filter((key) => missing.some((one) => key !== one && key.toLowerCase() === one.toLowerCase()));
  if (missing.length === 0 || missing.length > 1 + misspelled.length) return undefined;
  const instead = misspelled.length === 0 ? '' : `, but "${misspelled.join('" and "')}"`;
  return { message: `has metadata and no ${missing.join(' and no ')}${instead}, so that kubectl refuses it`, fix: `write ${missing.map((key) => `\`${key}\``).join(' and ')}, or exclude the file` };
}
