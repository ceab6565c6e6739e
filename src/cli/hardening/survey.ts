import { hardenedManifest, HardenRules } from './hardened-object';
import { SurveyedObjects } from '../../engine/surveyed-objects';
import { KustomizeFiles } from '../../sources/kustomize';
import { readText } from '../../sources/read-source';

/** Looks at the objects of a file before any is filled in. Patches count: what they set holds for the object that they change. */
export function surveyFile(content: Uint8Array, file: string, rules: Omit<HardenRules, 'others'>, found: SurveyedObjects, kustomize: KustomizeFiles): void {
  const namespace = kustomize.namespaceOf(file) ?? '';
  for (const item of readText(content, file)) {
    if (item.type === 'object') found.note(item.manifest, namespace, () => hardenedManifest(item.manifest, rules));
  }
}
