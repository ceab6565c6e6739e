import { defineControl } from '../control';
import { allOf, field, item } from '../require';

const options = (...list: object[]) => ({ dnsConfig: { options: list } });

export const ndots = defineControl({
  id: 'ndots',
  title: 'Pods resolve external names without trying search domains first',
  subject: 'pod',
  why: 'by default a name with fewer than five dots is looked up in each search domain first, which multiplies the load on DNS until it fails',
  fix: {
    code: 'add the option `ndots` with the value 2 to `options` of the `dns` prop of the workload',
    yaml: 'add `{ name: ndots, value: "2" }` to `dnsConfig.options` of the pod spec',
  },
  references: ['https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/#pod-dns-config'],
  frameworks: ['kube-linter:dnsconfig-options'],
  // kube-linter wants two exactly; one is as good, since `service.namespace` is still looked up in the search domains
  require: field('dnsConfig.options').some(allOf(item('name').equals('ndots'), item('value').isOneOf(['1', '2']))),
  harden: { pod: { dnsConfig: { options: [{ name: 'ndots', value: '2' }] } } },
  absent: 'bad',
  examples: () => ({
    good: [
      { shows: 'two dots', subject: options({ name: 'timeout', value: '2' }, { name: 'ndots', value: '2' }) },
      { shows: 'one dot', subject: options({ name: 'ndots', value: '1' }) },
    ],
    bad: [
      { shows: 'the default, written out', subject: options({ name: 'ndots', value: '5' }) },
      { shows: 'another option', subject: options({ name: 'timeout', value: '2' }) },
    ],
  }),
});
