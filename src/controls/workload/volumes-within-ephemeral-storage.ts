import { entries } from '../../objects/container-shape';
import { plainText } from '../../objects/plain-text';
import { Fields, isObject } from '../../objects/pointer';
import { compareQuantities, formatQuantity, parseQuantity } from '../../objects/quantity';
import { podNeed } from '../../objects/resource-need';
import { defineControl, notEnforceable } from '../control';
import { Site } from '../site';

const LIMIT = 'limits.ephemeral-storage';
const NONE: readonly Site[] = [];

/** An emptyDir on the disk of the node, with its bound. One in memory counts as memory. */
function boundOf({ emptyDir }: Fields): string | undefined {
  if (!isObject(emptyDir) || emptyDir.medium === 'Memory') return undefined;
  const { sizeLimit } = emptyDir;
  return typeof sizeLimit === 'string' || typeof sizeLimit === 'number' ? plainText(sizeLimit) : undefined;
}

function inspect(spec: Fields): readonly Site[] {
  const bounded = entries(spec.volumes, '/volumes').filter(({ value }) => boundOf(value) !== undefined);
  if (bounded.length === 0) return NONE;
  const limit = podNeed({ spec }, new Map()).get(LIMIT)!;
  if (limit.nanos <= 0n) return NONE; // no container has a limit, or a wrong one, which ephemeral-storage reports
  return bounded.flatMap(({ value, pointer }): Site[] => {
    const bound = parseQuantity(boundOf(value)!);
    if (!bound || compareQuantities(bound, limit) <= 0) return [];
    const message = `volume "${plainText(value.name)}" may hold ${formatQuantity(bound)}, and the containers of the pod limit ephemeral-storage to ${formatQuantity(limit)} in all, `
      + 'which their volumes count against: the pod is evicted before the volume is full';
    return [{ pointer: `${pointer}/emptyDir/sizeLimit`, message }];
  });
}

const pod = (sizeLimit: string, limit?: string, emptyDir: object = {}) => ({
  volumes: [{ name: 'cache', emptyDir: { sizeLimit, ...emptyDir } }],
  containers: [{ name: 'web', ...(limit !== undefined && { resources: { limits: { 'ephemeral-storage': limit } } }) }],
});

export const volumesWithinEphemeralStorage = defineControl({
  id: 'volumes-within-ephemeral-storage',
  title: 'No emptyDir is larger than the storage that the pod may use on its node',
  subject: 'pod',
  why: 'the kubelet evicts the pod when all that it has written passes the limits of its containers, however much the volume allows, so a service goes down under load',
  fix: {
    code: 'raise `resources.ephemeralStorage.limit` of the container above the size of the writable path, or pass a smaller size',
    yaml: 'raise `resources.limits.ephemeral-storage` of the container, or lower `emptyDir.sizeLimit`',
  },
  references: ['https://kubernetes.io/docs/concepts/storage/ephemeral-storage/'],
  inspect,
  admission: notEnforceable('adds up the limits of all containers, which the expressions of controls cannot'),
  absent: 'good',
  examples: () => ({
    good: [
      { shows: 'a volume within the limit', subject: pod('64Mi', '256Mi') },
      { shows: 'a volume of just the limit', subject: pod('256Mi', '256Mi') },
      { shows: 'no limit', subject: pod('1Gi') },
      { shows: 'a volume in memory', subject: pod('512Mi', '256Mi', { medium: 'Memory' }) },
      { shows: 'two containers that may use as much together', subject: { ...pod('512Mi'), containers: ['web', 'log'].map((name) => ({ ...pod('', '256Mi').containers[0], name })) } },
    ],
    bad: [{ shows: 'a volume above the limit', subject: pod('1Gi', '256Mi') }],
  }),
});
