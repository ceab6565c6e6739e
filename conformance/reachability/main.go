// Decides connections between pods by two independent evaluators of NetworkPolicies: sigs.k8s.io/kube-network-policies and
// github.com/mattfenwick/cyclonus. Input: one world per line, with connections. Output: one line per world, with the verdicts of each evaluator as text of
// 0 (denied) and 1 (allowed), in the order of the connections.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"

	v1 "k8s.io/api/core/v1"
	networkingv1 "k8s.io/api/networking/v1"
)

// world is what the API server would hold, and what is asked about it.
type world struct {
	Namespaces  []*v1.Namespace               `json:"namespaces"`
	Pods        []addressedPod                `json:"pods"`
	Policies    []*networkingv1.NetworkPolicy `json:"policies"`
	Connections []connection                  `json:"connections"`
}

type addressedPod struct {
	Manifest *v1.Pod `json:"manifest"`
}

// end is one end of a connection: an address, and the pod that has it, if any does.
type end struct {
	Pod     *int   `json:"pod"`
	Address string `json:"address"`
}

type connection struct {
	From     end         `json:"from"`
	To       end         `json:"to"`
	Protocol v1.Protocol `json:"protocol"`
	Port     int         `json:"port"`
}

// pod returns the pod of an end, nil for an address outside of the cluster.
func (w *world) pod(e end) *v1.Pod {
	if e.Pod == nil {
		return nil
	}
	return w.Pods[*e.Pod].Manifest
}

// store turns the objects into what the API server stores: with its defaults, and without lists that are empty.
// https://github.com/kubernetes/kubernetes/blob/v1.37.2/pkg/apis/networking/v1/defaults.go
func (w *world) store() error {
	for _, namespace := range w.Namespaces {
		if namespace.Labels == nil {
			namespace.Labels = map[string]string{}
		}
		namespace.Labels[v1.LabelMetadataName] = namespace.Name
	}
	for _, pod := range w.Pods {
		for _, containers := range [][]v1.Container{pod.Manifest.Spec.Containers, pod.Manifest.Spec.InitContainers} {
			for _, container := range containers {
				for i := range container.Ports {
					if container.Ports[i].Protocol == "" {
						container.Ports[i].Protocol = v1.ProtocolTCP
					}
				}
			}
		}
	}
	for i, policy := range w.Policies {
		stored, err := storedPolicy(policy)
		if err != nil {
			return err
		}
		w.Policies[i] = stored
	}
	return nil
}

func storedPolicy(policy *networkingv1.NetworkPolicy) (*networkingv1.NetworkPolicy, error) {
	text, err := json.Marshal(policy)
	if err != nil {
		return nil, err
	}
	var stored networkingv1.NetworkPolicy
	if err := json.Unmarshal(text, &stored); err != nil {
		return nil, err
	}
	spec := &stored.Spec
	if len(spec.PolicyTypes) == 0 {
		spec.PolicyTypes = []networkingv1.PolicyType{networkingv1.PolicyTypeIngress}
		if len(spec.Egress) != 0 {
			spec.PolicyTypes = append(spec.PolicyTypes, networkingv1.PolicyTypeEgress)
		}
	}
	for _, rule := range spec.Ingress {
		defaultProtocols(rule.Ports)
	}
	for _, rule := range spec.Egress {
		defaultProtocols(rule.Ports)
	}
	return &stored, nil
}

func defaultProtocols(ports []networkingv1.NetworkPolicyPort) {
	protocol := v1.ProtocolTCP
	for i := range ports {
		if ports[i].Protocol == nil {
			ports[i].Protocol = &protocol
		}
	}
}

// evaluator decides connections in the world that it was given last.
type evaluator interface {
	load(*world) error
	allows(*world, connection) bool
}

func verdicts(evaluators map[string]evaluator, line []byte) (map[string]string, error) {
	var w world
	if err := json.Unmarshal(line, &w); err != nil {
		return nil, err
	}
	if err := w.store(); err != nil {
		return nil, err
	}
	answers := map[string]string{}
	for name, one := range evaluators {
		if err := one.load(&w); err != nil {
			return nil, err
		}
		text := make([]byte, len(w.Connections))
		for i, c := range w.Connections {
			text[i] = '0'
			if one.allows(&w, c) {
				text[i] = '1'
			}
		}
		answers[name] = string(text)
	}
	return answers, nil
}

func main() {
	controller, err := newKubeNetworkPolicies()
	must(err)
	evaluators := map[string]evaluator{"sigs.k8s.io/kube-network-policies": controller, "github.com/mattfenwick/cyclonus": &cyclonus{}}
	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(nil, 1<<26)
	out := bufio.NewWriter(os.Stdout)
	for lines.Scan() {
		answers, err := verdicts(evaluators, lines.Bytes())
		must(err)
		must(json.NewEncoder(out).Encode(answers))
	}
	must(lines.Err())
	must(out.Flush())
}

func must(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
