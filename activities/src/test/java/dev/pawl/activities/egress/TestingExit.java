package dev.pawl.activities.egress;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnixDomainSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/// A way out whose names are made up, and programs that take it.
final class TestingExit implements AutoCloseable {

    private static final Limits PLENTY = new Limits(10, 1 << 20, Duration.ofMinutes(1), Duration.ofMinutes(1));

    private final Exit exit;
    private final Tally denials = new Tally();
    private final List<String> lookedUp = new ArrayList<>();

    private TestingExit(Path folder, EgressSettings settings, Limits limits, Map<String, String> names)
            throws IOException {
        Lookup lookup = name -> {
            lookedUp.add(name);
            String known = names.get(name);
            if (known == null) {
                throw new UnknownHostException(name);
            }
            List<InetAddress> addresses = new ArrayList<>();
            for (String address : known.split(" ", -1)) {
                addresses.add(InetAddress.getByName(address));
            }
            return addresses;
        };
        exit = Exit.open(
                Files.createDirectories(folder.resolve("way")),
                new Dialer(settings, lookup),
                settings.forSetups(Hosts.NONE),
                denials,
                limits);
    }

    static TestingExit to(Path folder, EgressSettings settings, Map<String, String> names) throws IOException {
        return new TestingExit(folder, settings, PLENTY, names);
    }

    static TestingExit to(Path folder, EgressSettings settings, Limits limits, Map<String, String> names)
            throws IOException {
        return new TestingExit(folder, settings, limits, names);
    }

    /// To hosts that may be internal, as all are that tests can reach.
    static EgressSettings settings(String hosts, String internal, @Nullable String proxy) {
        return new EgressSettings(words(hosts), List.of(), words(internal), proxy, 1);
    }

    private static List<String> words(String said) {
        return said.isEmpty() ? List.of() : List.of(said);
    }

    List<Tally.Denial> denials() {
        return denials.all();
    }

    List<String> lookedUp() {
        return lookedUp;
    }

    Path socket() {
        return exit.socket();
    }

    Client client() throws IOException {
        return new Client(SocketChannel.open(UnixDomainSocketAddress.of(exit.socket())));
    }

    @Override
    public void close() throws IOException {
        exit.close();
    }

    /// What a program says that begins TLS with a host.
    static byte[] hello(@Nullable String host) throws IOException, GeneralSecurityException {
        SSLEngine engine = SSLContext.getDefault().createSSLEngine();
        engine.setUseClientMode(true);
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setServerNames(host == null ? List.of() : List.of(new SNIHostName(host)));
        engine.setSSLParameters(parameters);
        ByteBuffer said = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
        engine.wrap(ByteBuffer.allocate(0), said);
        byte[] bytes = new byte[said.position()];
        said.flip().get(bytes);
        return bytes;
    }

    /// The same, with one more extension at its end.
    static byte[] with(byte[] hello, int type, byte[] body) {
        ByteBuffer more = ByteBuffer.allocate(hello.length + 4 + body.length);
        more.put(hello).putShort((short) type).putShort((short) body.length).put(body);
        int added = 4 + body.length;
        more.putShort(3, (short) (more.getShort(3) + added));
        more.putShort(7, (short) (more.getShort(7) + added));
        int ciphers = 44 + more.get(43);
        int compressions = ciphers + 2 + more.getShort(ciphers);
        int extensions = compressions + 1 + more.get(compressions);
        more.putShort(extensions, (short) (more.getShort(extensions) + added));
        return more.array();
    }

    /// A program's connection.
    record Client(SocketChannel channel) implements AutoCloseable {

        Client say(String said) throws IOException {
            return say(said.getBytes(StandardCharsets.ISO_8859_1));
        }

        Client say(byte[] said) throws IOException {
            ByteBuffer left = ByteBuffer.wrap(said);
            while (left.hasRemaining()) {
                channel.write(left);
            }
            return this;
        }

        Client connect(String authority) throws IOException {
            return say("CONNECT " + authority + " HTTP/1.1\r\nHost: " + authority + "\r\n\r\n");
        }

        /// One piece of what is said to it.
        String hear() throws IOException {
            ByteBuffer piece = ByteBuffer.allocate(1 << 16);
            int read = channel.read(piece);
            return new String(piece.array(), 0, Math.max(0, read), StandardCharsets.ISO_8859_1);
        }

        /// All of it until the other side hangs up.
        String hearAll() throws IOException {
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            for (String piece = hear(); !piece.isEmpty(); piece = hear()) {
                all.writeBytes(piece.getBytes(StandardCharsets.ISO_8859_1));
            }
            return all.toString(StandardCharsets.ISO_8859_1);
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
