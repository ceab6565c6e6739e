package main

import (
	"encoding/json"
	"io"
	"log"
	"net"
	"net/http"
	"os"
	"runtime"

	"github.com/google/go-containerregistry/pkg/name"
	"github.com/google/go-containerregistry/pkg/registry"
	v1 "github.com/google/go-containerregistry/pkg/v1"
	"github.com/google/go-containerregistry/pkg/v1/empty"
	"github.com/google/go-containerregistry/pkg/v1/mutate"
	"github.com/google/go-containerregistry/pkg/v1/remote"
	"github.com/google/go-containerregistry/pkg/v1/tarball"
	"github.com/google/go-containerregistry/pkg/v1/types"
)

type imageSource struct {
	// Repository and tag: `shop/minbase:12`.
	Name string `json:"name"`
	// The archive of its only layer.
	Layer string `json:"layer"`
	// The tag of an index that holds this image alone; none where it is empty.
	Index string `json:"index"`
}

type pushedImage struct {
	// With the address of the registry: `127.0.0.1:5000/shop/minbase:12`.
	Name   string `json:"name"`
	Digest string `json:"digest"`
	// The same of the index.
	IndexName   string `json:"indexName,omitempty"`
	IndexDigest string `json:"indexDigest,omitempty"`
}

// serve keeps images in memory and serves them, says in one line what they are called, and ends with its input.
func serve(address string, images []imageSource) error {
	listener, err := net.Listen("tcp", address)
	if err != nil {
		return err
	}
	go func() { _ = http.Serve(listener, registry.New(registry.Logger(log.New(io.Discard, "", 0)))) }()
	pushed := make([]pushedImage, 0, len(images))
	for _, image := range images {
		one, err := push(listener.Addr().String(), image)
		if err != nil {
			return err
		}
		pushed = append(pushed, one)
	}
	if err := json.NewEncoder(os.Stdout).Encode(pushed); err != nil {
		return err
	}
	_, err = io.Copy(io.Discard, os.Stdin)
	return err
}

func push(host string, source imageSource) (pushedImage, error) {
	image, err := build(source.Layer)
	if err != nil {
		return pushedImage{}, err
	}
	reference, err := name.NewTag(host + "/" + source.Name)
	if err != nil {
		return pushedImage{}, err
	}
	if err := remote.Write(reference, image); err != nil {
		return pushedImage{}, err
	}
	digest, err := image.Digest()
	if err != nil || source.Index == "" {
		return pushedImage{Name: reference.Name(), Digest: digest.String()}, err
	}
	index := mutate.AppendManifests(mutate.IndexMediaType(empty.Index, types.OCIImageIndex), mutate.IndexAddendum{
		Add: image, Descriptor: v1.Descriptor{Platform: &v1.Platform{OS: "linux", Architecture: runtime.GOARCH}},
	})
	indexReference := reference.Context().Tag(source.Index)
	if err := remote.WriteIndex(indexReference, index); err != nil {
		return pushedImage{}, err
	}
	indexDigest, err := index.Digest()
	return pushedImage{Name: reference.Name(), Digest: digest.String(), IndexName: indexReference.Name(), IndexDigest: indexDigest.String()}, err
}

// build makes an image of one layer, the same for the same archive.
func build(archive string) (v1.Image, error) {
	layer, err := tarball.LayerFromFile(archive, tarball.WithMediaType(types.OCILayer))
	if err != nil {
		return nil, err
	}
	image, err := mutate.AppendLayers(mutate.ConfigMediaType(mutate.MediaType(empty.Image, types.OCIManifestSchema1), types.OCIConfigJSON), layer)
	if err != nil {
		return nil, err
	}
	config, err := image.ConfigFile()
	if err != nil {
		return nil, err
	}
	config = config.DeepCopy()
	config.OS, config.Architecture = "linux", runtime.GOARCH
	return mutate.ConfigFile(image, config)
}
