package main

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
)

type container struct {
	User        int                `json:"user"`
	Group       int                `json:"group"`
	Groups      []int              `json:"groups"`
	Status      map[string]string  `json:"status"`      // of /proc/self/status
	Environment []string           `json:"environment"` // names only
	Writable    []string           `json:"writable"`    // folders in which a file can be made
	Refused     map[string]string  `json:"refused"`     // folders in which it cannot, and why
	Secrets     map[string]*secret `json:"secrets"`     // files below /var/run/secrets
	Token       string             `json:"token"`       // the claims of the mounted token, as JSON in base64; never its signature
	Limits      map[string]string  `json:"limits"`      // of its cgroup
	UserMap     string             `json:"userMap"`
}

type secret struct {
	Mode     string `json:"mode"`
	User     uint32 `json:"user"`
	Group    uint32 `json:"group"`
	Readable bool   `json:"readable"`
	Writable bool   `json:"writable"`
}

func facts() container {
	groups, err := os.Getgroups()
	if err != nil {
		fail(err)
	}
	seen := container{
		User: os.Getuid(), Group: os.Getgid(), Groups: groups,
		Status: status(), Environment: names(os.Environ()), Refused: map[string]string{}, Secrets: map[string]*secret{},
		Token: claims(), Limits: limits(), UserMap: strings.Join(strings.Fields(text("/proc/self/uid_map")), " "),
	}
	for _, folder := range folders() {
		if err := tryFile(folder); err != nil {
			seen.Refused[folder] = err.Error()
		} else {
			seen.Writable = append(seen.Writable, folder)
		}
	}
	_ = filepath.WalkDir("/var/run/secrets", func(path string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() {
			look(path, seen.Secrets)
		}
		return nil
	})
	return seen
}

func text(path string) string {
	content, err := os.ReadFile(path)
	if err != nil {
		return ""
	}
	return strings.TrimSpace(string(content))
}

func status() map[string]string {
	fields := map[string]string{}
	for _, line := range strings.Split(text("/proc/self/status"), "\n") {
		if key, value, found := strings.Cut(line, ":"); found {
			fields[key] = strings.TrimSpace(value)
		}
	}
	return fields
}

func names(environment []string) []string {
	for i, variable := range environment {
		environment[i], _, _ = strings.Cut(variable, "=")
	}
	return environment
}

// folders are all that there are but those of the kernel, whose files cannot be made.
func folders() []string {
	var found []string
	_ = filepath.WalkDir("/", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || !entry.IsDir() {
			return nil
		}
		if path == "/proc" || path == "/sys" {
			return fs.SkipDir
		}
		found = append(found, path)
		return nil
	})
	return found
}

func tryFile(folder string) error {
	path := filepath.Join(folder, ".standin")
	err := os.WriteFile(path, []byte("x"), 0o600)
	if err == nil {
		err = os.Remove(path)
	}
	return err
}

func look(path string, into map[string]*secret) {
	var stat syscall.Stat_t
	if syscall.Stat(path, &stat) != nil || stat.Mode&syscall.S_IFMT != syscall.S_IFREG {
		return
	}
	_, err := os.ReadFile(path)
	file, refused := os.OpenFile(path, os.O_WRONLY, 0)
	if refused == nil {
		_ = file.Close()
	}
	into[path] = &secret{
		Mode: fs.FileMode(stat.Mode & 0o777).String(), User: stat.Uid, Group: stat.Gid, Readable: err == nil, Writable: refused == nil,
	}
}

func claims() string {
	parts := strings.Split(text(account+"token"), ".")
	if len(parts) != 3 {
		return ""
	}
	return parts[1]
}

// limits are read where either version of cgroups has them.
func limits() map[string]string {
	found := map[string]string{}
	for _, file := range []string{
		"memory.max", "cpu.max", "pids.max",
		"memory/memory.limit_in_bytes", "cpu/cpu.cfs_quota_us", "cpu/cpu.cfs_period_us", "pids/pids.max",
	} {
		if value := text("/sys/fs/cgroup/" + file); value != "" {
			found[file] = value
		}
	}
	return found
}
