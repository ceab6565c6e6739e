// Stands in for every application image: it serves what probes and peers ask for, and reports what a container sees of itself.
//
//	standin                          what /standin.json says: serve these ports, or end at once
//	standin serve PORT...            serves these ports
//	standin pause                    waits, and reaps orphans: the image of pod sandboxes
//	standin dial SECONDS WANT=TO...  WANT is open or closed, TO is tcp:HOST:PORT or udp:HOST:PORT; tries until each is as wanted, at most that long
//	standin try TO                   connects once, and fails where it cannot
//	standin gap SECONDS TO           connects again and again; the milliseconds until it first and last could
//	standin facts                    what this container may do, and sees
//	standin api PATH...              asks the API server as the service account of the pod
//	standin fill FILE MEBIBYTES      writes that much
//	standin load SECONDS URL         requests one after the other, each with a connection of its own
//
// Each prints JSON.
package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/signal"
	"strconv"
	"syscall"
	"time"
)

type role struct {
	Ports []int `json:"ports"`
	Ends  bool  `json:"ends"`
}

func main() {
	arguments := append(os.Args[1:], "")
	switch arguments[0] {
	case "serve":
		var ports []int
		for _, port := range os.Args[2:] {
			ports = append(ports, number(port))
		}
		serve(ports)
	case "pause":
		pause()
	case "dial":
		report(dialAll(seconds(arguments[1]), os.Args[3:]))
	case "try":
		if answer := dial(arguments[1]); answer != "open" {
			fail(errors.New(answer))
		}
	case "gap":
		report(gap(seconds(arguments[1]), os.Args[3]))
	case "facts":
		report(facts())
	case "api":
		report(askAll(os.Args[2:]))
	case "fill":
		report(fill(arguments[1], number(arguments[2])))
	case "load":
		report(load(seconds(arguments[1]), arguments[2]))
	default:
		// whatever a manifest has the application do
		text, err := os.ReadFile("/standin.json")
		var own role
		if err != nil || json.Unmarshal(text, &own) != nil {
			fail(fmt.Errorf("/standin.json cannot be read: %v", err))
		}
		if !own.Ends {
			serve(own.Ports)
		}
	}
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, err)
	os.Exit(1)
}

func report(value any) {
	if err := json.NewEncoder(os.Stdout).Encode(value); err != nil {
		fail(err)
	}
}

func number(text string) int {
	value, err := strconv.Atoi(text)
	if err != nil {
		fail(err)
	}
	return value
}

func seconds(text string) time.Duration { return time.Duration(number(text)) * time.Second }

func pause() {
	ended := make(chan os.Signal, 1)
	signal.Notify(ended, syscall.SIGTERM, syscall.SIGINT)
	children := make(chan os.Signal, 1)
	signal.Notify(children, syscall.SIGCHLD)
	for {
		select {
		case <-ended:
			return
		case <-children:
			for pid := 1; pid > 0; {
				pid, _ = syscall.Wait4(-1, nil, syscall.WNOHANG, nil)
			}
		}
	}
}

// serve answers HTTP and UDP on each port until it is told to stop, and then ends at once, as programs do that know nothing of their cluster.
func serve(ports []int) {
	handler := http.HandlerFunc(func(response http.ResponseWriter, _ *http.Request) { fmt.Fprintln(response, "ok") })
	failed := make(chan error)
	for _, port := range ports {
		address := ":" + strconv.Itoa(port)
		go func() { failed <- http.ListenAndServe(address, handler) }()
		go func() { failed <- echo(address) }()
	}
	stopped := make(chan os.Signal, 1)
	signal.Notify(stopped, syscall.SIGTERM)
	select {
	case err := <-failed:
		fail(err)
	case <-stopped:
	}
}

func echo(address string) error {
	socket, err := net.ListenPacket("udp", address)
	if err != nil {
		return err
	}
	packet := make([]byte, 64)
	for {
		length, from, err := socket.ReadFrom(packet)
		if err != nil {
			return err
		}
		if _, err := socket.WriteTo(packet[:length], from); err != nil {
			return err
		}
	}
}

type filled struct {
	Mebibytes int    `json:"mebibytes"`
	Error     string `json:"error,omitempty"`
}

func fill(path string, mebibytes int) filled {
	file, err := os.Create(path)
	if err != nil {
		return filled{Error: err.Error()}
	}
	block := make([]byte, 1<<20)
	for written := range mebibytes {
		if _, err := file.Write(block); err != nil {
			return filled{Mebibytes: written, Error: err.Error()}
		}
	}
	return filled{Mebibytes: mebibytes}
}

type loaded struct {
	Requests int      `json:"requests"`
	Failures []string `json:"failures"`
	// Milliseconds that the slowest request took.
	Slowest int64 `json:"slowest"`
}

// longestAnswer is long enough for a busy machine: a slow answer is no lost request. Where a pod is gone the kernel says so within seconds.
const longestAnswer = 30 * time.Second

func load(limit time.Duration, url string) loaded {
	client := http.Client{Timeout: longestAnswer, Transport: &http.Transport{DisableKeepAlives: true}}
	result := loaded{Failures: []string{}}
	for end := time.Now().Add(limit); time.Now().Before(end); result.Requests++ {
		asked := time.Now()
		if err := get(&client, url); err != nil {
			result.Failures = append(result.Failures, err.Error())
		}
		result.Slowest = max(result.Slowest, time.Since(asked).Milliseconds())
	}
	return result
}

func get(client *http.Client, url string) error {
	response, err := client.Get(url)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	_, err = io.Copy(io.Discard, response.Body)
	return err
}
