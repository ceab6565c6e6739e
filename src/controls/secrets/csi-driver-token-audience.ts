import { defineControl, notEnforceable } from '../control';
import { field, item } from '../require';

const driver = (tokenRequests?: object[]) => ({
  apiVersion: 'storage.k8s.io/v1', kind: 'CSIDriver', metadata: { name: 'secrets.csi.example.com' },
  spec: { attachRequired: false, podInfoOnMount: true, ...(tokenRequests && { tokenRequests, requiresRepublish: true }) },
});

export const csiDriverTokenAudience = defineControl({
  id: 'csi-driver-token-audience',
  title: 'A CSI driver gets tokens of pods for an audience of its own',
  subject: 'object',
  kinds: ['storage.k8s.io/CSIDriver'],
  why: 'a token without an audience is one for the API server, so that the driver can do whatever each ServiceAccount may that mounts one of its volumes',
  fix: {
    code: 'set `audience` of each of `tokenRequests` to the name of the service that the driver signs in to',
    yaml: 'set `spec.tokenRequests[].audience` to the name of the service that the driver signs in to, such as `vault`',
  },
  references: ['https://kubernetes-csi.github.io/docs/token-requests.html', 'https://kubernetes.io/docs/reference/kubernetes-api/config-and-storage-resources/csi-driver-v1/'],
  frameworks: ['mitre:T1528'],
  require: field('spec.tokenRequests').every(item('audience').isNotEmpty()),
  admission: notEnforceable('administrators alone may write a CSIDriver, and the policies are about what the others write'),
  absent: 'good',
  examples: () => ({
    good: [
      { shows: 'no tokens', subject: driver() },
      { shows: 'an audience of its own', subject: driver([{ audience: 'vault', expirationSeconds: 3600 }]) },
    ],
    bad: [
      { shows: 'an empty audience', subject: driver([{ audience: '' }]) },
      { shows: 'one of two audiences is empty', subject: driver([{ audience: 'vault' }, { audience: '', expirationSeconds: 600 }]) },
      { shows: 'no audience', subject: driver([{}]) },
    ],
  }),
});
