import { UsageError } from './exit-code';
import { Input } from './input';
import { Terminal } from './terminal';
import { CustomTypes, isDefinition } from '../objects/fields/custom-types';
import { Manifest } from '../objects/manifest';

/** The types that the CustomResourceDefinitions below some paths describe. What cannot be read there would leave objects unjudged, so it is an error. */
export async function readDefinitions(paths: readonly string[], terminal: Terminal): Promise<CustomTypes> {
  if (paths.length === 0) return CustomTypes.NONE;
  const definitions: Manifest[] = [];
  for await (const items of new Input(paths, {}, terminal).items()) {
    for (const item of items) {
      if (item.type === 'problem') throw new UsageError(`--crds: "${item.file}" ${item.message}; ${item.fix}`);
      if (item.type === 'object' && isDefinition(item.manifest)) definitions.push(item.manifest);
    }
  }
  if (definitions.length === 0) throw new UsageError(`--crds: there is no CustomResourceDefinition in ${paths.join(', ')}`);
  return CustomTypes.NONE.with(definitions);
}
