package main

import (
	"context"
	"net"
	_ "unsafe" // for go:linkname

	v1 "k8s.io/api/core/v1"
	networkingv1 "k8s.io/api/networking/v1"
	"k8s.io/client-go/informers"
	"k8s.io/client-go/kubernetes/fake"
	"k8s.io/client-go/tools/cache"
	"sigs.k8s.io/kube-network-policies/pkg/networkpolicy"
)

// The module exports no function that decides a packet without a kernel. These two are what its evaluatePacket calls for each direction.

//go:linkname policiesForPod sigs.k8s.io/kube-network-policies/pkg/networkpolicy.(*Controller).getNetworkPoliciesForPod
func policiesForPod(c *networkpolicy.Controller, pod *v1.Pod) []*networkingv1.NetworkPolicy

//go:linkname evaluate sigs.k8s.io/kube-network-policies/pkg/networkpolicy.(*Controller).evaluator
func evaluate(c *networkpolicy.Controller, ctx context.Context, policies []*networkingv1.NetworkPolicy, direction networkingv1.PolicyType,
	own *v1.Pod, ownPort int, peer *v1.Pod, peerIP net.IP, peerPort int, protocol v1.Protocol) bool

type kubeNetworkPolicies struct {
	controller           *networkpolicy.Controller
	policies, namespaces cache.Store
}

func newKubeNetworkPolicies() (*kubeNetworkPolicies, error) {
	client := fake.NewClientset()
	factory := informers.NewSharedInformerFactory(client, 0)
	policies, core := factory.Networking().V1().NetworkPolicies(), factory.Core().V1()
	controller, err := networkpolicy.NewController(client, policies, core.Namespaces(), core.Pods(), core.Nodes(), nil, nil, nil,
		networkpolicy.Config{NodeName: "node", NRIdisabled: true})
	if err != nil {
		return nil, err
	}
	return &kubeNetworkPolicies{controller, policies.Informer().GetStore(), core.Namespaces().Informer().GetStore()}, nil
}

func (k *kubeNetworkPolicies) load(w *world) error {
	if err := k.policies.Replace(objects(w.Policies), ""); err != nil {
		return err
	}
	return k.namespaces.Replace(objects(w.Namespaces), "")
}

func objects[T any](list []T) []any {
	result := make([]any, len(list))
	for i, one := range list {
		result[i] = one
	}
	return result
}

// The port that the client sends from, which no policy is about.
const sourcePort = 40000

func (k *kubeNetworkPolicies) allows(w *world, asked connection) bool {
	from, to := w.pod(asked.From), w.pod(asked.To)
	ctx := context.Background()
	return evaluate(k.controller, ctx, policiesForPod(k.controller, from), networkingv1.PolicyTypeEgress,
		from, sourcePort, to, net.ParseIP(asked.To.Address), asked.Port, asked.Protocol) &&
		evaluate(k.controller, ctx, policiesForPod(k.controller, to), networkingv1.PolicyTypeIngress,
			to, asked.Port, from, net.ParseIP(asked.From.Address), sourcePort, asked.Protocol)
}
