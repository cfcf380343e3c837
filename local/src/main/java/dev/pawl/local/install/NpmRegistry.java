package dev.pawl.local.install;

import dev.pawl.local.HouseException;
import dev.pawl.local.log.HouseLog;
import dev.pawl.local.process.OneShot;
import dev.pawl.local.process.SearchPath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Fetches packages: by npm, which knows its registry, its proxy and its keys; where there is none or it cannot, by
/// HTTP from the registry that npm would be told of.
final class NpmRegistry {

    private static final Duration TO_CONNECT = Duration.ofSeconds(15);
    private static final Duration TO_FETCH = Duration.ofMinutes(15);

    private final Map<String, String> environment;
    private final HouseLog log;

    NpmRegistry(Map<String, String> environment, HouseLog log) {
        this.environment = Map.copyOf(environment);
        this.log = log;
    }

    /// Puts the package's file into a folder of its own.
    Path fetch(NpmPackage wanted, Path folder) throws InterruptedException {
        List<String> refusals = new ArrayList<>();
        Optional<Path> fetched = byNpm(wanted, folder, refusals);
        if (fetched.isEmpty()) {
            fetched = byHttp(wanted, folder, refusals);
        }
        return fetched.orElseThrow(() ->
                new HouseException("%s cannot be fetched. %s".formatted(wanted.wanted(), String.join(" ", refusals))));
    }

    private Optional<Path> byNpm(NpmPackage wanted, Path folder, List<String> refusals) throws InterruptedException {
        List<Path> npm = new SearchPath(environment).all("npm");
        if (npm.isEmpty()) {
            refusals.add("There is no npm on the PATH.");
            return Optional.empty();
        }
        log.say("Fetching " + wanted.wanted() + " with npm.");
        // In that folder no project's settings of npm count.
        OneShot.Result result = OneShot.run(
                TO_FETCH,
                List.of(
                        "env",
                        "-C",
                        folder.toString(),
                        npm.getFirst().toString(),
                        "pack",
                        wanted.wanted(),
                        "--pack-destination",
                        folder.toString(),
                        "--loglevel=error"));
        if (result.isSuccess()) {
            return tarball(folder);
        }
        refusals.add("npm said: %s.".formatted(result.output().lines().limit(3).collect(Collectors.joining(" "))));
        return Optional.empty();
    }

    private Optional<Path> byHttp(NpmPackage wanted, Path folder, List<String> refusals) throws InterruptedException {
        Optional<URI> registry = registry();
        if (registry.isEmpty()) {
            refusals.add("Install npm, or name a registry in npm_config_registry.");
            return Optional.empty();
        }
        URI address = registry.get().resolve(wanted.path());
        log.say("Fetching " + address + ".");
        try (HttpClient http = HttpClient.newBuilder()
                .connectTimeout(TO_CONNECT)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build()) {
            HttpRequest request =
                    HttpRequest.newBuilder(address).timeout(TO_FETCH).build();
            HttpResponse<Path> response = http.send(request, BodyHandlers.ofFile(folder.resolve("package.tgz")));
            if (response.statusCode() == 200) {
                return Optional.of(response.body());
            }
            refusals.add("%s answered %d.".formatted(address, response.statusCode()));
        } catch (IOException failure) {
            refusals.add("%s does not answer (%s).".formatted(address, failure));
        }
        return Optional.empty();
    }

    /// As npm is told of it, too.
    private Optional<URI> registry() {
        return Stream.of("npm_config_registry", "NPM_CONFIG_REGISTRY")
                .map(name -> environment.getOrDefault(name, ""))
                .filter(named -> !named.isBlank())
                .findFirst()
                .map(named -> URI.create(named.endsWith("/") ? named : named + "/"));
    }

    private static Optional<Path> tarball(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".tgz")).findFirst();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
