import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'fs';
import { join, sep } from 'path';
import { parseAllDocuments } from 'yaml';
import { Cluster, TENANT_KINDS } from '../../examples/gitops/cluster';
import { build, CLUSTERS } from '../../examples/gitops/clusters';

type Json = Record<string, any>;

const [staging, production] = CLUSTERS.map(written);

interface Written { readonly warnings: string; readonly files: string[]; readonly folders: Map<string, Json[]> }

/** What is written for a cluster, by the folders that are delivered one by one. */
function written(cluster: Cluster): Written {
  const outdir = mkdtempSync(join(process.cwd(), 'gitops-'));
  const stderr = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  try {
    build(cluster, outdir).synth();
    const files = (readdirSync(outdir, { recursive: true }) as string[]).filter((file) => file.endsWith('.yaml')).sort();
    const folders = new Map<string, Json[]>();
    for (const file of files) {
      const [folder] = file.split(sep);
      const objects = parseAllDocuments(readFileSync(join(outdir, file), 'utf8')).map((document) => document.toJS());
      folders.set(folder, [...folders.get(folder) ?? [], ...objects]);
    }
    return { warnings: stderr.mock.calls.map(([text]) => String(text)).join(''), files, folders };
  } finally {
    stderr.mockRestore();
    rmSync(outdir, { recursive: true });
    rmSync(join(outdir, '..', '.hardened'), { recursive: true, force: true });
  }
}

const ofKind = ({ folders }: Written, folder: string, kind: string): Json => folders.get(folder)!.find((object) => object.kind === kind)!;
const groupOf = (object: Json): string => (object.apiVersion.includes('/') ? object.apiVersion.split('/')[0] : '');

test('both clusters are written without a finding, in a folder for each tenant and one of the platform', () => {
  expect([staging.warnings, production.warnings]).toEqual(['', '']);
  for (const { folders } of [staging, production]) expect([...folders.keys()]).toEqual(['payments', 'platform-payments', 'platform-storefront', 'storefront']);
});

test.each([['staging', staging], ['production', production]])('in %s, the folder of a tenant holds what its delivery may write, in its namespace', (_, cluster) => {
  const allowed = TENANT_KINDS.map(({ group, kind }) => `${group}/${kind}`);
  for (const tenant of ['payments', 'storefront']) {
    const objects = cluster.folders.get(tenant)!;
    expect(objects.length).toBeGreaterThan(4);
    for (const object of objects) {
      expect(allowed).toContain(`${groupOf(object)}/${object.kind}`);
      expect(object.metadata.namespace).toBe(tenant);
    }
  }
});

test('Flux delivers with an account that may write these kinds in the namespace of the tenant, and nothing else', () => {
  const platform = staging.folders.get('platform-payments')!;
  const { metadata, spec } = ofKind(staging, 'platform-payments', 'Kustomization');
  const account = ofKind(staging, 'platform-payments', 'ServiceAccount');
  expect([metadata.namespace, spec.serviceAccountName]).toEqual(['payments', account.metadata.name]);
  expect(spec).toMatchInlineSnapshot(`
{
  "interval": "5m",
  "path": "./clusters/staging/payments",
  "prune": true,
  "serviceAccountName": "delivery",
  "sourceRef": {
    "kind": "GitRepository",
    "name": "payments",
  },
}
`);
  const bindings = platform.filter(({ kind }) => /Binding$/.test(kind));
  expect(bindings.map(({ kind, subjects, metadata: { namespace } }) => [kind, subjects, namespace])).toEqual([
    ['RoleBinding', [{ kind: 'ServiceAccount', name: account.metadata.name, namespace: 'payments' }], 'payments'],
  ]);
  const { rules } = ofKind(staging, 'platform-payments', 'Role');
  const writable = rules.map(({ apiGroups, resources }: Json) => [...apiGroups, ...resources]);
  expect(writable).toEqual(TENANT_KINDS.map(({ group, resource }) => [group, resource]));
});

test('Argo CD delivers within a project that admits these kinds in the namespace of the tenant, and nothing of the cluster', () => {
  const { spec: project } = ofKind(production, 'platform-payments', 'AppProject');
  const { spec: application } = ofKind(production, 'platform-payments', 'Application');
  expect(application).toMatchInlineSnapshot(`
{
  "destination": {
    "namespace": "payments",
    "server": "https://kubernetes.default.svc",
  },
  "project": "payments",
  "source": {
    "path": "clusters/production/payments",
    "repoURL": "https://git.example.com/platform/manifests.git",
    "targetRevision": "main",
  },
  "syncPolicy": {
    "automated": {
      "prune": true,
      "selfHeal": true,
    },
  },
}
`);
  expect([project.destinations, project.clusterResourceWhitelist]).toEqual([[application.destination], []]);
  expect(project.sourceRepos).toEqual([application.source.repoURL]);
  expect(project.namespaceResourceWhitelist).toEqual(TENANT_KINDS.map(({ group, kind }) => ({ group, kind })));
});
