package dev.pawl.activities.agent;

import dev.pawl.activities.agent.AgentRuntime.Answer.Crashed;
import dev.pawl.activities.agent.AgentRuntime.Answer.Declined;
import dev.pawl.activities.agent.AgentRuntime.Answer.Done;
import dev.pawl.activities.agent.Recording.Edit;
import dev.pawl.activities.agent.Recording.Entry;
import dev.pawl.activities.agent.Recording.Spent;
import dev.pawl.workflows.port.agent.Usage;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Plays a recording: no model and no program does anything. It says so wherever it says anything.
@Singleton
final class RecordedRuntime implements AgentRuntime {

    private static final String FOLDER = "recordings";
    private static final String ENDING = ".yaml";

    private final AgentFiles files;

    RecordedRuntime(AgentFiles files) {
        this.files = files;
    }

    @Override
    public String name() {
        return "recorded";
    }

    /// What was played since the last checkpoint is played again.
    @Override
    public boolean goesOnFromAnyTree() {
        return false;
    }

    @Override
    public Answer carryOut(Job job, Desk desk) throws IOException, InterruptedException {
        String agent = job.assignment().agent().name();
        List<Entry> entries = Recording.read(files.file(FOLDER, agent, ENDING))
                .of(job.assignment().step());
        int next = job.state() == null ? 0 : Integer.parseInt(job.state());
        long until = System.nanoTime() + job.left().toNanos();
        desk.say("This is the recording %s: no model works.".formatted(agent));
        for (; next < entries.size(); next++) {
            Entry entry = entries.get(next);
            if (entry.checkpoint() != null) {
                desk.checkpoint(Integer.toString(next + 1));
            }
            pause(entry, until);
            if (until - System.nanoTime() <= 0) {
                return new Crashed(
                        "It took longer than %s.".formatted(job.assignment().longest()), true);
            }
            Answer answer = played(entry, job.checkout().folder(), desk);
            if (answer != null) {
                return answer;
            }
        }
        return entries.isEmpty()
                ? new Declined("The recording %s has nothing for %s."
                        .formatted(agent, job.assignment().step()))
                : new Done("Recording %s: played to its end.".formatted(agent));
    }

    /// No longer than there is time.
    private static void pause(Entry entry, long until) throws InterruptedException {
        if (entry.pause() != null) {
            Thread.sleep(Duration.ofNanos(Math.min(entry.pause().toNanos(), until - System.nanoTime())));
        }
    }

    /// What a recording cannot do, it will never be able to do.
    private static @Nullable Answer played(Entry entry, Path folder, Desk desk) {
        try {
            return play(entry, folder, desk);
        } catch (IOException e) {
            return new Crashed("The recording cannot be played: " + e.getMessage(), true);
        }
    }

    private static @Nullable Answer play(Entry entry, Path folder, Desk desk) throws IOException {
        if (entry.say() != null) {
            desk.say(entry.say());
        }
        if (entry.log() != null) {
            desk.log(entry.log());
        }
        if (entry.edit() != null) {
            edit(folder, entry.edit());
        }
        if (entry.delete() != null) {
            Files.delete(inside(folder, entry.delete()));
        }
        if (entry.usage() != null) {
            Spent spent = entry.usage();
            desk.spend(new Usage(
                    spent.turns(),
                    spent.inputTokens(),
                    spent.outputTokens(),
                    spent.costMicros(),
                    Usage.Source.RECORDED));
        }
        return answer(entry);
    }

    private static @Nullable Answer answer(Entry entry) {
        if (entry.done() != null) {
            return new Done("Recording: " + entry.done());
        }
        if (entry.decline() != null) {
            return new Declined("Recording: " + entry.decline());
        }
        return entry.crash() == null ? null : new Crashed("Recording: " + entry.crash(), false);
    }

    private static void edit(Path folder, Edit edit) throws IOException {
        Path file = inside(folder, edit.path());
        String text = edit.content();
        if (text == null) {
            String before = Files.readString(file);
            String passage = String.valueOf(edit.replace());
            if (!before.contains(passage)) {
                throw new IOException("The recording replaces what %s does not hold.".formatted(edit.path()));
            }
            text = before.replace(passage, edit.with() == null ? "" : edit.with());
        }
        Files.createDirectories(file.getParent());
        if (Files.isSymbolicLink(file)) {
            Files.delete(file);
        }
        Files.writeString(file, text);
    }

    /// No link of the repository leads a recording out of the working copy.
    private static Path inside(Path folder, String path) throws IOException {
        Path file = folder.resolve(path).normalize();
        if (!file.startsWith(folder) || file.equals(folder) || file.startsWith(folder.resolve(".git"))) {
            throw new IOException("The recording names %s, which is not in the working copy.".formatted(path));
        }
        Path place = folder;
        for (Path name : folder.relativize(file)) {
            if (Files.isSymbolicLink(place)) {
                throw new IOException("The recording names %s, which lies behind a link.".formatted(path));
            }
            place = place.resolve(name);
        }
        if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new IOException("The recording names %s, which is a folder.".formatted(path));
        }
        return file;
    }
}
