package main

import (
	"context"
	"encoding/json"
	"slices"

	v1 "k8s.io/api/admissionregistration/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apiserver/pkg/admission"
	plugincel "k8s.io/apiserver/pkg/admission/plugin/cel"
	"k8s.io/apiserver/pkg/admission/plugin/policy/mutating/patch"
	celconfig "k8s.io/apiserver/pkg/apis/cel"
	"k8s.io/apiserver/pkg/cel/environment"
)

// mutated is an object before and after the mutating policies.
type mutated struct {
	Error  string         `json:"error,omitempty"`
	Before runtime.Object `json:"before"`
	After  runtime.Object `json:"after"`
}

// compiledMutation is a mutating policy as the API server runs it.
type compiledMutation struct {
	policy     *v1.MutatingAdmissionPolicy
	compiler   *plugincel.CompositedCompiler
	conditions plugincel.ConditionEvaluator
	patchers   []patch.Patcher
}

func mutate(one job) []mutated {
	var policies []compiledMutation
	for _, raw := range one.Mutating {
		policy := &v1.MutatingAdmissionPolicy{}
		must(json.Unmarshal(raw, policy))
		if policy.Kind == "MutatingAdmissionPolicy" {
			policies = append(policies, compileMutation(policy))
		}
	}
	results := []mutated{}
	if len(policies) == 0 {
		return results
	}
	for _, r := range one.Cases {
		results = append(results, mutateOne(policies, r))
	}
	return results
}

func mutateOne(policies []compiledMutation, r request) mutated {
	attributes, err := attributesOf(r)
	if err != nil {
		return mutated{Error: err.Error()}
	}
	before := attributes.VersionedObject.Object().DeepCopyObject()
	for _, one := range policies {
		if err = one.apply(attributes); err != nil {
			return mutated{Error: one.policy.Name + ": " + err.Error()}
		}
	}
	return mutated{Before: before, After: attributes.VersionedObject.Object()}
}

func compileMutation(policy *v1.MutatingAdmissionPolicy) compiledMutation {
	compiler := newCompiler(policy.Spec.Variables)
	result := compiledMutation{policy: policy, compiler: compiler, conditions: compileConditions(compiler, policy.Spec.MatchConditions)}
	options := declared
	options.HasPatchTypes = true
	for _, one := range policy.Spec.Mutations {
		expression := &patch.JSONPatchCondition{Expression: one.JSONPatch.Expression}
		result.patchers = append(result.patchers, patch.NewJSONPatcher(compiler.CompileMutatingEvaluator(expression, options, environment.StoredExpressions)))
	}
	return result
}

func (m compiledMutation) apply(attributes *admission.VersionedAttributes) error {
	if !covers(m.policy.Spec.MatchConstraints, attributes.GetResource()) {
		return nil
	}
	if met, err := hold(m.conditions, attributes); !met {
		return err
	}
	for _, patcher := range m.patchers {
		object, err := patcher.Patch(m.compiler.CreateContext(context.Background()), patch.Request{
			MatchedResource: attributes.GetResource(), VersionedAttributes: attributes, ObjectInterfaces: admission.NewObjectInterfacesFromScheme(scheme),
			OptionalVariables: bound, Namespace: namespaceOf(attributes),
		}, celconfig.RuntimeCELCostBudget)
		if err != nil {
			return err
		}
		attributes.UpdateObject(object)
	}
	return nil
}

func covers(constraints *v1.MatchResources, resource schema.GroupVersionResource) bool {
	return slices.ContainsFunc(constraints.ResourceRules, func(rule v1.NamedRuleWithOperations) bool {
		return slices.Contains(rule.APIGroups, resource.Group) && slices.Contains(rule.Resources, resource.Resource)
	})
}
