import { defineControl } from '../control';
import { withholds } from '../grants';

/** What delivery controllers act on, by API group. */
const RESOURCES: Readonly<Record<string, readonly string[]>> = {
  'argoproj.io': ['applications', 'applicationsets', 'appprojects'],
  'kustomize.toolkit.fluxcd.io': ['kustomizations'],
  'helm.toolkit.fluxcd.io': ['helmreleases'],
  'source.toolkit.fluxcd.io': ['gitrepositories', 'ocirepositories', 'helmrepositories', 'helmcharts', 'buckets'],
  'helm.cattle.io': ['helmcharts', 'helmchartconfigs'],
  'fleet.cattle.io': ['gitrepos', 'bundles'],
  'operators.coreos.com': ['subscriptions', 'installplans', 'clusterserviceversions', 'catalogsources'],
  'kubernetes.crossplane.io': ['objects'],
  'pkg.crossplane.io': ['providers', 'configurations', 'functions'],
};
const VERBS = ['create', 'update', 'patch'];

export const rbacNoDeliveryWrite = defineControl({
  id: 'rbac-no-delivery-write',
  title: 'RBAC rules do not change what delivery controllers deploy',
  why: 'a GitOps controller applies whatever these objects point to with rights of its own, often all of them: whoever writes one deploys '
    + 'anything, anywhere',
  fix: {
    code: 'leave the objects of delivery controllers out of the rules of `ScopedRole` and change them in the repository that the controller reads',
    yaml: 'keep only `get`, `list` and `watch` in `rules[].verbs` for these resources',
  },
  references: [
    'https://argo-cd.readthedocs.io/en/stable/operator-manual/security/',
    'https://fluxcd.io/flux/security/',
  ],
  frameworks: ['nsa-cisa:rbac', 'mitre:T1610'],
  power: { may: 'deploy through a delivery controller' },
  // What is deleted is pruned or stays as it is, so delete is left alone.
  ...withholds(...Object.entries(RESOURCES).map(([group, resources]) => ({ apiGroups: [group], resources, verbs: VERBS }))),
});
