// Issuer runs an issuer of OpenID Connect and a server that answers with the headers of each request, and prints where they are. It ends with its input.
package main

import (
	"encoding/json"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"os"

	"github.com/oauth2-proxy/mockoidc"
)

func listen() net.Listener {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		log.Fatal(err)
	}
	return listener
}

func main() {
	upstream := listen()
	go func() {
		log.Fatal(http.Serve(upstream, http.HandlerFunc(func(writer http.ResponseWriter, request *http.Request) {
			writer.Header().Set("X-Upstream", "reached")
			if err := json.NewEncoder(writer).Encode(request.Header); err != nil {
				log.Print(err)
			}
		})))
	}()
	issuer, err := mockoidc.Run()
	if err != nil {
		log.Fatal(err)
	}
	// a user of no group that the tests let in; without a user in the queue the default one logs in
	http.HandleFunc("/queue-stranger", func(http.ResponseWriter, *http.Request) {
		issuer.QueueUser(&mockoidc.MockUser{Subject: "42", Email: "stranger@example.com", EmailVerified: true, Groups: []string{"strangers"}})
	})
	control := listen()
	go func() { log.Fatal(http.Serve(control, nil)) }()
	err = json.NewEncoder(os.Stdout).Encode(map[string]string{
		"issuer":       issuer.Issuer(),
		"clientId":     issuer.ClientID,
		"clientSecret": issuer.ClientSecret,
		"upstream":     fmt.Sprint(upstream.Addr().(*net.TCPAddr).Port),
		"control":      fmt.Sprintf("http://%s", control.Addr()),
	})
	if err != nil {
		log.Fatal(err)
	}
	if _, err := io.Copy(io.Discard, os.Stdin); err != nil {
		log.Fatal(err)
	}
}
