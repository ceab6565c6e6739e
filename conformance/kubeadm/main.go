// Makes the static pods of a control plane as kubeadm does: each line of standard input is a ClusterConfiguration as JSON, each line of standard output is
// {"pods": […], "error": "…"}.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"sort"

	v1 "k8s.io/api/core/v1"
	kubeadmapi "k8s.io/kubernetes/cmd/kubeadm/app/apis/kubeadm"
	"k8s.io/kubernetes/cmd/kubeadm/app/phases/controlplane"
	"k8s.io/kubernetes/cmd/kubeadm/app/phases/etcd"
	configutil "k8s.io/kubernetes/cmd/kubeadm/app/util/config"
	etcdutil "k8s.io/kubernetes/cmd/kubeadm/app/util/etcd"
)

type answer struct {
	Pods  []v1.Pod `json:"pods"`
	Error string   `json:"error"`
}

// kubeadm would ask the host for its name and its address
const node = "apiVersion: kubeadm.k8s.io/v1beta4\nkind: InitConfiguration\nlocalAPIEndpoint: {advertiseAddress: 10.0.0.10}\nnodeRegistration: {name: control-plane}\n---\n"

func podsOf(line []byte) ([]v1.Pod, error) {
	config, err := configutil.BytesToInitConfiguration(append([]byte(node), line...), true)
	if err != nil {
		return nil, err
	}
	cluster, endpoint := &config.ClusterConfiguration, &config.LocalAPIEndpoint
	specs := controlplane.GetStaticPodSpecs(cluster, endpoint, []kubeadmapi.EnvVar{})
	names := make([]string, 0, len(specs))
	for name := range specs {
		names = append(names, name)
	}
	sort.Strings(names)
	pods := make([]v1.Pod, 0, len(specs)+1)
	for _, name := range names {
		pods = append(pods, specs[name])
	}
	if cluster.Etcd.Local != nil {
		pods = append(pods, etcd.GetEtcdPodSpec(cluster, endpoint, config.NodeRegistration.Name, []etcdutil.Member{}))
	}
	return pods, nil
}

func main() {
	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(make([]byte, 0, 1<<20), 1<<26)
	out := json.NewEncoder(os.Stdout)
	for lines.Scan() {
		said := answer{}
		pods, err := podsOf(lines.Bytes())
		if err != nil {
			said.Error = err.Error()
		}
		said.Pods = pods
		if err := out.Encode(said); err != nil {
			break
		}
	}
	if err := lines.Err(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
