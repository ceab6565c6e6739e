/**
 * Holds the files of a ClusterBaseline against the components that read them: `npm run conformance -- components`. Each component decodes its files
 * strictly and validates them, what it refuses of spoiled files we refuse first, `nft` reads the firewall, and a real API server starts with the files and
 * does what they promise. kubeadm takes its file, and an etcd that starts with the flags that kubeadm makes of it lets nobody in but who must be.
 */
import { readFileSync } from 'fs';
import { join } from 'path';
import { closedPortsRow } from './components/closed-ports';
import { filledInRow } from './components/filled-in';
import { firewallRow } from './components/firewall';
import { Kubeadm, KUBEADM_COMMAND } from './components/kubeadm-command';
import { kubeadmRow } from './components/kubeadm-phases';
import { baselineReleases } from './components/release';
import { renderedFilesRows } from './components/rendered-files';
import { ETCD, startedEtcdRow } from './components/started-etcd';
import { startedServerRows } from './components/started-server';
import { STARTED } from './components/started-tool';
import { FIRST_STATIC_POLICIES, staticPoliciesRow } from './components/static-policies';
import { FLAG_NAMES_FILE, flagNamesText } from './fields/flag-names';
import { build } from './go-module';
import { main, Row, Suite, SuiteOptions, SuiteResult } from './suite';

const staleFlags = (): string[] => (readFileSync(FLAG_NAMES_FILE, 'utf8') === flagNamesText() ? []
  : ['flag-names-table.ts does not name the flags of the components; run npx tsx conformance/fields/generate.ts']);

async function run({ seed }: SuiteOptions): Promise<SuiteResult> {
  const releases = baselineReleases();
  const firewall = firewallRow();
  const kubeadm = Kubeadm.build();
  const rows: Row[] = [];
  for (const release of releases) {
    rows.push(...await renderedFilesRows(release, seed), await filledInRow(release));
    if (release.minor >= FIRST_STATIC_POLICIES) rows.push(await staticPoliciesRow(release));
  }
  rows.push(
    firewall.row,
    await closedPortsRow(firewall.tool),
    kubeadmRow(kubeadm),
    await startedEtcdRow(kubeadm),
    ...await startedServerRows(build(join(__dirname, 'apiserver'))),
  );
  return { tools: [...releases.map(({ tool }) => tool), firewall.tool, KUBEADM_COMMAND, ETCD, STARTED], rows, notes: [`components: seed ${seed}`], shortfalls: staleFlags() };
}

export const suite: Suite = { name: 'components', run };

if (require.main === module) void main(suite);
