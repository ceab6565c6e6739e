package main

import (
	"crypto/tls"
	"crypto/x509"
	"net"
	"net/http"
	"os"
	"strings"
	"sync"
	"time"
)

const attempt = time.Second

// dialAll says of each target what came last: "open", or why not. Targets are tried side by side.
func dialAll(limit time.Duration, expectations []string) map[string]string {
	answers := map[string]string{}
	var group sync.WaitGroup
	var mutex sync.Mutex
	end := time.Now().Add(limit)
	for _, expectation := range expectations {
		want, target, _ := strings.Cut(expectation, "=")
		group.Go(func() {
			answer := dial(target)
			for (answer == "open") != (want == "open") && time.Now().Before(end) {
				time.Sleep(50 * time.Millisecond)
				answer = dial(target)
			}
			mutex.Lock()
			defer mutex.Unlock()
			answers[target] = answer
		})
	}
	group.Wait()
	return answers
}

// window is when a target was open, in milliseconds after the start of this program; both are -1 where it never was.
type window struct {
	First int64 `json:"first"`
	Last  int64 `json:"last"`
}

func gap(limit time.Duration, target string) window {
	start := time.Now()
	seen := window{First: -1, Last: -1}
	for time.Since(start) < limit {
		at := time.Since(start).Milliseconds()
		if dial(target) == "open" {
			seen.Last = at
			if seen.First < 0 {
				seen.First = at
			}
		}
		time.Sleep(10 * time.Millisecond)
	}
	return seen
}

// dial takes a new source port each time: a connection that the kernel tracks would be let through after a policy has changed.
func dial(target string) string {
	network, address, _ := strings.Cut(target, ":")
	connection, err := net.DialTimeout(network, address, attempt)
	if err != nil {
		return err.Error()
	}
	defer connection.Close()
	if network == "udp" {
		if err := connection.SetDeadline(time.Now().Add(attempt)); err != nil {
			return err.Error()
		}
		if _, err := connection.Write([]byte("echo")); err != nil {
			return err.Error()
		}
		if _, err := connection.Read(make([]byte, 64)); err != nil {
			return err.Error()
		}
	}
	return "open"
}

const account = "/var/run/secrets/kubernetes.io/serviceaccount/"

// askAll says which status the API server answers to a GET of each path, or why it does not.
func askAll(paths []string) map[string]any {
	token, err := os.ReadFile(account + "token")
	if err != nil {
		return map[string]any{"error": err.Error()}
	}
	authority, err := os.ReadFile(account + "ca.crt")
	if err != nil {
		return map[string]any{"error": err.Error()}
	}
	roots := x509.NewCertPool()
	roots.AppendCertsFromPEM(authority)
	client := http.Client{Timeout: longestAnswer, Transport: &http.Transport{TLSClientConfig: &tls.Config{RootCAs: roots}}}
	server := "https://" + net.JoinHostPort(os.Getenv("KUBERNETES_SERVICE_HOST"), os.Getenv("KUBERNETES_SERVICE_PORT"))
	answers := map[string]any{}
	for _, path := range paths {
		request, err := http.NewRequest(http.MethodGet, server+path, nil)
		if err != nil {
			answers[path] = err.Error()
			continue
		}
		request.Header.Set("Authorization", "Bearer "+string(token))
		response, err := client.Do(request)
		if err != nil {
			answers[path] = err.Error()
			continue
		}
		_ = response.Body.Close()
		answers[path] = response.StatusCode
	}
	return answers
}
