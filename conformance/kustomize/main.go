// Builds kustomizations: each line of standard input is a folder as JSON, each line of standard output what `kubectl kustomize` makes of it.
package main

import (
	"bufio"
	"encoding/json"
	"os"

	"sigs.k8s.io/kustomize/api/krusty"
	"sigs.k8s.io/kustomize/kyaml/filesys"
)

type answer struct {
	Text  string `json:"text"`
	Error string `json:"error,omitempty"`
}

func build(folder string) answer {
	built, err := krusty.MakeKustomizer(krusty.MakeDefaultOptions()).Run(filesys.MakeFsOnDisk(), folder)
	if err != nil {
		return answer{Error: err.Error()}
	}
	text, err := built.AsYaml()
	if err != nil {
		return answer{Error: err.Error()}
	}
	return answer{Text: string(text)}
}

func main() {
	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(make([]byte, 1024*1024), 1024*1024)
	out := json.NewEncoder(os.Stdout)
	for lines.Scan() {
		var folder string
		if err := json.Unmarshal(lines.Bytes(), &folder); err != nil {
			panic(err)
		}
		if err := out.Encode(build(folder)); err != nil {
			panic(err)
		}
	}
}
