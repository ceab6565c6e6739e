import { mkdtempSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { documentsIn, Kubeadm, KUBEADM_COMMAND } from './kubeadm-command';
import { LARGEST, SMALLEST } from './rendered';
import { ClusterBaselineProps, KubernetesVersion } from '../../src';
import { CATALOGUE } from '../../src/controls';
import { Judge } from '../../src/engine/judge';
import { SecurityProfile } from '../../src/profile/security-profile';
import { problems, Tally } from '../apiserver/tally';
import { Row } from '../suite';

const BASELINES: Readonly<Record<string, ClusterBaselineProps>> = { 'the least props': SMALLEST, 'the most props': LARGEST };

interface Phase { readonly words: readonly string[]; readonly makes: readonly string[] }

/** The steps of an operator, in their order, with what each writes, be it for an external etcd or not. */
const PHASES: readonly Phase[] = [
  { words: ['config', 'validate'], makes: [] },
  { words: ['init', 'phase', 'certs', 'all', '--dry-run'], makes: ['ca.crt', 'apiserver.crt', 'sa.key'] },
  { words: ['init', 'phase', 'kubeconfig', 'all', '--dry-run'], makes: ['admin.conf', 'kubelet.conf'] },
  { words: ['init', 'phase', 'etcd', 'local', '--dry-run'], makes: [] },
  { words: ['init', 'phase', 'control-plane', 'all', '--dry-run'], makes: ['kube-apiserver.yaml', 'kube-controller-manager.yaml', 'kube-scheduler.yaml'] },
  { words: ['init', 'phase', 'kubelet-start', '--dry-run'], makes: ['config.yaml'] },
  { words: ['init', '--dry-run', '--ignore-preflight-errors=all'], makes: [] },
];
const ADDRESS = '10.0.0.10';

const judge = new Judge(CATALOGUE.filter(({ subject }) => subject.name === 'component'));
const profile = SecurityProfile.restricted({ kubernetesVersion: KubernetesVersion.of(KUBEADM_COMMAND.version).toMinor() });

/** What our controls find in a file that kubeadm would write to the host. */
function findingsIn(text: string): string[] {
  const objects = documentsIn(text).map((manifest) => ({ manifest, profile, origin: {}, waivers: [] }));
  return judge.findings(objects).map(({ control, message }) => `${control}: ${message}`);
}

/** The command kubeadm accepts kubeadm.yaml, does each phase of `init` with it, and makes files in which our controls find nothing. */
export function kubeadmRow(program: string): Row {
  const tally = new Tally('kubeadm config validate, and init phase … --dry-run', KUBEADM_COMMAND);
  for (const [name, props] of Object.entries(BASELINES)) {
    const folder = mkdtempSync(join(tmpdir(), 'kubeadm-'));
    try {
      const kubeadm = new Kubeadm(program, folder, props, ADDRESS);
      for (const { words, makes } of PHASES) {
        const { status, output, files } = kubeadm.run(...words);
        const missing = makes.filter((file) => !files.has(file));
        const found = [...files].filter(([file]) => file.endsWith('.yaml')).flatMap(([file, text]) => findingsIn(text).map((finding) => `${file}: ${finding}`));
        tally.case(`${words.join(' ')} with ${name}`, [...problems('refused', status === 0 ? [] : [output]), ...problems('not made', missing), ...problems('finding', found)]);
      }
    } finally {
      rmSync(folder, { recursive: true });
    }
  }
  return tally.row();
}
