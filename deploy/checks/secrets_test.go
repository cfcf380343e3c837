package checks

import (
	"encoding/base64"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

func TestRefusesToStartWithoutAGeneratedEnvironment(t *testing.T) {
	_, err := load(freshClone(t))
	if err == nil {
		t.Fatal("the house loaded without a password")
	}
	expect(t, strings.Contains(err.Error(), "run deploy/compose/generate-env first"), "does not say what to do: %v", err)
}

func TestRefusesToStartWhenAnyPasswordIsMissing(t *testing.T) {
	root := freshClone(t)
	_, err := generateEnv(t, root)
	must(t, err)
	path := filepath.Join(root, ".env")
	whole, err := os.ReadFile(path)
	must(t, err)
	for _, line := range passwords(string(whole)) {
		must(t, os.WriteFile(path, []byte(strings.Replace(string(whole), line, "", 1)), 0o600))
		_, err := load(root)
		name, _, _ := strings.Cut(line, "=")
		expect(t, err != nil, "the house loads without %s", name)
	}
}

func TestTakesEveryPasswordFromTheGeneratedEnvironment(t *testing.T) {
	names := regexp.MustCompile(`PASSWORD|PWD|SECRET|MC_HOST`)
	random := regexp.MustCompile(`\b[0-9a-f]{48}\b`)
	for name, service := range house(t).Services {
		for variable, value := range service.Environment {
			if names.MatchString(variable) {
				expect(t, value != nil && random.MatchString(*value), "%s has a fixed %s", name, variable)
			}
		}
	}
}

func TestWritesEnvironmentAndSecretsForTheirOwnerOnly(t *testing.T) {
	root := freshClone(t)
	_, err := generateEnv(t, root)
	must(t, err)
	expectMode(t, filepath.Join(root, ".env"), 0o600)
	expectMode(t, filepath.Join(root, "deploy/compose/secrets"), fs.ModeDir|0o700)
	// Containers run under other user ids and see the files with the modes they have here.
	expectMode(t, filepath.Join(root, "deploy/compose/secrets/keyring"), 0o444)
	expectMode(t, filepath.Join(root, "deploy/compose/secrets/api-key"), 0o444)
}

func TestLeavesNothingElseBehind(t *testing.T) {
	root := freshClone(t)
	_, err := generateEnv(t, root)
	must(t, err)
	drafts, err := filepath.Glob(filepath.Join(root, "deploy/compose/.draft*"))
	must(t, err)
	expect(t, len(drafts) == 0, "left %v", drafts)
}

func TestNeverOverwritesSecrets(t *testing.T) {
	for _, kept := range []string{".env", "deploy/compose/secrets"} {
		root := freshClone(t)
		_, err := generateEnv(t, root)
		must(t, err)
		for _, other := range []string{".env", "deploy/compose/secrets"} {
			if other != kept {
				must(t, os.RemoveAll(filepath.Join(root, other)))
			}
		}
		output, err := generateEnv(t, root)
		expect(t, err != nil, "ran although %s was there", kept)
		expect(t, strings.Contains(output, "is there already"), "does not say why: %s", output)
	}
}

func TestMakesOtherSecretsEachTime(t *testing.T) {
	seen := map[string]bool{}
	for range 3 {
		root := freshClone(t)
		_, err := generateEnv(t, root)
		must(t, err)
		environment, err := os.ReadFile(filepath.Join(root, ".env"))
		must(t, err)
		lines := passwords(string(environment))
		expect(t, len(lines) == 6, "%d passwords", len(lines))
		for _, line := range lines {
			_, value, _ := strings.Cut(line, "=")
			expect(t, len(value) >= 32, "short: %s", line)
			expect(t, !seen[value], "seen before: %s", line)
			seen[value] = true
		}
	}
}

func TestWritesAKeyringAndAnAPIKeyOfTheRightForm(t *testing.T) {
	root := freshClone(t)
	_, err := generateEnv(t, root)
	must(t, err)
	keyring, err := os.ReadFile(filepath.Join(root, "deploy/compose/secrets/keyring"))
	must(t, err)
	match := regexp.MustCompile(`\Acurrent=(\S+)\nkey\.(\S+)=(\S+)\n\z`).FindStringSubmatch(string(keyring))
	if match == nil || match[1] != match[2] {
		t.Fatalf("not a keyring whose current key is there: %s", keyring)
	}
	key, err := base64.StdEncoding.DecodeString(match[3])
	must(t, err)
	expect(t, len(key) == 32, "the key has %d bytes", len(key))
	apiKey, err := os.ReadFile(filepath.Join(root, "deploy/compose/secrets/api-key"))
	must(t, err)
	form := regexp.MustCompile(`\Apawl_[A-Za-z0-9_-]{12}_[A-Za-z0-9_-]{43}\n\z`)
	expect(t, form.Match(apiKey), "not an API key: %s", apiKey)
}

func TestGivesContainersFilesThatTheyMayRead(t *testing.T) {
	root := freshClone(t)
	must(t, filepath.WalkDir(filepath.Join(root, "deploy"), func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		info, err := entry.Info()
		if err != nil {
			return err
		}
		return os.Chmod(path, info.Mode().Perm()&0o700)
	}))
	_, err := generateEnv(t, root)
	must(t, err)
	project, err := load(root)
	must(t, err)
	files := map[string]string{}
	for name, config := range project.Configs {
		files[name] = config.File
	}
	for name, secret := range project.Secrets {
		files[name] = secret.File
	}
	expect(t, len(files) > 0, "no file is mounted")
	for name, file := range files {
		info, err := os.Stat(file)
		must(t, err)
		expect(t, info.Mode().Perm()&0o004 != 0, "%s cannot be read in a container: %s is %v", name, file, info.Mode())
	}
}

func passwords(environment string) []string {
	return regexp.MustCompile(`(?m)^[A-Z0-9_]+=.+$`).FindAllString(environment, -1)
}

func expectMode(t *testing.T, path string, mode fs.FileMode) {
	t.Helper()
	info, err := os.Stat(path)
	must(t, err)
	expect(t, info.Mode() == mode, "%s has mode %v, not %v", path, info.Mode(), mode)
}
