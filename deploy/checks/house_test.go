package checks

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/compose-spec/compose-go/v2/cli"
	"github.com/compose-spec/compose-go/v2/types"
)

const repository = "../.."

// Each test gets a copy of what a fresh clone holds: nothing that was generated here is read, and nothing is left behind.
func freshClone(t *testing.T) string {
	t.Helper()
	root := t.TempDir()
	for _, path := range []string{"docker-compose.yml", ".dockerignore"} {
		copyFile(t, filepath.Join(repository, path), filepath.Join(root, path))
	}
	deploy := filepath.Join(repository, "deploy")
	must(t, filepath.WalkDir(deploy, func(path string, entry os.DirEntry, err error) error {
		if err != nil {
			return err
		}
		relative, err := filepath.Rel(repository, path)
		if err != nil {
			return err
		}
		if entry.IsDir() && (entry.Name() == "secrets" || entry.Name() == "checks") {
			return filepath.SkipDir
		}
		if entry.IsDir() {
			return os.MkdirAll(filepath.Join(root, relative), 0o755)
		}
		copyFile(t, path, filepath.Join(root, relative))
		return nil
	}))
	return root
}

func copyFile(t *testing.T, from, to string) {
	t.Helper()
	info, err := os.Stat(from)
	must(t, err)
	content, err := os.ReadFile(from)
	must(t, err)
	must(t, os.WriteFile(to, content, info.Mode().Perm()))
}

func generateEnv(t *testing.T, root string) (string, error) {
	t.Helper()
	output, err := exec.Command(filepath.Join(root, "deploy/compose/generate-env")).CombinedOutput()
	return string(output), err
}

// Only the .env file counts: variables of whoever runs the tests do not.
func load(root string) (*types.Project, error) {
	options, err := cli.NewProjectOptions(
		[]string{filepath.Join(root, "docker-compose.yml")},
		cli.WithWorkingDirectory(root),
		cli.WithEnvFiles(),
		cli.WithDotEnv,
	)
	if err != nil {
		return nil, err
	}
	return options.LoadProject(context.Background())
}

// The house as `docker compose config` shows it after generate-env.
func house(t *testing.T) *types.Project {
	t.Helper()
	root := freshClone(t)
	if output, err := generateEnv(t, root); err != nil {
		t.Fatalf("generate-env failed: %v\n%s", err, output)
	}
	project, err := load(root)
	must(t, err)
	if len(project.Services) == 0 {
		t.Fatal("the house has no service")
	}
	return project
}

// A job ends; everything else is to stay up.
func isJob(service types.ServiceConfig) bool {
	return strings.HasPrefix(service.Restart, "on-failure")
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func read(t *testing.T, path string) string {
	t.Helper()
	content, err := os.ReadFile(filepath.Join(repository, path))
	must(t, err)
	return string(content)
}

func expect(t *testing.T, holds bool, format string, arguments ...any) {
	t.Helper()
	if !holds {
		t.Error(fmt.Sprintf(format, arguments...))
	}
}
