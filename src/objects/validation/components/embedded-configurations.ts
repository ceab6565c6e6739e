import { DocumentPart } from '../../document-part';
import { groupKind, Manifest } from '../../manifest';
import { isObject } from '../../pointer';

/** The configuration of an admission plugin that stands in the file of all plugins. */
export interface EmbeddedConfiguration { readonly configuration: Manifest; readonly pointer: string }

/** The configurations of plugins in a file for `--admission-control-config-file`; none in any other. */
export function embeddedConfigurations(manifest: Manifest): readonly EmbeddedConfiguration[] {
  if (manifest.kind !== 'AdmissionConfiguration' || !/^apiserver\.(config\.)?k8s\.io\/AdmissionConfiguration$/.test(groupKind(manifest))) return [];
  return new DocumentPart(manifest).at('plugins').items.map((plugin) => plugin.at('configuration'))
    .flatMap(({ value, pointer }) => (isObject(value) ? [{ configuration: value, pointer }] : []));
}
