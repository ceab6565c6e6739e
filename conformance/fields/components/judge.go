package main

import (
	"encoding/json"
	"fmt"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/serializer"
	utilruntime "k8s.io/apimachinery/pkg/util/runtime"
	"k8s.io/apimachinery/pkg/util/sets"
	"k8s.io/apimachinery/pkg/util/validation/field"
	"k8s.io/apiserver/pkg/apis/apiserver"
	apiserverinstall "k8s.io/apiserver/pkg/apis/apiserver/install"
	apiservervalidation "k8s.io/apiserver/pkg/apis/apiserver/validation"
	"k8s.io/apiserver/pkg/apis/audit"
	auditinstall "k8s.io/apiserver/pkg/apis/audit/install"
	auditvalidation "k8s.io/apiserver/pkg/apis/audit/validation"
	authenticationcel "k8s.io/apiserver/pkg/authentication/cel"
	authorizationcel "k8s.io/apiserver/pkg/authorization/cel"
	"k8s.io/apiserver/pkg/cel/environment"
	"k8s.io/apiserver/pkg/server/egressselector"
	utilfeature "k8s.io/apiserver/pkg/util/feature"
	logs "k8s.io/component-base/logs/api/v1"
	_ "k8s.io/component-base/logs/json/register" // as every component does
	bootstraptoken "k8s.io/kubernetes/cmd/kubeadm/app/apis/bootstraptoken/v1"
	"k8s.io/kubernetes/cmd/kubeadm/app/apis/kubeadm"
	kubeadmscheme "k8s.io/kubernetes/cmd/kubeadm/app/apis/kubeadm/scheme"
	kubeadmv1beta4 "k8s.io/kubernetes/cmd/kubeadm/app/apis/kubeadm/v1beta4"
	kubeadmvalidation "k8s.io/kubernetes/cmd/kubeadm/app/apis/kubeadm/validation"
	"k8s.io/kubernetes/cmd/kubeadm/app/constants"
	_ "k8s.io/kubernetes/pkg/features"
	kubeletconfig "k8s.io/kubernetes/pkg/kubelet/apis/config"
	kubeletscheme "k8s.io/kubernetes/pkg/kubelet/apis/config/scheme"
	kubeletvalidation "k8s.io/kubernetes/pkg/kubelet/apis/config/validation"
	kubeproxyconfig "k8s.io/kubernetes/pkg/proxy/apis/config"
	kubeproxyscheme "k8s.io/kubernetes/pkg/proxy/apis/config/scheme"
	kubeproxyvalidation "k8s.io/kubernetes/pkg/proxy/apis/config/validation"
	"k8s.io/kubernetes/plugin/pkg/admission/eventratelimit/apis/eventratelimit"
	eventratelimitinstall "k8s.io/kubernetes/plugin/pkg/admission/eventratelimit/apis/eventratelimit/install"
	eventratelimitvalidation "k8s.io/kubernetes/plugin/pkg/admission/eventratelimit/apis/eventratelimit/validation"
	podsecurity "k8s.io/pod-security-admission/admission/api"
	podsecurityscheme "k8s.io/pod-security-admission/admission/api/scheme"
	podsecurityvalidation "k8s.io/pod-security-admission/admission/api/validation"
)

var (
	ofServer   = runtime.NewScheme()
	ofKubelet  *runtime.Scheme
	celOptions = environment.MustBaseEnvSet(environment.DefaultCompatibilityVersion())
)

func init() {
	apiserverinstall.Install(ofServer)
	auditinstall.Install(ofServer)
	eventratelimitinstall.Install(ofServer)
	var err error
	ofKubelet, _, err = kubeletscheme.NewSchemeAndCodecs()
	utilruntime.Must(err)
	utilruntime.Must(logs.AddFeatureGates(utilfeature.DefaultMutableFeatureGate))
}

// readers are for the kinds that a component reads by a function of its own.
var readers = map[string]func(text []byte) error{}

// judge gives what the component of an object would say when it starts; nil where it would start.
func judge(text []byte) error {
	var named metav1.TypeMeta
	if err := json.Unmarshal(text, &named); err != nil {
		return err
	}
	if read, known := readers[named.Kind]; known {
		return read(text)
	}
	schemes := []*runtime.Scheme{ofServer, ofKubelet, kubeproxyscheme.Scheme, kubeadmscheme.Scheme, podsecurityscheme.Scheme}
	for _, scheme := range schemes {
		codecs := serializer.NewCodecFactory(scheme, serializer.EnableStrict)
		object, _, err := codecs.UniversalDecoder().Decode(text, nil, nil)
		if runtime.IsNotRegisteredError(err) {
			continue
		}
		if err != nil {
			return err
		}
		return validate(object)
	}
	return fmt.Errorf("no component reads this kind")
}

func validate(object runtime.Object) error {
	switch read := object.(type) {
	case *kubeletconfig.KubeletConfiguration:
		read.FailCgroupV1 = false // it depends on the machine
		return kubeletvalidation.ValidateKubeletConfiguration(read, utilfeature.DefaultFeatureGate)
	case *kubeproxyconfig.KubeProxyConfiguration:
		return kubeproxyvalidation.Validate(read).ToAggregate()
	case *kubeadm.InitConfiguration:
		if err := completeInit(read); err != nil {
			return err
		}
		return kubeadmvalidation.ValidateInitConfiguration(read).ToAggregate()
	case *kubeadm.ClusterConfiguration:
		return kubeadmvalidation.ValidateClusterConfiguration(read).ToAggregate()
	case *kubeadm.JoinConfiguration:
		completeNode(&read.NodeRegistration)
		if read.ControlPlane != nil {
			completeEndpoint(&read.ControlPlane.LocalAPIEndpoint)
		}
		return kubeadmvalidation.ValidateJoinConfiguration(read).ToAggregate()
	case *kubeadm.ResetConfiguration:
		if read.CRISocket == "" {
			read.CRISocket = constants.DefaultCRISocket
		}
		return kubeadmvalidation.ValidateResetConfiguration(read).ToAggregate()
	case *kubeadm.UpgradeConfiguration:
		return kubeadmvalidation.ValidateUpgradeConfiguration(read).ToAggregate()
	case *audit.Policy:
		return auditvalidation.ValidatePolicy(read).ToAggregate()
	case *apiserver.EncryptionConfiguration:
		return apiservervalidation.ValidateEncryptionConfiguration(read, false).ToAggregate()
	case *apiserver.AuthenticationConfiguration:
		return apiservervalidation.ValidateAuthenticationConfiguration(authenticationcel.NewDefaultCompiler(), read, nil).ToAggregate()
	case *apiserver.AuthorizationConfiguration:
		known := sets.New("AlwaysAllow", "AlwaysDeny", "ABAC", "Node", "RBAC", "Webhook")
		compiler := authorizationcel.NewCompiler(celOptions)
		return apiservervalidation.ValidateAuthorizationConfiguration(compiler, field.NewPath("authorizers"), read, known, sets.New("Webhook")).ToAggregate()
	case *apiserver.EgressSelectorConfiguration:
		return egressselector.ValidateEgressSelectorConfiguration(read).ToAggregate()
	case *podsecurity.PodSecurityConfiguration:
		return podsecurityvalidation.ValidatePodSecurityConfiguration(read).ToAggregate()
	case *eventratelimit.Configuration:
		return eventratelimitvalidation.ValidateConfiguration(read).ToAggregate()
	}
	return nil // the others are only decoded
}

// completeInit fills in what kubeadm finds out before it validates: the document beside this one, tokens, and what the machine is.
func completeInit(init *kubeadm.InitConfiguration) error {
	completeNode(&init.NodeRegistration)
	completeEndpoint(&init.LocalAPIEndpoint)
	cluster := &kubeadmv1beta4.ClusterConfiguration{}
	kubeadmscheme.Scheme.Default(cluster)
	if err := kubeadmscheme.Scheme.Convert(cluster, &init.ClusterConfiguration, nil); err != nil {
		return err
	}
	for i := range init.BootstrapTokens {
		if init.BootstrapTokens[i].Token == nil {
			init.BootstrapTokens[i].Token = &bootstraptoken.BootstrapTokenString{ID: "abcdef", Secret: "0123456789abcdef"}
		}
	}
	return nil
}

func completeNode(node *kubeadm.NodeRegistrationOptions) {
	if node.Name == "" {
		node.Name = "node"
	}
	if node.CRISocket == "" {
		node.CRISocket = constants.DefaultCRISocket
	}
}

func completeEndpoint(endpoint *kubeadm.APIEndpoint) {
	if endpoint.AdvertiseAddress == "" {
		endpoint.AdvertiseAddress = "192.0.2.1"
	}
}
