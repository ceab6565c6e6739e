// Reads the types of configuration files out of Go source, without compiling it, as definitions of an OpenAPI document.
// Standard input: {"folders": {"k8s.io/kubelet": "/path"}, "packages": {"k8s.io/kubelet/config/v1beta1": "kubelet.config.k8s.io/v1beta1"}}.
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"sort"
)

type request struct {
	// Folders of modules by their path.
	Folders map[string]string `json:"folders"`
	// Packages whose kinds are wanted, with the API version of each.
	Packages map[string]string `json:"packages"`
}

func main() {
	var asked request
	if err := json.NewDecoder(os.Stdin).Decode(&asked); err != nil {
		fail(err)
	}
	reader := &reader{folders: asked.Folders, packages: map[string]*source{}, definitions: map[string]*schema{}}
	paths := make([]string, 0, len(asked.Packages))
	for path := range asked.Packages {
		paths = append(paths, path)
	}
	sort.Strings(paths)
	for _, path := range paths {
		if err := reader.addKinds(path, asked.Packages[path]); err != nil {
			fail(err)
		}
	}
	if err := json.NewEncoder(os.Stdout).Encode(map[string]any{"definitions": reader.definitions}); err != nil {
		fail(err)
	}
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, err)
	os.Exit(1)
}
