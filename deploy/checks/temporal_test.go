package checks

import (
	"regexp"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"
)

func TestListsSearchAttributesThatSQLVisibilityHasRoomFor(t *testing.T) {
	room := map[string]int{"Keyword": 10, "Bool": 3, "Int": 3, "Double": 3, "Datetime": 3, "Text": 3, "KeywordList": 3}
	seen := map[string]bool{}
	for line := range strings.Lines(read(t, "deploy/temporal/search-attributes")) {
		line = strings.TrimSuffix(line, "\n")
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		match := regexp.MustCompile(`^(Pawl[A-Z][A-Za-z]+)=([A-Za-z]+)$`).FindStringSubmatch(line)
		if match == nil {
			t.Fatalf("not a search attribute: %q", line)
		}
		expect(t, !seen[match[1]], "%s is listed twice", match[1])
		seen[match[1]] = true
		room[match[2]]--
		expect(t, room[match[2]] >= 0, "there is no room for %s", line)
	}
	expect(t, len(seen) > 0, "no search attribute is listed")
}

func TestTurnsFairnessOn(t *testing.T) {
	var settings map[string][]struct{ Value any }
	must(t, yaml.Unmarshal([]byte(read(t, "deploy/temporal/dynamic-config.yaml")), &settings))
	fairness := settings["matching.enableFairness"]
	expect(t, len(fairness) == 1 && fairness[0].Value == true, "fairness is %v", fairness)
	for name, values := range settings {
		expect(t, len(values) > 0 && values[0].Value != nil, "%s has no value", name)
	}
}

func TestBuildsTheServerThatTheHousesRun(t *testing.T) {
	pinned := regexp.MustCompile(`go\.temporal\.io/server v(\S+)`)
	built := pinned.FindStringSubmatch(read(t, "deploy/temporal/server/go.mod"))
	if built == nil {
		t.Fatal("no server is pinned")
	}
	inTool := pinned.FindStringSubmatch(read(t, "deploy/temporal/go.mod"))
	expect(t, inTool != nil && inTool[1] == built[1], "the tool has the server %v, and %s is built", inTool, built[1])
	image := "image: temporalio/server:" + built[1] + "\n"
	expect(t, strings.Contains(read(t, "docker-compose.yml"), image), "docker-compose.yml has no %q", image)
}
