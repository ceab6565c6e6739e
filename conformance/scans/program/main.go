// What the suite needs of Go: `registry ADDRESS` serves images, `database RESULTS FOLDER` builds a vulnerability database of Grype.
package main

import (
	"encoding/json"
	"fmt"
	"os"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(arguments []string) error {
	switch {
	case len(arguments) == 2 && arguments[0] == "registry":
		var images []imageSource
		input := json.NewDecoder(os.Stdin)
		if err := input.Decode(&images); err != nil {
			return err
		}
		return serve(arguments[1], images)
	case len(arguments) == 3 && arguments[0] == "database":
		return buildDatabase(arguments[1], arguments[2])
	}
	return fmt.Errorf("%q is none of `registry ADDRESS` and `database RESULTS FOLDER`", arguments)
}
