// Reads YAML as the API tooling does: documents with sigs.k8s.io/yaml, files with the decoder of k8s.io/apimachinery around it.
// Input: one request per line. Output: the documents of one request per line, in the same order.
package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	k8syaml "k8s.io/apimachinery/pkg/util/yaml"
	"sigs.k8s.io/yaml"
)

type request struct {
	Text string `json:"text"`
	// File is whether to read it as a file that may hold several documents, or JSON.
	File bool `json:"file"`
}

type document struct {
	Value json.RawMessage `json:"value,omitempty"`
	Error string          `json:"error,omitempty"`
}

// read answers with an error where the parser panics.
func read(text []byte) (result document) {
	defer func() {
		if problem := recover(); problem != nil {
			result = document{Error: fmt.Sprint("panic: ", problem)}
		}
	}()
	value, err := yaml.YAMLToJSON(text)
	if err != nil {
		return document{Error: err.Error()}
	}
	return document{Value: value}
}

// documents reads one document, or a file as kubectl does: it stops at the first document that it cannot read.
func documents(asked request) []document {
	if !asked.File {
		return []document{read([]byte(asked.Text))}
	}
	result := []document{}
	decoder := k8syaml.NewYAMLOrJSONDecoder(strings.NewReader(asked.Text), 4096)
	for {
		var value json.RawMessage
		err := decoder.Decode(&value)
		if errors.Is(err, io.EOF) {
			return result
		}
		if err != nil {
			return append(result, document{Error: err.Error()})
		}
		result = append(result, document{Value: value})
	}
}

func answer(line []byte) ([]byte, error) {
	var asked request
	if err := json.Unmarshal(line, &asked); err != nil {
		return nil, err
	}
	return json.Marshal(documents(asked))
}

func main() {
	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(nil, 1<<26)
	out := bufio.NewWriter(os.Stdout)
	for lines.Scan() {
		answered, err := answer(lines.Bytes())
		if err == nil {
			_, err = out.Write(append(answered, '\n'))
		}
		must(err)
	}
	must(lines.Err())
	must(out.Flush())
}

func must(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
