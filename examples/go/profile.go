package main

import (
	"github.com/aws/jsii-runtime-go"
	"github.com/cdk8s-hardened/cdk8s-hardened-go/cdk8shardened"
)

// platformProfile is what the platform team decided; in real life a package that all app repositories share.
func platformProfile() cdk8shardened.SecurityProfile {
	return cdk8shardened.SecurityProfile_Restricted(&cdk8shardened.SecurityProfileProps{
		KubernetesVersion: jsii.String("1.36"),
		Registries:        jsii.Strings("registry.example.com"),
		ApiServer:         cdk8shardened.ApiServer_Of(&cdk8shardened.ApiServerProps{Cidrs: jsii.Strings("10.0.0.10/32")}),
		RequiredLabels:    &map[string]*string{"owner": jsii.String("shop-team")},
		CustomControls:    &[]cdk8shardened.CustomControl{ownRepositoryControl()},
	})
}
