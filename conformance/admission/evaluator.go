package main

import (
	"encoding/json"
	"fmt"
	"slices"
	"time"

	v1 "k8s.io/api/admissionregistration/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apiserver/pkg/admission"
	plugincel "k8s.io/apiserver/pkg/admission/plugin/cel"
	"k8s.io/apiserver/pkg/admission/plugin/policy/validating"
	celconfig "k8s.io/apiserver/pkg/apis/cel"
	"k8s.io/apiserver/pkg/authentication/user"
	"k8s.io/apiserver/pkg/cel/environment"
)

// request is what somebody asks of the API server.
type request struct {
	Object    json.RawMessage `json:"object"`
	OldObject json.RawMessage `json:"oldObject"`
	User      string          `json:"user"`
	Groups    []string        `json:"groups"`
	Created   string          `json:"created"`
}

// refusal is one validation that an object does not satisfy.
type refusal struct {
	Policy  string `json:"policy"`
	Message string `json:"message"`
	// Whether the expression failed instead of saying no.
	Failed bool `json:"failed"`
}

type verdict struct {
	Error    string    `json:"error,omitempty"`
	Refusals []refusal `json:"refusals"`
	// What all policies together cost, and the dearest of their expressions.
	Cost     int64 `json:"cost"`
	Dearest  int64 `json:"dearest"`
	Policies int   `json:"policies"`
}

// compiled is a policy as the API server runs it.
type compiled struct {
	policy      *v1.ValidatingAdmissionPolicy
	conditions  plugincel.ConditionEvaluator
	validations plugincel.ConditionEvaluator
	messages    plugincel.ConditionEvaluator
}

type policyEvaluator struct{ policies []compiled }

func newPolicyEvaluator(policies []*v1.ValidatingAdmissionPolicy) policyEvaluator {
	var result policyEvaluator
	for _, policy := range policies {
		result.policies = append(result.policies, compile(policy))
	}
	return result
}

func compile(policy *v1.ValidatingAdmissionPolicy) compiled {
	compiler := newCompiler(policy.Spec.Variables)
	var validations, messages []plugincel.ExpressionAccessor
	for _, one := range policy.Spec.Validations {
		validations = append(validations, &validating.ValidationCondition{Expression: one.Expression})
		messages = append(messages, messageOf(one))
	}
	conditionsOf := func(expressions []plugincel.ExpressionAccessor) plugincel.ConditionEvaluator {
		return compiler.CompileCondition(expressions, declared, environment.StoredExpressions)
	}
	return compiled{policy, compileConditions(compiler, policy.Spec.MatchConditions), conditionsOf(validations), conditionsOf(messages)}
}

func messageOf(one v1.Validation) plugincel.ExpressionAccessor {
	expression := one.MessageExpression
	if expression == "" {
		text, err := json.Marshal(one.Message)
		must(err)
		expression = string(text)
	}
	return &validating.MessageExpressionCondition{MessageExpression: expression}
}

// judge says what each policy that is about the object refuses.
func (e policyEvaluator) judge(r request) verdict {
	result := verdict{Refusals: []refusal{}}
	attributes, err := attributesOf(r)
	if err != nil {
		result.Error = err.Error()
		return result
	}
	for _, one := range e.policies {
		if version, matches := one.versionFor(attributes.GetResource()); matches {
			result.Policies++
			asked := converted(attributes, version)
			before := verdict{Refusals: []refusal{}}
			one.judge(asPlainData(asked), &before)
			seen := len(result.Refusals)
			one.judge(asked, &result)
			if !slices.Equal(before.Refusals, result.Refusals[seen:]) {
				result.Refusals = append(result.Refusals, refusal{Policy: one.policy.Name, Message: "decides otherwise before 1.37", Failed: true})
			}
		}
	}
	return result
}

// versionFor is the version of an object that the policy wants to see; false where it is not about such objects at all.
func (p compiled) versionFor(resource schema.GroupVersionResource) (string, bool) {
	for _, rule := range p.policy.Spec.MatchConstraints.ResourceRules {
		if slices.Contains(rule.APIGroups, resource.Group) && slices.Contains(rule.Resources, resource.Resource) {
			if slices.Contains(rule.APIVersions, "*") {
				return resource.Version, true
			}
			return rule.APIVersions[0], true
		}
	}
	return "", false
}

func (p compiled) judge(attributes *admission.VersionedAttributes, result *verdict) {
	fail := func(err error) {
		result.Refusals = append(result.Refusals, refusal{Policy: p.policy.Name, Message: err.Error(), Failed: true})
	}
	met, err := hold(p.conditions, attributes)
	if err != nil {
		fail(err)
	}
	if !met {
		return
	}
	verdicts, left, err := evaluate(p.validations, attributes, celconfig.RuntimeCELCostBudget)
	if err != nil {
		fail(err)
		return
	}
	messages, left, err := evaluate(p.messages, attributes, left) // the API server makes a message for what passes, too
	if err != nil {
		fail(err)
		return
	}
	cost := celconfig.RuntimeCELCostBudget - left
	result.Cost += cost
	result.Dearest = max(result.Dearest, cost)
	for i, one := range verdicts {
		if one.Error != nil {
			fail(fmt.Errorf("%s: %w", p.policy.Spec.Validations[i].Message, one.Error))
		} else if one.EvalResult.Value() != true {
			result.Refusals = append(result.Refusals, refusal{Policy: p.policy.Name, Message: text(messages[i]), Failed: messages[i].Error != nil})
		}
	}
}

func text(message plugincel.EvaluationResult) string {
	if message.Error != nil {
		return message.Error.Error()
	}
	return fmt.Sprint(message.EvalResult.Value())
}

// attributesOf makes the request that the API server would hand to its admission.
func attributesOf(r request) (*admission.VersionedAttributes, error) {
	object, kind, err := decode(r.Object)
	if err != nil {
		return nil, err
	}
	var old runtime.Object
	operation := admission.Create
	if len(r.OldObject) > 0 {
		if old, _, err = decode(r.OldObject); err != nil {
			return nil, err
		}
		operation = admission.Update
	}
	created, err := time.Parse(time.RFC3339, r.Created)
	if err != nil {
		return nil, err
	}
	meta := object.(metav1.Object)
	meta.SetCreationTimestamp(metav1.Time{Time: created})
	who := &user.DefaultInfo{Name: r.User, Groups: r.Groups}
	attributes := admission.NewAttributesRecord(object, old, kind, meta.GetNamespace(), meta.GetName(), resourceOf(kind), "", operation, nil, false, who)
	return &admission.VersionedAttributes{Attributes: attributes, VersionedObject: lazy(object), VersionedOldObject: lazy(old), VersionedKind: kind}, nil
}

// converted is the request as a policy for another version of the same resource sees it.
func converted(attributes *admission.VersionedAttributes, version string) *admission.VersionedAttributes {
	kind := attributes.VersionedKind
	kind.Version = version
	return &admission.VersionedAttributes{
		Attributes: attributes.Attributes, VersionedKind: kind,
		VersionedObject: lazy(inVersion(attributes.GetObject(), kind)), VersionedOldObject: lazy(inVersion(attributes.GetOldObject(), kind)),
	}
}

// asPlainData is the request as releases before 1.37 show it to the expressions: maps and lists instead of typed values.
func asPlainData(attributes *admission.VersionedAttributes) *admission.VersionedAttributes {
	plain := func(object runtime.Object) admission.LazyObject {
		if object == nil {
			return admission.LazyObject{}
		}
		result, err := admission.ConvertObjectToUnstructured(object)
		must(err)
		return admission.NewLazyObject(result)
	}
	return &admission.VersionedAttributes{
		Attributes: attributes.Attributes, VersionedKind: attributes.VersionedKind,
		VersionedObject: plain(attributes.VersionedObject.Object()), VersionedOldObject: plain(attributes.VersionedOldObject.Object()),
	}
}

func inVersion(object runtime.Object, kind schema.GroupVersionKind) runtime.Object {
	if object == nil || object.GetObjectKind().GroupVersionKind() == kind {
		return object
	}
	internal, err := scheme.ConvertToVersion(object, runtime.InternalGroupVersioner)
	must(err)
	result, err := scheme.ConvertToVersion(internal, kind.GroupVersion())
	must(err)
	return result
}

func lazy(object runtime.Object) admission.LazyObject {
	return admission.NewLazyObject(object)
}
