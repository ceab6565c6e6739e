package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"

	"k8s.io/kubernetes/pkg/admission/plugin/policy/manifest/loader"
	"sigs.k8s.io/yaml"
)

// fileProblems is why an API server would not start, or not reload, with these policies in its staticManifestsDir.
func fileProblems(one job) []string {
	folder, err := os.MkdirTemp("", "policies-")
	must(err)
	defer os.RemoveAll(folder)
	must(os.WriteFile(filepath.Join(folder, "validating.yaml"), documents(append(append([]json.RawMessage{}, one.Policies...), one.Bindings...)), 0o600))
	loaded, err := loader.LoadValidatingManifestsFromDirectory(folder)
	if err != nil {
		return []string{err.Error()}
	}
	if len(loaded.Policies) != len(one.Policies) || len(loaded.Bindings) != len(one.Bindings) {
		return []string{fmt.Sprintf("%d policies and %d bindings came out of the files", len(loaded.Policies), len(loaded.Bindings))}
	}
	return nil
}

func documents(objects []json.RawMessage) []byte {
	var text [][]byte
	for _, object := range objects {
		document, err := yaml.JSONToYAML(object)
		must(err)
		text = append(text, document)
	}
	return bytes.Join(text, []byte("---\n"))
}
