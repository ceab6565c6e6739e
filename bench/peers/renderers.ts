/** What programs that render need around a file of manifests. */
import { cpSync, mkdirSync, writeFileSync } from 'fs';
import { dirname, join } from 'path';

/** A folder beside the file, with files of these texts and the file itself under this path. */
function around(file: string, name: string, texts: Readonly<Record<string, string>>, copy: string): string {
  const folder = join(dirname(file), name);
  mkdirSync(dirname(join(folder, copy)), { recursive: true });
  for (const [path, text] of Object.entries(texts)) writeFileSync(join(folder, path), text);
  cpSync(file, join(folder, copy));
  return folder;
}

/** A kustomization whose one resource is the file. */
export const kustomization = (file: string): string => around(file, 'kustomization', {
  'kustomization.yaml': 'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources:\n  - manifests.yaml\n',
}, 'manifests.yaml');

/** A Helm chart whose one template is the file. */
export const chart = (file: string): string => around(file, 'chart', {
  'Chart.yaml': 'apiVersion: v2\nname: bench\nversion: 1.0.0\n',
}, 'templates/manifests.yaml');
