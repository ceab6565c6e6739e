import { defineControl } from '../control';
import { allOf, field, item } from '../require';

const KINDS = ['ResourceClaim', 'ResourceClaimTemplate'] as const;

const withheld = (devices: string) => (
  field(`${devices}.requests`).every(allOf(item('exactly.adminAccess').isNotTrue(), item('adminAccess').isNotTrue()), { mayBeNull: true }));

const object = (kind: (typeof KINDS)[number], request: object, version = 'v1') => {
  const spec = { devices: { requests: [{ name: 'gpu', ...request }] } };
  return {
    apiVersion: `resource.k8s.io/${version}`, kind, metadata: { name: 'gpu', namespace: 'shop' }, spec: kind === 'ResourceClaim' ? spec : { spec },
  };
};
const exactly = (adminAccess?: boolean) => ({ exactly: { deviceClassName: 'gpu.example.com', ...(adminAccess !== undefined && { adminAccess }) } });

export const noDeviceAdminAccess = defineControl({
  id: 'no-device-admin-access',
  title: 'Resource claims ask for no administrative access to devices',
  subject: 'object',
  kinds: KINDS.map((kind) => `resource.k8s.io/${kind}`),
  why: 'administrative access reaches devices that other workloads use, past their claims, and often with more privileges of the driver: memory and work of others can be read',
  fix: {
    code: 'leave `adminAccess` of the claim unset; for monitoring of devices waive this with the reason',
    yaml: 'remove `adminAccess` from `spec.devices.requests[].exactly`; only tools that monitor devices need it, in a namespace of their own',
  },
  references: [
    'https://kubernetes.io/docs/concepts/scheduling-eviction/dynamic-resource-allocation/#admin-access', 'https://kep.k8s.io/5018',
  ],
  frameworks: [],
  // Up to v1beta1 a request has the field itself.
  require: allOf(withheld('spec.devices'), withheld('spec.spec.devices')),
  absent: 'good',
  examples: () => ({
    good: [
      ...KINDS.map((kind) => ({ shows: `a device of its own in a ${kind}`, subject: object(kind, exactly()) })),
      { shows: 'access that is turned down', subject: object('ResourceClaim', exactly(false)) },
    ],
    bad: KINDS.flatMap((kind) => [
      { shows: `administrative access in a ${kind}`, subject: object(kind, exactly(true)) },
      { shows: `administrative access in a ${kind} of an older version`, subject: object(kind, { deviceClassName: 'gpu.example.com', adminAccess: true }, 'v1beta1') },
    ]),
  }),
});
