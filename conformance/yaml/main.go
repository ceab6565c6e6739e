// Reads files as kubectl does: the decoder of k8s.io/apimachinery in the loop that kubectl runs around it.
// Input: the bytes of one file per line, in base64 as a JSON string. Output: the documents of one file per line, in the same order.
package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"

	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
	k8syaml "k8s.io/apimachinery/pkg/util/yaml"
)

type document struct {
	Value json.RawMessage `json:"value,omitempty"`
	Error string          `json:"error,omitempty"`
}

// documents does what StreamVisitor.Visit and FileVisitor.Visit of kubectl do: a byte order mark decides the encoding, empty documents are skipped,
// and the first one that cannot be read is the last.
// https://github.com/kubernetes/cli-runtime/blob/v0.37.2/pkg/resource/visitor.go
func documents(file []byte) (result []document) {
	result = []document{}
	defer func() {
		if problem := recover(); problem != nil {
			result = append(result, document{Error: fmt.Sprint("panic: ", problem)})
		}
	}()
	utf8 := transform.NewReader(bytes.NewReader(file), unicode.BOMOverride(unicode.UTF8.NewDecoder()))
	decoder := k8syaml.NewYAMLOrJSONDecoder(utf8, 4096)
	for {
		var value json.RawMessage
		err := decoder.Decode(&value)
		if errors.Is(err, io.EOF) {
			return result
		}
		if err != nil {
			return append(result, document{Error: err.Error()})
		}
		value = bytes.TrimSpace(value)
		if len(value) > 0 && !bytes.Equal(value, []byte("null")) {
			result = append(result, document{Value: value})
		}
	}
}

func answer(line []byte) ([]byte, error) {
	var file []byte
	if err := json.Unmarshal(line, &file); err != nil {
		return nil, err
	}
	return json.Marshal(documents(file))
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
