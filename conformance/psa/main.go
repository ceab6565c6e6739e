// Judges objects with the Pod Security Admission evaluator of Kubernetes itself, after the decoding and defaulting of the API server.
// Input: one request per line. Output: one answer per line, in the same order.
package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"os"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/serializer"
	utilruntime "k8s.io/apimachinery/pkg/util/runtime"
	apps "k8s.io/kubernetes/pkg/apis/apps/v1"
	batch "k8s.io/kubernetes/pkg/apis/batch/v1"
	core "k8s.io/kubernetes/pkg/apis/core/v1"
	"k8s.io/pod-security-admission/admission"
	"k8s.io/pod-security-admission/api"
	"k8s.io/pod-security-admission/policy"
)

type request struct {
	Level   string          `json:"level"`
	Version string          `json:"version"`
	Object  json.RawMessage `json:"object"`
}

type answer struct {
	// Error says why the API server could not read the object, or the policy.
	Error     string   `json:"error,omitempty"`
	Allowed   bool     `json:"allowed"`
	Checks    []string `json:"checks"`
	Aggregate string   `json:"aggregate"`
}

// named remembers which checks forbade the pod: results carry no id.
func named(checks []policy.Check, failed *[]string) []policy.Check {
	for i := range checks {
		id := string(checks[i].ID)
		for j := range checks[i].Versions {
			check := checks[i].Versions[j].CheckPod
			checks[i].Versions[j].CheckPod = func(metadata *metav1.ObjectMeta, spec *corev1.PodSpec) policy.CheckResult {
				result := check(metadata, spec)
				if !result.Allowed {
					*failed = append(*failed, id)
				}
				return result
			}
		}
	}
	return checks
}

// kinds knows every built-in kind that describes pods, and the defaults of their fields.
func kinds() *runtime.Scheme {
	scheme := runtime.NewScheme()
	for _, add := range []func(*runtime.Scheme) error{core.AddToScheme, apps.AddToScheme, batch.AddToScheme} {
		utilruntime.Must(add(scheme))
	}
	return scheme
}

func main() {
	failed := []string{}
	evaluator, err := policy.NewEvaluator(named(policy.DefaultChecks(), &failed), nil)
	utilruntime.Must(err)
	scheme := kinds()
	decoder := serializer.NewCodecFactory(scheme).UniversalDeserializer()
	extractor := admission.DefaultPodSpecExtractor{}

	judge := func(line []byte) (answer, error) {
		var asked request
		if err := json.Unmarshal(line, &asked); err != nil {
			return answer{}, err
		}
		level, err := api.ParseLevel(asked.Level)
		if err != nil {
			return answer{}, fmt.Errorf("level: %w", err)
		}
		version, err := api.ParseVersion(asked.Version)
		if err != nil {
			return answer{}, fmt.Errorf("version: %w", err)
		}
		object, _, err := decoder.Decode(asked.Object, nil, nil)
		if err != nil {
			return answer{}, fmt.Errorf("decoding: %w", err)
		}
		scheme.Default(object)
		metadata, spec, err := extractor.ExtractPodSpec(object)
		if err != nil {
			return answer{}, err
		}
		failed = []string{}
		if spec == nil {
			return answer{Allowed: true, Checks: failed}, nil
		}
		result := policy.AggregateCheckResults(evaluator.EvaluatePod(api.LevelVersion{Level: level, Version: version}, metadata, spec))
		return answer{Allowed: result.Allowed, Checks: failed, Aggregate: result.ForbiddenDetail()}, nil
	}

	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(nil, 1<<26)
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	for lines.Scan() {
		result, err := judge(bytes.TrimSpace(lines.Bytes()))
		if err != nil {
			result = answer{Error: err.Error(), Checks: []string{}}
		}
		utilruntime.Must(json.NewEncoder(out).Encode(result))
	}
	utilruntime.Must(lines.Err())
}
