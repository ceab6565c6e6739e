package main

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"fmt"
	"net"
	"net/url"
	"path/filepath"

	"github.com/spf13/pflag"
	"go.etcd.io/etcd/server/v3/embed"
	"k8s.io/client-go/util/keyutil"
	"k8s.io/kubernetes/cmd/kube-apiserver/app/options"
)

// startEtcd keeps its data in this folder; nothing there has to survive, so it is never forced to the disk.
func startEtcd(folder string) (*embed.Etcd, error) {
	config := embed.NewConfig()
	config.Dir = folder
	config.LogLevel = "fatal"
	config.UnsafeNoFsync = true
	anyPort := []url.URL{{Scheme: "http", Host: "127.0.0.1:0"}}
	config.ListenClientUrls, config.AdvertiseClientUrls = anyPort, anyPort
	config.ListenPeerUrls, config.AdvertisePeerUrls = anyPort, anyPort
	config.InitialCluster = config.InitialClusterFromName(config.Name)
	store, err := embed.StartEtcd(config)
	if err != nil {
		return nil, err
	}
	<-store.Server.ReadyNotify()
	return store, nil
}

// serverOptions are those of a cluster, as far as one process can be one, and what the arguments add to them.
func serverOptions(ctx context.Context, folder, store string, listener net.Listener, arguments []string) (options.CompletedOptions, error) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return options.CompletedOptions{}, err
	}
	pem, err := keyutil.MarshalPrivateKeyToPEM(key)
	if err != nil {
		return options.CompletedOptions{}, err
	}
	keyFile := filepath.Join(folder, "service-account.key")
	if err := keyutil.WriteKey(keyFile, pem); err != nil {
		return options.CompletedOptions{}, err
	}

	server := options.NewServerRunOptions()
	flags := pflag.NewFlagSet("kube-apiserver", pflag.ContinueOnError)
	for _, set := range server.Flags().FlagSets {
		flags.AddFlagSet(set)
	}
	err = flags.Parse(append([]string{
		"--allow-privileged",
		"--authorization-mode=RBAC",
		"--cert-dir=" + folder,
		"--endpoint-reconciler-type=none",
		"--etcd-servers=http://" + store,
		"--service-account-issuer=https://kubernetes.default.svc",
		"--service-account-key-file=" + keyFile,
		"--service-account-signing-key-file=" + keyFile,
		"--service-cluster-ip-range=10.0.0.0/16",
	}, arguments...))
	if err != nil {
		return options.CompletedOptions{}, fmt.Errorf("flags: %w", err)
	}
	server.SecureServing.Listener = listener
	server.SecureServing.BindPort = listener.Addr().(*net.TCPAddr).Port
	server.SecureServing.ExternalAddress = net.IPv4(127, 0, 0, 1)
	if err := server.GenericServerRunOptions.ComponentGlobalsRegistry.Set(); err != nil {
		return options.CompletedOptions{}, err
	}
	return server.Complete(ctx)
}
