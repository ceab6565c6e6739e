package main

import (
	"context"

	v1 "k8s.io/api/admissionregistration/v1"
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apiserver/pkg/admission"
	plugincel "k8s.io/apiserver/pkg/admission/plugin/cel"
	"k8s.io/apiserver/pkg/admission/plugin/policy/validating"
	"k8s.io/apiserver/pkg/admission/plugin/webhook/matchconditions"
	celconfig "k8s.io/apiserver/pkg/apis/cel"
	"k8s.io/apiserver/pkg/authorization/authorizerfactory"
	"k8s.io/apiserver/pkg/cel/environment"
)

// declared is what the expressions of any policy may use, apart from its own variables.
var declared = plugincel.OptionalVariableDeclarations{HasAuthorizer: true}

// bound is what they then find there.
var bound = plugincel.OptionalVariableBindings{Authorizer: authorizerfactory.NewAlwaysAllowAuthorizer()}

// newCompiler knows the variables of a policy.
func newCompiler(variables []v1.Variable) *plugincel.CompositedCompiler {
	compiler, err := plugincel.NewCompositedCompiler(environment.MustBaseEnvSet(environment.DefaultCompatibilityVersion()))
	must(err)
	for _, one := range variables {
		compiler.CompileAndStoreVariable(&validating.Variable{Name: one.Name, Expression: one.Expression}, declared, environment.StoredExpressions)
	}
	return compiler
}

func compileConditions(compiler *plugincel.CompositedCompiler, conditions []v1.MatchCondition) plugincel.ConditionEvaluator {
	var expressions []plugincel.ExpressionAccessor
	for _, one := range conditions {
		expressions = append(expressions, (*matchconditions.MatchCondition)(&one))
	}
	return compiler.CompileCondition(expressions, declared, environment.StoredExpressions)
}

// hold says whether a request meets all conditions of a policy.
func hold(conditions plugincel.ConditionEvaluator, attributes *admission.VersionedAttributes) (bool, error) {
	results, _, err := evaluate(conditions, attributes, celconfig.RuntimeCELCostBudgetMatchConditions)
	if err != nil {
		return false, err
	}
	for _, one := range results {
		if one.Error != nil || one.EvalResult.Value() != true {
			return false, one.Error
		}
	}
	return true, nil
}

func evaluate(evaluator plugincel.ConditionEvaluator, attributes *admission.VersionedAttributes, budget int64) ([]plugincel.EvaluationResult, int64, error) {
	asked := plugincel.CreateAdmissionRequest(attributes.Attributes, metav1.GroupVersionResource(attributes.GetResource()), metav1.GroupVersionKind(attributes.VersionedKind))
	return evaluator.ForInput(context.Background(), attributes, asked, bound, plugincel.CreateNamespaceObject(namespaceOf(attributes)), budget)
}

func namespaceOf(attributes *admission.VersionedAttributes) *corev1.Namespace {
	return &corev1.Namespace{ObjectMeta: metav1.ObjectMeta{Name: attributes.GetNamespace()}}
}
