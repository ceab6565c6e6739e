// Judges admission policies as the API server does when it stores them, and objects by these policies as it does on a request. Reads one job per
// line, writes one answer per line.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"

	"k8s.io/api/admissionregistration/v1"
)

type job struct {
	Policies []json.RawMessage `json:"policies"`
	Bindings []json.RawMessage `json:"bindings"`
	Mutating []json.RawMessage `json:"mutating"`
	Cases    []request         `json:"cases"`
	// Whether to compile for all releases and check types, which takes long and says the same of each profile.
	Review bool `json:"review"`
	// Whether to read the policies as the API server reads its own files, instead of as it stores them.
	FromFiles bool `json:"fromFiles"`
}

type answer struct {
	Problems []string  `json:"problems"`
	Warnings []string  `json:"warnings"`
	Verdicts []verdict `json:"verdicts"`
	Mutated  []mutated `json:"mutated"`
}

func main() {
	in := bufio.NewReaderSize(os.Stdin, 1<<20)
	out := json.NewEncoder(os.Stdout)
	decoder := json.NewDecoder(in)
	for decoder.More() {
		var one job
		must(decoder.Decode(&one))
		must(out.Encode(answerTo(one)))
	}
}

func answerTo(one job) answer {
	result := answer{Problems: []string{}, Warnings: []string{}, Verdicts: []verdict{}}
	var policies []*v1.ValidatingAdmissionPolicy
	for _, raw := range one.Policies {
		policy := &v1.ValidatingAdmissionPolicy{}
		must(json.Unmarshal(raw, policy))
		policies = append(policies, policy)
		if one.Review && !one.FromFiles {
			result.Problems = append(result.Problems, policyProblems(raw, policy)...)
			result.Warnings = append(result.Warnings, typeWarnings(policy)...)
		}
	}
	if one.FromFiles {
		result.Problems = append(result.Problems, fileProblems(one)...)
	} else if one.Review {
		for _, raw := range append(append([]json.RawMessage{}, one.Bindings...), one.Mutating...) {
			result.Problems = append(result.Problems, storageProblems(raw)...)
		}
	}
	result.Mutated = mutate(one)
	evaluator := newPolicyEvaluator(policies)
	for _, r := range one.Cases {
		result.Verdicts = append(result.Verdicts, evaluator.judge(r))
	}
	return result
}

func must(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
