import { defineControl } from '../control';
import { withholds } from '../grants';

/** What delivery controllers act on, by API groups divided by blanks. */
const RESOURCES: Readonly<Record<string, readonly string[]>> = {
  'argoproj.io': ['applications', 'applicationsets', 'appprojects'],
  'kustomize.toolkit.fluxcd.io': ['kustomizations'],
  'helm.toolkit.fluxcd.io': ['helmreleases'],
  'source.toolkit.fluxcd.io': ['gitrepositories', 'ocirepositories', 'helmrepositories', 'helmcharts', 'buckets'],
  'helm.cattle.io': ['helmcharts', 'helmchartconfigs'],
  'fleet.cattle.io': ['gitrepos', 'bundles', 'helmops'],
  'operators.coreos.com': ['subscriptions', 'installplans', 'clusterserviceversions', 'catalogsources'],
  'olm.operatorframework.io': ['clusterextensions', 'clustercatalogs'],
  'kubernetes.crossplane.io kubernetes.m.crossplane.io': ['objects'],
  'helm.crossplane.io helm.m.crossplane.io': ['releases'],
  'apiextensions.crossplane.io': ['compositions'],
  'pkg.crossplane.io': ['providers', 'configurations', 'functions'],
  'work.open-cluster-management.io': ['manifestworks', 'manifestworkreplicasets'],
  'addons.cluster.x-k8s.io': ['clusterresourcesets', 'helmchartproxies'],
  'work.karmada.io': ['works'],
  'policy.karmada.io': ['propagationpolicies', 'clusterpropagationpolicies', 'overridepolicies', 'clusteroverridepolicies'],
  'kappctrl.k14s.io': ['apps'],
  'packaging.carvel.dev': ['packageinstalls', 'packagerepositories'],
  'velero.io': ['restores'],
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
    'https://fluxcd.io/flux/security/', 'https://cluster-api.sigs.k8s.io/tasks/cluster-resource-set', 'https://open-cluster-management.io/docs/concepts/work-distribution/manifestwork/',
  ],
  frameworks: ['nsa-cisa:rbac', 'mitre:T1610'],
  power: { may: 'deploy through a delivery controller' },
  // What is deleted is pruned or stays as it is, so delete is left alone.
  ...withholds(...Object.entries(RESOURCES).map(([groups, resources]) => ({ apiGroups: groups.split(' '), resources, verbs: VERBS }))),
});
