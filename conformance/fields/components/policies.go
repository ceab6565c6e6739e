//go:build !kubernetes_1_35

package main

import (
	"bytes"

	utilruntime "k8s.io/apimachinery/pkg/util/runtime"
	policyconfig "k8s.io/apiserver/pkg/admission/plugin/policy/config"
	utilfeature "k8s.io/apiserver/pkg/util/feature"
	"k8s.io/kubernetes/pkg/admission/plugin/policy/manifest/loader"
)

// The API server reads policies from files from 1.36 on, and in 1.36 only with this gate.
func init() {
	utilruntime.Must(utilfeature.DefaultMutableFeatureGate.Set("ManifestBasedAdmissionControlConfig=true"))
	readers["ValidatingAdmissionPolicyConfiguration"] = readPolicies
}

// readPolicies reads the configuration and the policies in the folder that it names.
func readPolicies(text []byte) error {
	config, err := policyconfig.LoadValidatingConfig(bytes.NewReader(text))
	if err != nil {
		return err
	}
	_, err = loader.LoadValidatingManifestsFromDirectory(config.StaticManifestsDir)
	return err
}
