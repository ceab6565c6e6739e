package main

import (
	"github.com/mattfenwick/cyclonus/pkg/matcher"
	v1 "k8s.io/api/core/v1"
)

type cyclonus struct {
	policy *matcher.Policy
}

func (c *cyclonus) load(w *world) error {
	c.policy = matcher.BuildNetworkPolicies(false, w.Policies)
	return nil
}

func (c *cyclonus) peer(w *world, e end) *matcher.TrafficPeer {
	pod := w.pod(e)
	if pod == nil {
		return &matcher.TrafficPeer{IP: e.Address}
	}
	labels := map[string]string{}
	for _, namespace := range w.Namespaces {
		if namespace.Name == pod.Namespace {
			labels = namespace.Labels
		}
	}
	return &matcher.TrafficPeer{IP: e.Address, Internal: &matcher.InternalPeer{PodLabels: pod.Labels, NamespaceLabels: labels, Namespace: pod.Namespace}}
}

// allows asks once for each name that the listening pod gives to the port, since traffic has one name at most there.
func (c *cyclonus) allows(w *world, asked connection) bool {
	traffic := matcher.Traffic{Source: c.peer(w, asked.From), Destination: c.peer(w, asked.To), ResolvedPort: asked.Port, Protocol: asked.Protocol}
	names := portNames(w.pod(asked.To), asked)
	for _, isIngress := range []bool{false, true} {
		allowed := false
		for _, name := range names {
			traffic.ResolvedPortName = name
			allowed = allowed || c.policy.IsIngressOrEgressAllowed(&traffic, isIngress).IsAllowed()
		}
		if !allowed {
			return false
		}
	}
	return true
}

// portNames are the names of a port, and a name that no port has, so that there is one at least. Init containers have ports as long as they run, and those
// that run beside the others are restarted always. https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/
func portNames(pod *v1.Pod, asked connection) []string {
	names := []string{"no-such-name"}
	if pod == nil {
		return names
	}
	containers := append([]v1.Container{}, pod.Spec.Containers...)
	for _, container := range pod.Spec.InitContainers {
		if container.RestartPolicy != nil && *container.RestartPolicy == v1.ContainerRestartPolicyAlways {
			containers = append(containers, container)
		}
	}
	for _, container := range containers {
		for _, port := range container.Ports {
			if port.Name != "" && int(port.ContainerPort) == asked.Port && port.Protocol == asked.Protocol {
				names = append(names, port.Name)
			}
		}
	}
	return names
}
