package main

import (
	"context"
	"time"

	corev1 "k8s.io/api/core/v1"
	apiextensionsscheme "k8s.io/apiextensions-apiserver/pkg/client/clientset/clientset/scheme"
	validating "k8s.io/apiserver/pkg/admission/plugin/policy/validating"
	"k8s.io/apiserver/pkg/cel/openapi/resolver"
	quotageneric "k8s.io/apiserver/pkg/quota/v1/generic"
	"k8s.io/client-go/discovery/cached/memory"
	"k8s.io/client-go/informers"
	"k8s.io/client-go/kubernetes"
	"k8s.io/client-go/kubernetes/scheme"
	"k8s.io/client-go/metadata"
	"k8s.io/client-go/metadata/metadatainformer"
	"k8s.io/client-go/rest"
	"k8s.io/client-go/restmapper"
	"k8s.io/controller-manager/pkg/informerfactory"
	"k8s.io/klog/v2"
	"k8s.io/kubernetes/pkg/controller"
	"k8s.io/kubernetes/pkg/controller/clusterroleaggregation"
	"k8s.io/kubernetes/pkg/controller/namespace"
	"k8s.io/kubernetes/pkg/controller/resourcequota"
	"k8s.io/kubernetes/pkg/controller/serviceaccount"
	policystatus "k8s.io/kubernetes/pkg/controller/validatingadmissionpolicystatus"
	"k8s.io/kubernetes/pkg/generated/openapi"
	quotainstall "k8s.io/kubernetes/pkg/quota/v1/install"
)

const resync = 10 * time.Minute

// startControllers runs those that decisions wait for: pods without a ServiceAccount or without a quota's status are refused, policies report their
// types in their status, a namespace is gone only when it was emptied, and the role "edit" is made of others.
func startControllers(ctx context.Context, config *rest.Config, client kubernetes.Interface) error {
	shared := informers.NewSharedInformerFactory(client, resync)
	metadataClient, err := metadata.NewForConfig(config)
	if err != nil {
		return err
	}
	all := informerfactory.NewInformerFactory(shared, metadatainformer.NewSharedInformerFactory(metadataClient, resync))
	started := make(chan struct{})

	accounts, err := serviceaccount.NewServiceAccountsController(klog.FromContext(ctx), shared.Core().V1().ServiceAccounts(),
		shared.Core().V1().Namespaces(), client, serviceaccount.DefaultServiceAccountsControllerOptions())
	if err != nil {
		return err
	}
	namespaces := namespace.NewNamespaceController(ctx, client, metadataClient, client.Discovery().ServerPreferredNamespacedResources,
		shared.Core().V1().Namespaces(), resync, corev1.FinalizerKubernetes)
	quotas, err := quotaController(ctx, client, shared, all, started)
	if err != nil {
		return err
	}
	policies, err := policyStatusController(client, shared)
	if err != nil {
		return err
	}

	roles := clusterroleaggregation.NewClusterRoleAggregation(shared.Rbac().V1().ClusterRoles(), client.RbacV1())

	go roles.Run(ctx, 2)
	go accounts.Run(ctx, 2)
	go namespaces.Run(ctx, 2)
	go quotas.Run(ctx, 2)
	go policies.Run(ctx, 2)
	all.Start(ctx.Done())
	close(started)
	return nil
}

func quotaController(ctx context.Context, client kubernetes.Interface, shared informers.SharedInformerFactory, all informerfactory.InformerFactory,
	started <-chan struct{}) (*resourcequota.Controller, error) {
	configuration, err := quotainstall.NewQuotaConfigurationForControllers(quotageneric.ListerFuncForResourceFunc(shared.ForResource), shared)
	if err != nil {
		return nil, err
	}
	return resourcequota.NewController(ctx, &resourcequota.ControllerOptions{
		QuotaClient:               client.CoreV1(),
		ResourceQuotaInformer:     shared.Core().V1().ResourceQuotas(),
		ResyncPeriod:              controller.StaticResyncPeriodFunc(resync),
		InformerFactory:           all,
		ReplenishmentResyncPeriod: controller.StaticResyncPeriodFunc(resync),
		DiscoveryFunc:             client.Discovery().ServerPreferredNamespacedResources,
		IgnoredResourcesFunc:      configuration.IgnoredResources,
		InformersStarted:          started,
		Registry:                  quotageneric.NewRegistry(configuration.Evaluators()),
		UpdateFilter:              quotainstall.DefaultUpdateFilter(),
	})
}

func policyStatusController(client kubernetes.Interface, shared informers.SharedInformerFactory) (*policystatus.Controller, error) {
	discovery := client.Discovery()
	types := resolver.NewDefinitionsSchemaResolver(openapi.GetOpenAPIDefinitions, scheme.Scheme, apiextensionsscheme.Scheme).
		Combine(&resolver.ClientDiscoveryResolver{Discovery: discovery})
	return policystatus.NewController(
		shared.Admissionregistration().V1().ValidatingAdmissionPolicies(),
		client.AdmissionregistrationV1().ValidatingAdmissionPolicies(),
		&validating.TypeChecker{SchemaResolver: types, RestMapper: restmapper.NewDeferredDiscoveryRESTMapper(memory.NewMemCacheClient(discovery))})
}
