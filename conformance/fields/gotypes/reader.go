package main

import (
	"fmt"
	"go/ast"
	"reflect"
	"sort"
	"strconv"
	"strings"
)

type schema struct {
	Ref        string             `json:"$ref,omitempty"`
	Type       string             `json:"type,omitempty"`
	Format     string             `json:"format,omitempty"`
	Items      *schema            `json:"items,omitempty"`
	Additional *schema            `json:"additionalProperties,omitempty"`
	Properties map[string]*schema `json:"properties,omitempty"`
	Kinds      []kind             `json:"x-kubernetes-group-version-kind,omitempty"`
}

type kind struct {
	Group   string `json:"group"`
	Version string `json:"version"`
	Kind    string `json:"kind"`
}

type reader struct {
	folders     map[string]string
	packages    map[string]*source
	definitions map[string]*schema
}

const meta = "k8s.io/apimachinery/pkg/apis/meta/v1"

// Types that read JSON in their own way, under the names of the published specification where it has them.
var special = map[string]*schema{
	meta + ".Duration":  {Type: "string", Format: "duration"},
	meta + ".Time":      {Ref: "#/definitions/io.k8s.apimachinery.pkg.apis.meta.v1.Time"},
	meta + ".MicroTime": {Ref: "#/definitions/io.k8s.apimachinery.pkg.apis.meta.v1.MicroTime"},
	meta + ".FieldsV1":  {Ref: "#/definitions/io.k8s.apimachinery.pkg.runtime.RawExtension"},
	"k8s.io/apimachinery/pkg/runtime.RawExtension":  {Ref: "#/definitions/io.k8s.apimachinery.pkg.runtime.RawExtension"},
	"k8s.io/apimachinery/pkg/runtime.Unknown":       {Ref: "#/definitions/io.k8s.apimachinery.pkg.runtime.RawExtension"},
	"k8s.io/apimachinery/pkg/api/resource.Quantity": {Ref: "#/definitions/io.k8s.apimachinery.pkg.api.resource.Quantity"},
	// a quantity and the methods of a command line flag
	"k8s.io/apimachinery/pkg/api/resource.QuantityValue": {Ref: "#/definitions/io.k8s.apimachinery.pkg.api.resource.Quantity"},
	"k8s.io/apimachinery/pkg/util/intstr.IntOrString":    {Ref: "#/definitions/io.k8s.apimachinery.pkg.util.intstr.IntOrString"},
}

var basic = map[string]schema{
	"bool": {Type: "boolean"}, "string": {Type: "string"}, "float64": {Type: "number", Format: "double"}, "float32": {Type: "number", Format: "double"},
	"int": {Type: "integer", Format: "int64"}, "int64": {Type: "integer", Format: "int64"}, "uint": {Type: "integer", Format: "int64"},
	"uint64": {Type: "integer", Format: "int64"}, "int32": {Type: "integer", Format: "int32"}, "int16": {Type: "integer", Format: "int32"},
	"uint32": {Type: "integer", Format: "int64"}, "uint16": {Type: "integer", Format: "int32"},
}

// addKinds adds the types of a package that say their kind themselves.
func (r *reader) addKinds(path, apiVersion string) error {
	read, err := r.source(path)
	if err != nil {
		return err
	}
	names := make([]string, 0, len(read.types))
	for name := range read.types {
		names = append(names, name)
	}
	sort.Strings(names)
	for _, name := range names {
		structure, ok := read.types[name].spec.Type.(*ast.StructType)
		if !ok || strings.HasSuffix(name, "List") || !saysKind(structure) {
			continue
		}
		if _, err := r.named(path, name); err != nil {
			return err
		}
		group, version, _ := strings.Cut(apiVersion, "/")
		definition := r.definitions[path+"."+name]
		definition.Kinds = []kind{{group, version, name}}
	}
	return nil
}

func saysKind(structure *ast.StructType) bool {
	for _, field := range structure.Fields.List {
		if selector, ok := field.Type.(*ast.SelectorExpr); ok && len(field.Names) == 0 && selector.Sel.Name == "TypeMeta" {
			return true
		}
	}
	return false
}

// named is the schema of a type of a package: a reference where it is a structure.
func (r *reader) named(path, name string) (*schema, error) {
	full := path + "." + name
	if known := special[full]; known != nil {
		return known, nil
	}
	read, err := r.source(path)
	if err != nil {
		return nil, err
	}
	found, ok := read.types[name]
	if !ok {
		return nil, fmt.Errorf("there is no type %s", full)
	}
	if read.ownReading[name] {
		return special["k8s.io/apimachinery/pkg/runtime.RawExtension"], nil
	}
	structure, ok := found.spec.Type.(*ast.StructType)
	if !ok {
		return r.schemaOf(path, found.imports, found.spec.Type)
	}
	if r.definitions[full] == nil {
		definition := &schema{Type: "object", Properties: map[string]*schema{}}
		r.definitions[full] = definition
		if err := r.addFields(definition, path, found.imports, structure); err != nil {
			return nil, fmt.Errorf("%s: %w", full, err)
		}
	}
	return &schema{Ref: "#/definitions/" + full}, nil
}

func (r *reader) addFields(to *schema, path string, imports map[string]string, structure *ast.StructType) error {
	for _, field := range structure.Fields.List {
		tag := ""
		if field.Tag != nil {
			text, _ := strconv.Unquote(field.Tag.Value)
			tag = reflect.StructTag(text).Get("json")
		}
		name, options, _ := strings.Cut(tag, ",")
		if name == "-" {
			continue
		}
		of, err := r.schemaOf(path, imports, field.Type)
		if err != nil {
			return err
		}
		isEmbedded := len(field.Names) == 0
		if (isEmbedded && name == "") || strings.Contains(options, "inline") {
			embedded := r.definitions[strings.TrimPrefix(of.Ref, "#/definitions/")]
			if embedded == nil {
				return fmt.Errorf("%s holds a value that is no structure as if it were its own fields", path)
			}
			for key, value := range embedded.Properties {
				to.Properties[key] = value
			}
			continue
		}
		if name == "" {
			name = field.Names[0].Name
		}
		if !isEmbedded && !ast.IsExported(field.Names[0].Name) {
			continue
		}
		to.Properties[name] = of
	}
	return nil
}

func (r *reader) schemaOf(path string, imports map[string]string, expression ast.Expr) (*schema, error) {
	switch of := expression.(type) {
	case *ast.StarExpr:
		return r.schemaOf(path, imports, of.X)
	case *ast.ArrayType:
		if element, ok := of.Elt.(*ast.Ident); ok && element.Name == "byte" {
			return &schema{Type: "string", Format: "byte"}, nil
		}
		items, err := r.schemaOf(path, imports, of.Elt)
		return &schema{Type: "array", Items: items}, err
	case *ast.MapType:
		values, err := r.schemaOf(path, imports, of.Value)
		return &schema{Type: "object", Additional: values}, err
	case *ast.InterfaceType:
		return special["k8s.io/apimachinery/pkg/runtime.RawExtension"], nil
	case *ast.SelectorExpr:
		imported, ok := imports[of.X.(*ast.Ident).Name]
		if !ok {
			return nil, fmt.Errorf("%s imports no %s", path, of.X)
		}
		return r.named(imported, of.Sel.Name)
	case *ast.Ident:
		if known, ok := basic[of.Name]; ok {
			return &known, nil
		}
		return r.named(path, of.Name)
	}
	return nil, fmt.Errorf("%s: a type of the form %T cannot be read", path, expression)
}
