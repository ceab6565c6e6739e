package main

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// source is a package: its types, each with the imports of its file, and which of them read JSON in their own way.
type source struct {
	types      map[string]typeSource
	ownReading map[string]bool
}

type typeSource struct {
	spec *ast.TypeSpec
	// Import paths by the name that the file knows them by.
	imports map[string]string
}

func (r *reader) source(path string) (*source, error) {
	if known := r.packages[path]; known != nil {
		return known, nil
	}
	folder, err := r.folder(path)
	if err != nil {
		return nil, err
	}
	files, err := os.ReadDir(folder)
	if err != nil {
		return nil, err
	}
	read := &source{types: map[string]typeSource{}, ownReading: map[string]bool{}}
	for _, file := range files {
		if !strings.HasSuffix(file.Name(), ".go") || strings.HasSuffix(file.Name(), "_test.go") {
			continue
		}
		tree, err := parser.ParseFile(token.NewFileSet(), filepath.Join(folder, file.Name()), nil, parser.SkipObjectResolution)
		if err != nil {
			return nil, err
		}
		read.add(tree)
	}
	r.packages[path] = read
	return read, nil
}

// folder is that of the longest module whose path the package is below.
func (r *reader) folder(path string) (string, error) {
	best := ""
	for module := range r.folders {
		if (path == module || strings.HasPrefix(path, module+"/")) && len(module) > len(best) {
			best = module
		}
	}
	if best == "" {
		return "", fmt.Errorf("no module for package %s", path)
	}
	return filepath.Join(r.folders[best], strings.TrimPrefix(path, best)), nil
}

func (s *source) add(tree *ast.File) {
	imports := map[string]string{}
	for _, one := range tree.Imports {
		path, _ := strconv.Unquote(one.Path.Value)
		name := path[strings.LastIndex(path, "/")+1:]
		if one.Name != nil {
			name = one.Name.Name
		}
		imports[name] = path
	}
	for _, declaration := range tree.Decls {
		switch declared := declaration.(type) {
		case *ast.GenDecl:
			for _, spec := range declared.Specs {
				if found, ok := spec.(*ast.TypeSpec); ok {
					s.types[found.Name.Name] = typeSource{found, imports}
				}
			}
		case *ast.FuncDecl:
			if declared.Recv != nil && declared.Name.Name == "UnmarshalJSON" {
				if pointer, ok := declared.Recv.List[0].Type.(*ast.StarExpr); ok {
					s.ownReading[pointer.X.(*ast.Ident).Name] = true
				}
			}
		}
	}
}
