package dev.pawl.activities.workspace;

import java.io.IOException;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.PublicKey;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;
import org.apache.sshd.server.shell.ProcessShellFactory;

/// An ssh server on a free loopback port that hands the repositories of a folder, by git's own programs, to one key.
final class SshOrigin implements AutoCloseable {

    private static final Pattern ASKED = Pattern.compile("(git-(?:upload|receive)-pack) '/([a-z.]+)'");

    private final SshServer server = SshServer.setUpDefaultServer();
    private final Path folder;
    private final PublicKey hostKey;
    private final AtomicInteger wrong = new AtomicInteger();
    private Runnable visited = () -> {};

    SshOrigin(Path folder, KeyPair hostKey, PublicKey letIn) throws IOException {
        this.folder = folder;
        this.hostKey = hostKey.getPublic();
        server.setHost("127.0.0.1");
        server.setKeyPairProvider(KeyPairProvider.wrap(hostKey));
        server.setPublickeyAuthenticator((user, key, session) -> {
            boolean right = user.equals("git") && KeyUtils.compareKeys(key, letIn);
            wrong.addAndGet(right ? 0 : 1);
            return right;
        });
        server.setCommandFactory(this::command);
        server.start();
    }

    String url() {
        return "ssh://git@localhost:" + server.getPort();
    }

    /// The line that ssh-keyscan writes of it.
    String knownHost() {
        return "[localhost]:%d %s\n".formatted(server.getPort(), PublicKeyEntry.toString(hostKey));
    }

    /// What happens while somebody who was let in waits for the answer.
    void whenVisited(Runnable that) {
        visited = that;
    }

    /// How often somebody came with a key that is not let in.
    int wrongKeys() {
        return wrong.get();
    }

    private Command command(ChannelSession channel, String line) throws IOException {
        Matcher asked = ASKED.matcher(line);
        if (!asked.matches()) {
            throw new IOException("This is not git: " + line);
        }
        visited.run();
        return new ProcessShellFactory(
                        line, asked.group(1), folder.resolve(asked.group(2)).toString())
                .createShell(channel);
    }

    @Override
    public void close() throws IOException {
        server.stop(true);
    }
}
