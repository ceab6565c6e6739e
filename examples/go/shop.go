package main

import (
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"
	"github.com/cdk8s-hardened/cdk8s-hardened-go/cdk8shardened"
	"github.com/cdk8s-team/cdk8s-core-go/cdk8s/v2"
	"github.com/cdk8s-team/cdk8s-plus-go/cdk8splus27/v2"
)

// container serves its probes on its only port. A process that waits for its database is alive, but not ready.
func container(image, portName string, port float64) *cdk8splus27.ContainerProps {
	onPort := &cdk8splus27.HttpGetProbeOptions{Port: jsii.Number(port)}
	return &cdk8splus27.ContainerProps{
		Image:     jsii.String("registry.example.com/shop/" + image),
		Ports:     &[]*cdk8splus27.ContainerPort{{Name: jsii.String(portName), Number: jsii.Number(port)}},
		Liveness:  cdk8splus27.Probe_FromHttpGet(jsii.String("/livez"), onPort),
		Readiness: cdk8splus27.Probe_FromHttpGet(jsii.String("/readyz"), onPort),
	}
}

func deployment(scope constructs.Construct, id string, container *cdk8splus27.ContainerProps) cdk8shardened.SecureDeployment {
	return cdk8shardened.NewSecureDeployment(scope, jsii.String(id), &cdk8shardened.SecureDeploymentProps{
		Containers: &[]*cdk8splus27.ContainerProps{container},
	})
}

func http(name string) *cdk8splus27.DeploymentExposeViaServiceOptions {
	return &cdk8splus27.DeploymentExposeViaServiceOptions{
		Name:  jsii.String(name),
		Ports: &[]*cdk8splus27.ServicePort{{Name: jsii.String("http"), Port: jsii.Number(80), TargetPort: jsii.Number(8080)}},
	}
}

// buildShop makes a small shop: customers reach the frontend, the frontend the api, and the api and the worker a database outside the cluster.
func buildShop() cdk8s.App {
	app := cdk8shardened.NewHardenedApp(&cdk8shardened.HardenedAppProps{Profile: platformProfile()})
	chart := cdk8s.NewChart(app, jsii.String("shop"), nil)

	// three workloads of three replicas, and as many pods that are still terminating during an update
	shop := cdk8shardened.NewHardenedNamespace(chart, jsii.String("shop"), &cdk8shardened.HardenedNamespaceProps{
		Quota: cdk8shardened.Quota_Of(&cdk8shardened.QuotaProps{
			Pods:                     jsii.Number(18),
			RequestsCpu:              cdk8shardened.Quantity_Cores(jsii.Number(2)),
			RequestsMemory:           cdk8shardened.Quantity_Gibibytes(jsii.Number(5)),
			RequestsEphemeralStorage: cdk8shardened.Quantity_Gibibytes(jsii.Number(2)),
			LimitsCpu:                cdk8shardened.Quantity_Cores(jsii.Number(9)),
			LimitsMemory:             cdk8shardened.Quantity_Gibibytes(jsii.Number(5)),
			LimitsEphemeralStorage:   cdk8shardened.Quantity_Gibibytes(jsii.Number(5)),
		}),
	})
	database := cdk8shardened.Peer_Cidr(jsii.String("10.20.0.0/28"), nil)
	databasePort := cdk8shardened.Port_Tcp(jsii.Number(5432))
	credentials := cdk8splus27.Secret_FromSecretName(chart, jsii.String("database-credentials"), jsii.String("database-credentials"))
	credentialsPath := jsii.String("/var/run/secrets/database")

	frontend := deployment(shop, "frontend",
		container("frontend:2.7.0@sha256:3c6b1f0f5f1f1f7a3dd6a9a38f4a5b0a2f0d6b9d7a42b4bd1bb0f4ed0a7f6c51", "http", 8080))
	frontend.Writable(jsii.String("/tmp"), cdk8s.Size_Mebibytes(jsii.Number(64)), nil)
	frontend.ExposeViaService(http("frontend"))
	frontend.AllowFrom(cdk8shardened.Peer_Namespace(jsii.String("ingress-nginx")))

	api := deployment(shop, "api",
		container("api:1.4.2@sha256:8a5edab282632443219e051e4ade2d1d5bbc671c781051bf1437897cbdfea0f1", "http", 8080))
	api.ExposeViaService(http("api"))
	api.MountSecret(credentials, credentialsPath, nil)
	api.AllowFrom(frontend)
	api.AllowTo(database, databasePort)

	worker := deployment(shop, "worker",
		container("worker:1.4.2@sha256:0f4e1c9a7b6d5e3f2a1b0c9d8e7f6a5b4c3d2e1f0a9b8c7d6e5f4a3b2c1d0e9f", "metrics", 9090))
	worker.MountSecret(credentials, credentialsPath, nil)
	worker.AllowFrom(cdk8shardened.Peer_Namespace(jsii.String("monitoring")))
	worker.AllowTo(database, databasePort)

	flags := cdk8shardened.NewScopedRole(shop, jsii.String("flags-reader"), &cdk8shardened.ScopedRoleProps{
		Rules: &[]*cdk8shardened.ScopedRule{{
			ApiGroups:     jsii.Strings(""),
			Resources:     jsii.Strings("configmaps"),
			ResourceNames: jsii.Strings("flags"),
			Verbs:         &[]cdk8shardened.Verb{cdk8shardened.Verb_GET(), cdk8shardened.Verb_WATCH()},
		}},
	})
	flags.BindTo(worker, nil)
	return app
}
