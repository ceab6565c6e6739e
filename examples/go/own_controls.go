package main

import (
	"strings"

	"github.com/aws/jsii-runtime-go"
	"github.com/cdk8s-hardened/cdk8s-hardened-go/cdk8shardened"
)

const repository = "registry.example.com/shop/"

// ownRepository is the rule of a control of the company's own, beside those of the catalogue.
type ownRepository struct{}

func (ownRepository) Violations(subject interface{}) *[]*cdk8shardened.ControlViolation {
	container, _ := subject.(map[string]interface{})
	if image, ok := container["image"].(string); ok && strings.HasPrefix(image, repository) {
		return &[]*cdk8shardened.ControlViolation{}
	}
	return &[]*cdk8shardened.ControlViolation{{
		Pointer: jsii.String("/image"),
		Message: jsii.String("the image is not below " + repository),
	}}
}

func ownRepositoryControl() cdk8shardened.CustomControl {
	return cdk8shardened.CustomControl_Of(jsii.String("shop.own-repository"), &cdk8shardened.CustomControlProps{
		Title:    jsii.String("Images come from the repository of the team"),
		Why:      jsii.String("nobody of the team answers for what is in the images of others"),
		Fix:      jsii.String("copy the image to " + repository),
		Severity: cdk8shardened.Severity_ERROR,
		Subject:  cdk8shardened.ControlSubject_CONTAINER,
		Rule:     &ownRepository{},
	})
}
