import { defineControl } from '../control';
import { anyOf, field, item, not } from '../require';

const volumes = (...list: object[]) => ({ volumes: list.map((source) => ({ name: 'tmp', ...source })) });

export const emptyDirSizeLimit = defineControl({
  id: 'empty-dir-size-limit',
  title: 'Every emptyDir has a size limit',
  subject: 'pod',
  why: 'an emptyDir without a limit lets one process fill the disk or the memory of the node',
  fix: {
    code: 'declare the path with `writable`, which takes a size, or pass `sizeLimit` to `Volume.fromEmptyDir`',
    yaml: 'set `emptyDir.sizeLimit`',
  },
  references: ['https://kubernetes.io/docs/concepts/storage/volumes/#emptydir'],
  frameworks: ['kyverno:require-emptydir-requests-limits'],
  // a volume with a name alone is an emptyDir as well; to the kubelet a limit of zero is none
  require: field('volumes').every(anyOf(
    item('emptyDir.sizeLimit').isQuantityAtLeast('1Ki'), not(item().everyKey(item().isOneOf(['name', 'emptyDir']))),
  )),
  absent: 'good',
  examples: () => ({
    good: [
      { shows: 'a limit', subject: volumes({ emptyDir: { sizeLimit: '64Mi' } }) },
      { shows: 'another kind of volume', subject: volumes({ configMap: { name: 'web' } }) },
    ],
    bad: [
      { shows: 'no limit', subject: volumes({ emptyDir: {} }) },
      { shows: 'a limit of zero', subject: volumes({ emptyDir: { sizeLimit: '0' } }) },
      { shows: 'memory of the node without limit', subject: volumes({ emptyDir: { sizeLimit: '64Mi' } }, { emptyDir: { medium: 'Memory' } }) },
      { shows: 'a name alone, which is an emptyDir', subject: volumes({}) },
    ],
  }),
});
