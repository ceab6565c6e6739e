// Says what each component makes of a configuration file: decodes it strictly, fills its defaults in and validates it, as the component does at its start.
// Each line of standard input is an object as JSON; each line of standard output is {"error": "..."}, empty where the file is accepted.
// With the argument "flags" and the name of a component it writes the names of that component's flags instead, as a list.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"os"

	"k8s.io/klog/v2"
)

type answer struct {
	Error string `json:"error"`
}

func main() {
	// A warning for each gate of each file would bury what the suite says; errors are still written.
	klog.LogToStderr(false)
	klog.SetOutput(io.Discard)
	var err error
	if len(os.Args) == 3 && os.Args[1] == "flags" {
		err = writeFlags(os.Args[2])
	} else {
		err = judgeLines()
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func writeFlags(component string) error {
	flags, err := flagsOf(component)
	if err != nil {
		return err
	}
	return json.NewEncoder(os.Stdout).Encode(flags)
}

func judgeLines() error {
	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(make([]byte, 0, 1<<20), 1<<26)
	out := json.NewEncoder(os.Stdout)
	for lines.Scan() {
		said := answer{}
		if err := judge(lines.Bytes()); err != nil {
			said.Error = err.Error()
		}
		if err := out.Encode(said); err != nil {
			return err
		}
	}
	return lines.Err()
}
