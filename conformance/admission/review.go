package main

import (
	"encoding/json"
	"fmt"

	v1 "k8s.io/api/admissionregistration/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/util/validation/field"
	"k8s.io/apimachinery/pkg/util/version"
	plugincel "k8s.io/apiserver/pkg/admission/plugin/cel"
	"k8s.io/apiserver/pkg/admission/plugin/policy/validating"
	"k8s.io/apiserver/pkg/admission/plugin/webhook/matchconditions"
	"k8s.io/apiserver/pkg/cel/environment"
	"k8s.io/apiserver/pkg/cel/openapi/resolver"
	"k8s.io/kubernetes/pkg/apis/admissionregistration"
	"k8s.io/kubernetes/pkg/apis/admissionregistration/validation"
	"k8s.io/kubernetes/pkg/generated/openapi"
)

// The releases that a policy must compile in. An API server accepts in new expressions what the release before it knows already.
var releases = []string{"1.29", "1.33", "1.37"}

func policyProblems(raw json.RawMessage, policy *v1.ValidatingAdmissionPolicy) []string {
	problems := storageProblems(raw)
	for _, release := range releases {
		problems = append(problems, compileProblems(policy, release)...)
	}
	return problems
}

// storageProblems says what the API server finds wrong with an object of its admission group when it is created.
func storageProblems(raw json.RawMessage) []string {
	object, kind, err := decode(raw)
	if err != nil {
		return []string{err.Error()}
	}
	name := object.(interface{ GetName() string }).GetName()
	internal, err := scheme.New(admissionregistration.SchemeGroupVersion.WithKind(kind.Kind))
	must(err)
	must(scheme.Convert(object, internal, nil))
	var problems []string
	for _, one := range validated(internal) {
		problems = append(problems, fmt.Sprintf("%s: %s", name, one))
	}
	return problems
}

func validated(object runtime.Object) field.ErrorList {
	switch one := object.(type) {
	case *admissionregistration.ValidatingAdmissionPolicy:
		return validation.ValidateValidatingAdmissionPolicy(one)
	case *admissionregistration.ValidatingAdmissionPolicyBinding:
		return validation.ValidateValidatingAdmissionPolicyBinding(one)
	case *admissionregistration.MutatingAdmissionPolicy:
		return validation.ValidateMutatingAdmissionPolicy(one)
	case *admissionregistration.MutatingAdmissionPolicyBinding:
		return validation.ValidateMutatingAdmissionPolicyBinding(one)
	}
	return field.ErrorList{field.InternalError(nil, fmt.Errorf("%T is no object of admission", object))}
}

func compileProblems(policy *v1.ValidatingAdmissionPolicy, release string) []string {
	var problems []string
	compiler, err := plugincel.NewCompositedCompiler(environment.MustBaseEnvSet(version.MustParseGeneric(release)))
	must(err)
	note := func(what string, result plugincel.CompilationResult) {
		if result.Error != nil {
			problems = append(problems, fmt.Sprintf("%s: %s does not compile for %s: %s", policy.Name, what, release, result.Error.Detail))
		}
	}
	for _, one := range policy.Spec.Variables {
		note("variable "+one.Name, compiler.CompileAndStoreVariable(&validating.Variable{Name: one.Name, Expression: one.Expression}, declared, environment.NewExpressions))
	}
	for _, one := range policy.Spec.MatchConditions {
		note("condition "+one.Name, compiler.CompileCELExpression((*matchconditions.MatchCondition)(&one), declared, environment.NewExpressions))
	}
	for i, one := range policy.Spec.Validations {
		note(fmt.Sprintf("validation %d", i), compiler.CompileCELExpression(&validating.ValidationCondition{Expression: one.Expression}, declared, environment.NewExpressions))
		if one.MessageExpression != "" {
			note(fmt.Sprintf("message %d", i), compiler.CompileCELExpression(&validating.MessageExpressionCondition{MessageExpression: one.MessageExpression}, declared, environment.NewExpressions))
		}
	}
	return problems
}

var checker = &validating.TypeChecker{
	SchemaResolver: resolver.NewDefinitionsSchemaResolver(openapi.GetOpenAPIDefinitions, scheme),
	RestMapper:     mapper,
}

// typeWarnings is what the API server writes into the status of the policy.
func typeWarnings(policy *v1.ValidatingAdmissionPolicy) []string {
	var warnings []string
	for _, one := range checker.Check(policy) {
		warnings = append(warnings, fmt.Sprintf("%s: %s: %s", policy.Name, one.FieldRef, one.Warning))
	}
	context := checker.CreateContext(policy)
	for _, one := range policy.Spec.Variables {
		if results := checker.CheckExpression(context, one.Expression); len(results) > 0 {
			warnings = append(warnings, fmt.Sprintf("%s: variable %s: %s", policy.Name, one.Name, results))
		}
	}
	return warnings
}
