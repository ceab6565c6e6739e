// Says what each component makes of a configuration file: decodes it strictly, fills its defaults in and validates it, as the component does at its start.
// Each line of standard input is an object as JSON; each line of standard output is {"error": "..."}, empty where the file is accepted.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
)

type answer struct {
	Error string `json:"error"`
}

func main() {
	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(make([]byte, 0, 1<<20), 1<<26)
	out := json.NewEncoder(os.Stdout)
	for lines.Scan() {
		said := answer{}
		if err := judge(lines.Bytes()); err != nil {
			said.Error = err.Error()
		}
		if err := out.Encode(said); err != nil {
			break
		}
	}
	if err := lines.Err(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
