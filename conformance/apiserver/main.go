// Runs a real kube-apiserver with its own etcd and the controllers that admission depends on, all in this process and on loopback only.
// Arguments: flags of kube-apiserver. Output: one line that says where it listens and with what credentials, as soon as it is ready.
// It ends when its input ends, so that it cannot outlive whoever started it.
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"os"
	"path/filepath"
	"time"

	utilerrors "k8s.io/apimachinery/pkg/util/errors"
	"k8s.io/apimachinery/pkg/util/wait"
	"k8s.io/client-go/kubernetes"
	"k8s.io/client-go/rest"
	"k8s.io/kubernetes/cmd/kube-apiserver/app"
)

type ready struct {
	URL         string `json:"url"`
	ServerName  string `json:"serverName"`
	Certificate string `json:"certificate"`
	Token       string `json:"token"`
}

func main() {
	folder, err := os.MkdirTemp("", "apiserver-")
	if err == nil {
		err = run(folder, os.Args[1:])
		os.RemoveAll(folder)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(folder string, arguments []string) error {
	ctx, cancel := context.WithCancelCause(context.Background())
	defer cancel(nil)
	go func() {
		_, _ = io.Copy(io.Discard, os.Stdin)
		cancel(io.EOF)
	}()

	store, err := startEtcd(filepath.Join(folder, "etcd"))
	if err != nil {
		return fmt.Errorf("etcd: %w", err)
	}
	defer store.Close()

	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	options, err := serverOptions(ctx, folder, store.Clients[0].Addr().String(), listener, arguments)
	if err != nil {
		return err
	}
	if problems := options.Validate(); len(problems) > 0 {
		return utilerrors.NewAggregate(problems)
	}
	config, err := app.NewConfig(options)
	if err != nil {
		return err
	}
	completed, err := config.Complete()
	if err != nil {
		return err
	}
	chain, err := app.CreateServerChain(completed)
	if err != nil {
		return err
	}
	prepared, err := chain.PrepareRun()
	if err != nil {
		return err
	}
	stopped := make(chan error, 1)
	go func() {
		err := prepared.Run(ctx)
		cancel(err)
		stopped <- err
	}()

	client := rest.CopyConfig(chain.GenericAPIServer.LoopbackClientConfig)
	client.QPS = -1
	if err := serve(ctx, client); err != nil && context.Cause(ctx) != io.EOF {
		return fmt.Errorf("the API server is not ready: %w", err)
	}
	<-ctx.Done()
	return <-stopped
}

// serve starts the controllers and says where the API server listens, once it answers.
func serve(ctx context.Context, config *rest.Config) error {
	client, err := kubernetes.NewForConfig(config)
	if err != nil {
		return err
	}
	err = wait.PollUntilContextTimeout(ctx, 50*time.Millisecond, 2*time.Minute, true, func(ctx context.Context) (bool, error) {
		return client.Discovery().RESTClient().Get().AbsPath("/readyz").Do(ctx).Error() == nil, nil
	})
	if err != nil {
		return err
	}
	if err := startControllers(ctx, config, client); err != nil {
		return err
	}
	return json.NewEncoder(os.Stdout).Encode(ready{
		URL:         config.Host,
		ServerName:  config.TLSClientConfig.ServerName,
		Certificate: string(config.TLSClientConfig.CAData),
		Token:       config.BearerToken,
	})
}
