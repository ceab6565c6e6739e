import { Dns } from './dns';
import { RunAs } from './run-as';
import { SecurityProfileProps } from './security-profile-props';

/**
 * The security context constraint `restricted-v2`, which authenticated users get, takes user and SELinux context from ranges that are allocated
 * to the namespace, and refuses other users. Its fsGroup strategy is MustRunAs without a range, so that one is assigned as well.
 *
 * https://docs.redhat.com/en/documentation/openshift_container_platform/4.17/html/authentication_and_authorization/managing-pod-security-policies
 * https://github.com/openshift/cluster-kube-apiserver-operator/blob/master/bindata/bootkube/scc-manifests/0000_20_kube-apiserver-operator_00_scc-restricted-v2.yaml
 */
export function openshiftFacts(): SecurityProfileProps {
  return { runAs: RunAs.platformAssigned({ setsFsGroup: true }), dns: Dns.openshift() };
}

/**
 * NodeLocal DNSCache is on and cannot be switched off, and Dataplane V2 enforces network policies.
 * The default requests are above the minimum (50m CPU, 52Mi memory) of clusters that support bursting, which new ones do;
 * other clusters raise requests to 250m and 512Mi, and set limits to the requests.
 *
 * https://cloud.google.com/kubernetes-engine/docs/how-to/nodelocal-dns-cache
 * https://cloud.google.com/kubernetes-engine/docs/concepts/autopilot-resource-requests
 */
export function gkeAutopilotFacts(): SecurityProfileProps {
  return { dns: Dns.gke() };
}

/**
 * CoreDNS keeps the namespace and the label of kube-dns. In Auto Mode it is a service of the node, and pods reach it at the cluster IP only.
 *
 * https://docs.aws.amazon.com/eks/latest/userguide/managing-coredns.html
 * https://github.com/aws/containers-roadmap/issues/2552
 */
export function eksFacts(): SecurityProfileProps {
  return { dns: Dns.kubeDns() };
}
