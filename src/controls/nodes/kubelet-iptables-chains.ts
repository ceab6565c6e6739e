import { defineControl } from '../control';
import { field } from '../require';

export const kubeletIptablesChains = defineControl({
  id: 'kubelet-iptables-chains',
  title: 'The kubelet keeps its iptables chains',
  subject: 'component',
  components: ['kubelet'],
  why: 'without these chains, packets from outside may reach services of the node that listen on localhost only',
  fix: {
    code: 'leave `makeIPTablesUtilChains` out of `kubelet` of `NodeConfiguration`',
    yaml: 'set `makeIPTablesUtilChains: true`, or remove it',
  },
  references: ['https://kubernetes.io/docs/reference/config-api/kubelet-config.v1beta1/'],
  frameworks: ['cis:4.2.6'],
  require: field('makeIPTablesUtilChains').isNotFalse(),
  harden: { component: { makeIPTablesUtilChains: true } },
  absent: 'good',
  examples: () => ({
    good: [{ shows: 'kept', subject: { makeIPTablesUtilChains: true } }],
    bad: [{ shows: 'left out', subject: { makeIPTablesUtilChains: false } }],
  }),
});
