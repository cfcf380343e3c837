package checks

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/compose-spec/compose-go/v2/types"
	"github.com/moby/buildkit/frontend/dockerfile/instructions"
	"github.com/moby/buildkit/frontend/dockerfile/linter"
	"github.com/moby/buildkit/frontend/dockerfile/parser"
	"github.com/moby/patternmatcher"
	"github.com/moby/patternmatcher/ignorefile"
)

var dockerfiles = []string{"deploy/images/pawl.Dockerfile", "deploy/images/minio.Dockerfile"}

// What an image is in the end, after the stages that it is built on.
type image struct {
	user        string
	healthCheck bool
	entrypoint  []string
	execForm    bool
}

func TestBuildsOnPinnedImagesOnly(t *testing.T) {
	pinned := regexp.MustCompile(`^[a-z/-]+:[0-9]+\.[0-9]+[a-z0-9._-]*(@sha256:[0-9a-f]{64})?$`)
	for _, path := range dockerfiles {
		var names []string
		for _, stage := range stages(t, path) {
			own := slices.Contains(names, stage.BaseName)
			expect(t, own || pinned.MatchString(stage.BaseName), "%s builds on %s", path, stage.BaseName)
			names = append(names, stage.Name)
		}
	}
}

func TestStartsEveryImageAsAUserAndWithoutAShell(t *testing.T) {
	for _, path := range dockerfiles {
		for _, name := range built(path) {
			image := resolve(t, stages(t, path), name)
			expect(t, regexp.MustCompile(`^[1-9][0-9]*:[1-9][0-9]*$`).MatchString(image.user), "%s runs as %q", name, image.user)
			expect(t, image.execForm && len(image.entrypoint) > 0, "%s starts through a shell", name)
		}
	}
}

func TestStartsGatewayAndWorkerWithTheFlagsOfTheHouse(t *testing.T) {
	for _, name := range []string{"gateway", "worker"} {
		image := resolve(t, stages(t, "deploy/images/pawl.Dockerfile"), name)
		for _, flag := range []string{
			"--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow", "-XX:+UseSerialGC",
		} {
			expect(t, slices.Contains(image.entrypoint, flag), "%s starts without %s", name, flag)
		}
	}
}

func TestCopiesFilesThatAreInTheBuildContext(t *testing.T) {
	for _, stage := range stages(t, "deploy/images/pawl.Dockerfile") {
		for _, command := range stage.Commands {
			if copied, ok := command.(*instructions.CopyCommand); ok && copied.From == "" {
				for _, source := range copied.SourcePaths {
					_, err := os.Stat(filepath.Join(repository, source))
					must(t, err)
					expect(t, source == "." || !ignored(t, source), "%s is kept out by .dockerignore", source)
				}
			}
		}
	}
}

func TestSendsTheSourcesOfEveryModuleToTheBuild(t *testing.T) {
	modules := regexp.MustCompile(`<module>(.+?)</module>`).FindAllStringSubmatch(read(t, "pom.xml"), -1)
	expect(t, len(modules) > 0, "the build has no module")
	for _, module := range modules {
		expect(t, !ignored(t, module[1]+"/pom.xml"), "%s is kept out by .dockerignore", module[1])
		expect(t, ignored(t, module[1]+"/target/pawl-0.1.0.jar"), "%s is sent with what this machine built", module[1])
	}
	expect(t, !ignored(t, "pom.xml") && !ignored(t, ".mvn/jvm.config"), "the build's own files are kept out")
}

func TestSendsNoSecretAndNoHistoryToTheBuild(t *testing.T) {
	for _, path := range []string{".env", "deploy/compose/secrets/keyring", "deploy/compose/secrets/api-key", ".git/config"} {
		expect(t, ignored(t, path), "%s is sent", path)
	}
}

func target(t *testing.T, build *types.BuildConfig) image {
	t.Helper()
	path := build.Dockerfile
	if !strings.Contains(path, "/") {
		path = filepath.Join("deploy/images", path)
	}
	return resolve(t, stages(t, path), build.Target)
}

func built(path string) []string {
	if strings.Contains(path, "minio") {
		return []string{"server", "client"}
	}
	return []string{"gateway", "worker"}
}

func resolve(t *testing.T, all []instructions.Stage, name string) image {
	t.Helper()
	index := slices.IndexFunc(all, func(stage instructions.Stage) bool { return stage.Name == name })
	if index < 0 {
		return image{}
	}
	result := resolve(t, all[:index], all[index].BaseName)
	for _, command := range all[index].Commands {
		switch instruction := command.(type) {
		case *instructions.UserCommand:
			result.user = instruction.User
		case *instructions.HealthCheckCommand:
			result.healthCheck = instruction.Health.Test[0] != "NONE"
		case *instructions.EntrypointCommand:
			result.entrypoint = instruction.CmdLine
			result.execForm = !instruction.PrependShell
		}
	}
	return result
}

// Fails on everything that `docker build --check` reports while it parses.
func stages(t *testing.T, path string) []instructions.Stage {
	t.Helper()
	file, err := os.Open(filepath.Join(repository, path))
	must(t, err)
	defer file.Close()
	tree, err := parser.Parse(file)
	must(t, err)
	expect(t, len(tree.Warnings) == 0, "%s: %v", path, tree.Warnings)
	parsed, _, err := instructions.Parse(tree.AST, linter.New(&linter.Config{
		Warn: func(rule, _, _, message string, _ []parser.Range) { t.Errorf("%s: %s: %s", path, rule, message) },
	}))
	must(t, err)
	return parsed
}

func ignored(t *testing.T, path string) bool {
	t.Helper()
	file, err := os.Open(filepath.Join(repository, ".dockerignore"))
	must(t, err)
	defer file.Close()
	patterns, err := ignorefile.ReadAll(file)
	must(t, err)
	matcher, err := patternmatcher.New(patterns)
	must(t, err)
	matches, err := matcher.MatchesOrParentMatches(path)
	must(t, err)
	return matches
}
