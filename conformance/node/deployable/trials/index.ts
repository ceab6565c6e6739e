import { ACCESS } from './access';
import { BOUNDS } from './bounds';
import { BUDGETS } from './budgets';
import { MOUNTS } from './mounts';
import { NAMES } from './names';
import { PORTS } from './ports';
import { REFERENCES } from './references';
import { Trial } from '../trial';

export const TRIALS: readonly Trial[] = [...BUDGETS, ...BOUNDS, ...REFERENCES, ...PORTS, ...MOUNTS, ...NAMES, ...ACCESS];

/** Findings about what does not run that a single node without metrics does not show, and why. */
export const NOT_SHOWN: Readonly<Record<string, string>> = {
  'claim-mode-fits-replicas': 'a volume of one node that pods of several nodes mount; what holds on one node, ReadWriteOncePod, is shown',
  'disjoint-selectors': 'which of two controllers takes a pod; the text of the API says that they fight',
  'hpa-resource-requested': 'an autoscaler asks for metrics before it misses the request, and no metrics server is there',
  'ingress-paths-unique': 'there is no Ingress controller',
  'no-misspelled-reference': 'a pull secret: the kubelet misses it only where a registry refuses the pull, and none does; other references are shown',
  'pdb-below-hpa-minimum': 'an autoscaler that reached its minimum needs metrics as well',
};
