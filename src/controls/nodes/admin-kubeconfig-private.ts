import { nodeFile, nodeFileKind } from '../../objects/cluster-components/node-files';
import { plainText } from '../../objects/plain-text';
import { defineControl, notEnforceable } from '../control';

const MODE = 'write-kubeconfig-mode';
const PRIVATE = /^0?[0-7]00$/;
/** What YAML makes of 0600 and 0400, which it reads as octal numbers. */
const OCTAL: readonly unknown[] = [0o600, 0o400, 600, 400];

const server = (mode: unknown) => nodeFile('K3sConfiguration', { 'cluster-init': true, [MODE]: mode });

export const adminKubeconfigPrivate = defineControl({
  id: 'admin-kubeconfig-private',
  title: 'Only root can read the kubeconfig of the administrator',
  subject: 'object',
  kinds: [nodeFileKind('K3sConfiguration'), nodeFileKind('Rke2Configuration')],
  why: 'every user and every process of the host that can read it is cluster-admin',
  fix: {
    code: 'leave `write-kubeconfig-mode` out of the configuration that you give to k3s, and copy the kubeconfig for those who need it',
    yaml: 'remove `write-kubeconfig-mode`, or set it to "0600"',
  },
  references: ['https://docs.k3s.io/cluster-access', 'https://docs.k3s.io/cli/server#admin-kubeconfig-options'],
  frameworks: ['cis:1.1.13', 'mitre:T1552'],
  inspect: ({ [MODE]: mode }) => {
    if (mode === undefined || mode === null || OCTAL.includes(mode) || (typeof mode === 'string' && PRIVATE.test(mode))) return [];
    const shown = typeof mode === 'number' ? `0${mode.toString(8)}` : plainText(mode);
    return [{ pointer: `/${MODE}`, message: `${MODE} is ${shown}, must be 0600 or unset: others than root can read the kubeconfig` }];
  },
  admission: notEnforceable('k3s and RKE2 read the file on the host'),
  absent: 'good',
  examples: () => ({
    good: [...['0600', '600', '0400'].map((mode) => ({ shows: `the mode ${mode}`, subject: server(mode) })), { shows: 'the mode 0600 as a number', subject: server(0o600) }],
    bad: [...['0644', '644', '0640'].map((mode) => ({ shows: `the mode ${mode}`, subject: server(mode) })), { shows: 'the mode 0644 as a number', subject: server(0o644) }],
  }),
});
