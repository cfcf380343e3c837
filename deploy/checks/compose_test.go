package checks

import (
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/compose-spec/compose-go/v2/types"
)

func TestTakesAwayWhatNoContainerNeeds(t *testing.T) {
	for name, service := range house(t).Services {
		expect(t, service.ReadOnly, "%s may write to its root", name)
		expect(t, slices.Equal(service.CapDrop, []string{"ALL"}), "%s keeps capabilities", name)
		expect(t, len(service.CapAdd) == 0, "%s is given capabilities", name)
		expect(t, slices.Contains(service.SecurityOpt, "no-new-privileges:true"), "%s may gain privileges", name)
		expect(t, !service.Privileged, "%s is privileged", name)
		expect(t, service.Pid == "" && service.NetworkMode == "" && service.Ipc == "", "%s shares the host's", name)
	}
}

func TestRunsNothingAsRoot(t *testing.T) {
	for name, service := range house(t).Services {
		user := service.User
		if service.Build != nil {
			user = target(t, service.Build).user
		}
		expect(t, regexp.MustCompile(`^[1-9][0-9]*:[1-9][0-9]*$`).MatchString(user), "%s runs as %q", name, user)
	}
}

func TestLimitsWhatEachContainerMayUse(t *testing.T) {
	for name, service := range house(t).Services {
		if service.Deploy == nil || service.Deploy.Resources.Limits == nil {
			t.Errorf("%s has no limits", name)
			continue
		}
		limits := service.Deploy.Resources.Limits
		expect(t, limits.MemoryBytes > 0, "%s may use all memory", name)
		expect(t, limits.NanoCPUs > 0, "%s may use all processors", name)
		expect(t, limits.Pids > 0, "%s may start processes without end", name)
		expect(t, service.Logging != nil && service.Logging.Options["max-size"] != "", "%s may fill the disk", name)
	}
}

func TestPinsEveryImage(t *testing.T) {
	pinned := regexp.MustCompile(`^[a-z/-]+:[0-9]+(\.[0-9]+)*(-[a-z]+)?$`)
	for name, service := range house(t).Services {
		expect(t, pinned.MatchString(service.Image), "%s uses %s", name, service.Image)
	}
}

func TestNamesOurImagesAfterTheVersionOfTheBuild(t *testing.T) {
	version := regexp.MustCompile(`<artifactId>pawl</artifactId>\s*<version>(.+?)</version>`).
		FindStringSubmatch(read(t, "pom.xml"))[1]
	services := house(t).Services
	for name, image := range map[string]string{"gateway": "gateway", "worker": "worker", "migrate": "worker"} {
		expect(t, services[name].Image == "pawl/"+image+":"+version, "%s uses %s", name, services[name].Image)
	}
}

func TestPublishesOnlyGatewayAndWebUIAndOnlyOnLoopback(t *testing.T) {
	var published []string
	for name, service := range house(t).Services {
		for _, port := range service.Ports {
			published = append(published, name)
			expect(t, port.HostIP == "127.0.0.1", "%s is published on %q", name, port.HostIP)
		}
	}
	slices.Sort(published)
	expect(t, slices.Equal(published, []string{"gateway", "temporal-ui"}), "published: %v", published)
}

func TestKeepsWhatHoldsDataOffTheOutside(t *testing.T) {
	project := house(t)
	expect(t, bool(project.Networks["house"].Internal), "the network house leads outside")
	reaching := []string{"gateway", "temporal-ui", "worker"}
	for name, service := range project.Services {
		if !slices.Contains(reaching, name) {
			networks := service.NetworksByPriority()
			expect(t, slices.Equal(networks, []string{"house"}), "%s is on %v", name, networks)
		}
	}
}

func TestTellsOfEveryServiceWhetherItWorks(t *testing.T) {
	for name, service := range house(t).Services {
		expect(t, isJob(service) || hasHealthCheck(t, service), "%s has no health check", name)
	}
}

func TestWaitsForHealthOfServicesAndForTheEndOfJobs(t *testing.T) {
	project := house(t)
	for name, service := range project.Services {
		for other, dependency := range service.DependsOn {
			wanted := types.ServiceConditionHealthy
			if isJob(project.Services[other]) {
				wanted = types.ServiceConditionCompletedSuccessfully
			}
			expect(t, dependency.Condition == wanted, "%s waits for %s to be %s", name, other, dependency.Condition)
		}
	}
}

func TestGivesTheProgramsTimeToDrain(t *testing.T) {
	services := house(t).Services
	for _, name := range []string{"gateway", "worker"} {
		service := services[name]
		setting := *service.Environment["PAWL_SHUTDOWN_GRACE"]
		drain, err := time.ParseDuration(strings.ToLower(strings.TrimPrefix(setting, "PT")))
		must(t, err)
		given := time.Duration(*service.StopGracePeriod)
		expect(t, given >= drain+10*time.Second, "%s drains for %v and is killed after %v", name, drain, given)
	}
}

func TestHandsTheOwnersPasswordToTheMigrationOnly(t *testing.T) {
	project := house(t)
	secret := *project.Services["migrate"].Environment["PAWL_DATABASE_OWNER_PASSWORD"]
	for name, service := range project.Services {
		for variable, value := range service.Environment {
			allowed := name == "migrate" || name == "postgres-roles"
			expect(t, allowed || value == nil || *value != secret, "%s knows it as %s", name, variable)
		}
	}
}

func TestPassesOnNoSettingThatIsEmpty(t *testing.T) {
	for name, service := range house(t).Services {
		// A variable without any value is not passed on at all.
		for variable, value := range service.Environment {
			expect(t, value == nil || *value != "", "%s gets an empty %s", name, variable)
		}
	}
}

func TestScalesTheWorkerByCount(t *testing.T) {
	worker := house(t).Services["worker"]
	expect(t, worker.ContainerName == "" && len(worker.Ports) == 0, "only one of it can run")
	expect(t, worker.GetScale() == 1, "starts %d", worker.GetScale())
}

func TestUsesOneBucketAndOneUserThroughout(t *testing.T) {
	services := house(t).Services
	bucket := *services["minio-bucket"].Environment["BUCKET"]
	user := *services["minio-bucket"].Environment["ACCESS_KEY"]
	for _, name := range []string{"gateway", "worker"} {
		expect(t, *services[name].Environment["PAWL_S3_BUCKET"] == bucket, "%s uses another bucket", name)
		expect(t, *services[name].Environment["PAWL_S3_ACCESS_KEY"] == user, "%s is another user", name)
	}
	policy := read(t, "deploy/compose/minio-policy.json")
	resources := regexp.MustCompile(`arn:aws:s3:::[^"/]+`).FindAllString(policy, -1)
	expect(t, len(resources) == 2, "the policy names %v", resources)
	for _, resource := range resources {
		expect(t, resource == "arn:aws:s3:::"+bucket, "the policy allows %s", resource)
	}
}

func TestExplainsEveryVariable(t *testing.T) {
	compose := read(t, "docker-compose.yml")
	explained := read(t, "deploy/compose/README.md")
	variables := regexp.MustCompile(`\$\{([A-Z0-9_]+)`).FindAllStringSubmatch(compose, -1)
	variables = append(variables, regexp.MustCompile(`(?m)^ +([A-Z0-9_]+):$`).FindAllStringSubmatch(compose, -1)...)
	expect(t, len(variables) > 10, "found only %d variables", len(variables))
	for _, variable := range variables {
		expect(t, strings.Contains(explained, "`"+variable[1]+"`"), "the README does not explain %s", variable[1])
	}
}

func hasHealthCheck(t *testing.T, service types.ServiceConfig) bool {
	t.Helper()
	if service.HealthCheck != nil {
		return !service.HealthCheck.Disable && len(service.HealthCheck.Test) > 1
	}
	return service.Build != nil && target(t, service.Build).healthCheck
}
