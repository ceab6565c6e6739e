import { defineControl } from '../control';
import { allOf, anyOf, field } from '../require';

const request = field(['resources', 'requests', 'ephemeral-storage']);
const limit = field(['resources', 'limits', 'ephemeral-storage']);

const amounts = (requests?: string, limits?: string) => ({
  resources: {
    ...(requests && { requests: { 'ephemeral-storage': requests } }), ...(limits && { limits: { 'ephemeral-storage': limits } }),
  },
});

export const ephemeralStorage = defineControl({
  id: 'ephemeral-storage',
  title: 'Containers request and limit storage on the node',
  subject: 'container',
  containers: ['main', 'init'],
  why: 'logs and temporary files of one container fill the disk of the node until the kubelet evicts its neighbors',
  fix: {
    code: 'leave `resources.ephemeralStorage` of the container unset, or set its `request` and `limit`',
    yaml: 'set `resources.requests.ephemeral-storage` and `resources.limits.ephemeral-storage`',
  },
  references: ['https://kubernetes.io/docs/concepts/storage/ephemeral-storage/'],
  frameworks: ['mitre:T1499', 'kube-score:container-ephemeral-storage-request-and-limit', 'kyverno:require-emptydir-requests-limits'],
  // a limit of zero evicts the pod with its first byte
  require: allOf(limit.isQuantityAtLeast('1Ki'), request.isQuantityAtLeast('1Ki')),
  harden: ({ resources }) => ({
    assumed: true,
    container: amounts(resources.ephemeralStorageRequest.toString(), resources.ephemeralStorageLimit.toString()),
    // the API server refuses a limit below the request; beside an amount of somebody else's, ours may be either
    unless: anyOf(
      allOf(request.isPresent(), request.differsFrom(resources.ephemeralStorageRequest.toString())),
      allOf(limit.isPresent(), limit.differsFrom(resources.ephemeralStorageLimit.toString())),
    ),
  }),
  absent: 'bad',
  examples: () => ({
    good: [{ shows: 'a request and a limit', subject: amounts('64Mi', '256Mi') }],
    bad: [
      { shows: 'a request alone', subject: amounts('64Mi') },
      { shows: 'a limit alone', subject: amounts(undefined, '256Mi') },
      { shows: 'a limit of zero', subject: amounts('64Mi', '0') },
      { shows: 'a request of zero', subject: amounts('0', '256Mi') },
    ],
  }),
});
