package main

import (
	"context"
	"fmt"
	"net"

	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"
	runtime "k8s.io/cri-api/pkg/apis/runtime/v1"
)

// imageService stands between the kubelet and containerd. An image that was imported under the very reference of a manifest counts as pulled, since
// no registry could serve content for a digest that was made up; nothing is ever asked of a registry.
type imageService struct {
	runtime.UnimplementedImageServiceServer
	containerd runtime.ImageServiceClient
}

func serveImages(listen, containerd string) error {
	listener, err := net.Listen("unix", listen)
	if err != nil {
		return err
	}
	connection, err := grpc.NewClient("unix://"+containerd, grpc.WithTransportCredentials(insecure.NewCredentials()))
	if err != nil {
		return err
	}
	server := grpc.NewServer()
	runtime.RegisterImageServiceServer(server, imageService{containerd: runtime.NewImageServiceClient(connection)})
	return server.Serve(listener)
}

func (service imageService) PullImage(ctx context.Context, request *runtime.PullImageRequest) (*runtime.PullImageResponse, error) {
	answer, err := service.containerd.ImageStatus(ctx, &runtime.ImageStatusRequest{Image: request.Image})
	if err != nil {
		return nil, err
	}
	if answer.Image == nil {
		return nil, fmt.Errorf("no image was imported as %s", request.Image.Image)
	}
	return &runtime.PullImageResponse{ImageRef: answer.Image.Id}, nil
}

func (service imageService) ImageStatus(ctx context.Context, request *runtime.ImageStatusRequest) (*runtime.ImageStatusResponse, error) {
	return service.containerd.ImageStatus(ctx, request)
}

func (service imageService) ListImages(ctx context.Context, request *runtime.ListImagesRequest) (*runtime.ListImagesResponse, error) {
	return service.containerd.ListImages(ctx, request)
}

func (service imageService) RemoveImage(ctx context.Context, request *runtime.RemoveImageRequest) (*runtime.RemoveImageResponse, error) {
	return service.containerd.RemoveImage(ctx, request)
}

func (service imageService) ImageFsInfo(ctx context.Context, request *runtime.ImageFsInfoRequest) (*runtime.ImageFsInfoResponse, error) {
	return service.containerd.ImageFsInfo(ctx, request)
}
