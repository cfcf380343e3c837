package dev.pawl.activities.agent;

import dev.pawl.workflows.port.Failure;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;

/// The files that make agents: the operator puts them there, and submissions only name them.
@Singleton
final class AgentFiles {

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

    private final AgentSettings settings;

    AgentFiles(AgentSettings settings) {
        this.settings = settings;
    }

    List<String> names(String kind, String ending) {
        Path folder = settings.folder();
        List<String> names = new ArrayList<>();
        if (folder == null || !Files.isDirectory(folder.resolve(kind))) {
            return names;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder.resolve(kind))) {
            for (Path file : files) {
                String name = file.getFileName().toString();
                if (name.endsWith(ending) && Files.isRegularFile(file)) {
                    names.add(name.substring(0, name.length() - ending.length()));
                }
            }
        } catch (IOException e) {
            throw Failure.AGENT_UNKNOWN.because("The folder of agents cannot be read: " + e.getMessage(), e);
        }
        names.removeIf(name -> !NAME.matcher(name).matches());
        Collections.sort(names);
        return names;
    }

    Path file(String kind, String name, String ending) {
        Path folder = settings.folder();
        if (folder == null) {
            throw Failure.AGENT_UNKNOWN.because("This worker has no agents: PAWL_AGENT_FOLDER names no folder.", null);
        }
        List<String> names = names(kind, ending);
        if (!names.contains(name)) {
            throw Failure.AGENT_UNKNOWN.because(
                    "There is no agent %s in %s. There are: %s."
                            .formatted(name.replaceAll("[^A-Za-z0-9._-]", "?"), folder.resolve(kind), names),
                    null);
        }
        return folder.toAbsolutePath().resolve(kind).resolve(name + ending);
    }
}
