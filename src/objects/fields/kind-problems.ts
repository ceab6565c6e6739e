import { builtInKinds, versionsOfGroup } from './built-in';
import { isIn, Span } from './field-type';
import { isListKind } from '../applied-objects';
import { Manifest, typeMetaOf } from '../manifest';
import { Problem } from '../problem';
import { removedApi } from '../removed-apis';
import { similarName } from '../similar-names';

/** A file of kubectl that calls itself an object of the core group. */
const KUBECONFIG = 'Config';

/** What is wrong with the kind of an object in an API group of Kubernetes: that version 1.`minor` does not have it. Removed versions are left to their control. */
export function kindProblems(manifest: Manifest, minor: number): readonly Problem[] {
  const { apiVersion, kind } = typeMetaOf(manifest);
  const versions = versionsOfGroup(apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '');
  if (versions.length === 0 || kind === '' || isListKind(kind) || (apiVersion === 'v1' && kind === KUBECONFIG) || removedApi(manifest, minor)) return [];
  const message = (text: string): readonly Problem[] => [{ pointer: '/apiVersion', message: `Kubernetes 1.${minor} ${text}` }];
  const kinds = builtInKinds(apiVersion);
  if (!kinds) return message(`serves no ${apiVersion}; of this group it serves ${served(versions, minor).join(', ')}`);
  const known = kinds.get(kind);
  if (known) return message(`serves no ${kind} of ${apiVersion}; ${age(known, minor)}`);
  const similar = similarName(kind, [...kinds.keys()]);
  return [{ pointer: '/kind', message: `Kubernetes 1.${minor} has no kind "${kind}" in ${apiVersion}${similar === undefined ? '' : `; did you mean "${similar}"?`}` }];
}

const served = (versions: readonly string[], minor: number): readonly string[] => (
  versions.filter((version) => [...builtInKinds(version)!.values()].some((kind) => isIn(kind, minor)))
);

const age = ({ first, last }: Span, minor: number): string => (minor < first ? `it comes with 1.${first}` : `1.${last} was the last to do so`);
