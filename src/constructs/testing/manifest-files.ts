import { keyOf, Manifest } from '../../objects/manifest';
import { inFixedOrder } from '../../objects/manifest-order';
import { YamlText } from '../synthesis/yaml-text';

/** What is left out of manifests that a test compares. */
export interface ManifestFilesOptions {
  /**
   * Replaces the hashes that cdk8s derives from the paths of constructs, and the digests of images, by zeros: renaming a construct or releasing an image
   * then changes no manifest.
   *
   * @default false
   */
  readonly omitHashes?: boolean;
}

/** Manifests as texts, by `<namespace>/<kind>.<name>.yaml`; objects of the cluster are in the folder `_cluster`. */
export function manifestFiles(manifests: readonly Manifest[], { omitHashes }: ManifestFilesOptions): Record<string, string> {
  const files = new Map<string, string>();
  for (const manifest of manifests) {
    const text = new YamlText().of([inFixedOrder(manifest)]);
    const path = pathOf(manifest);
    files.set(free(omitHashes ? withoutHashes(path) : path, files), omitHashes ? withoutHashes(text) : text);
  }
  return Object.fromEntries([...files].sort(([one], [other]) => (one < other ? -1 : 1)));
}

/** Custom kinds bear their group, so that a Service of Knative and one of Kubernetes are two files. */
function pathOf(manifest: Manifest): string {
  const { apiVersion, kind, namespace, name } = keyOf(manifest);
  const group = apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '';
  const isBuiltIn = !group.includes('.') || group.endsWith('.k8s.io');
  const file = [kind.toLowerCase(), ...(isBuiltIn ? [] : [group]), name].map(asFileName).join('.');
  return `${namespace === '' ? '_cluster' : asFileName(namespace)}/${file}.yaml`;
}

/** Names of roles may have colons, which files of Windows cannot. */
const asFileName = (text: string): string => text.replace(/[^\w.-]/g, '_').replace(/^\.+/, '_');

/** What cdk8s appends to names begins with `c8`. https://github.com/cdk8s-team/cdk8s-core/blob/2.x/src/names.ts */
const withoutHashes = (text: string): string => text
  .replace(/\bc8[0-9a-f]{40}\b/g, `c8${'0'.repeat(40)}`).replace(/-c8[0-9a-f]{6}(?![\w])/g, '-c8000000')
  .replace(/sha256:[0-9a-f]{64}/g, `sha256:${'0'.repeat(64)}`);

function free(path: string, files: ReadonlyMap<string, string>): string {
  for (let count = 1; ; count++) {
    const candidate = count === 1 ? path : path.replace(/\.yaml$/, `.${count}.yaml`);
    if (!files.has(candidate)) return candidate;
  }
}
