package dev.pawl.activities.egress;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// How a program begins to speak TLS. Many hosts share a machine, and this is where it says which one it means.
final class Hello {

    private static final int HANDSHAKE = 22;
    private static final int CLIENT_HELLO = 1;
    private static final int SERVER_NAME = 0;

    /// An Encrypted Client Hello: another name is in it.
    private static final int ENCRYPTED = 0xfe0d;

    private static final int LARGEST_RECORD = 1 << 14;
    private static final int LARGEST = 1 << 16;
    private static final int BEFORE_SESSION = 4 + 2 + 32;

    /// None, where a machine is addressed by number.
    private final Optional<String> name;

    private final byte[] bytes;

    private Hello(Optional<String> name, byte[] bytes) {
        this.name = name;
        this.bytes = bytes;
    }

    /// Takes no byte behind it.
    static Hello read(InputStream in) throws IOException, RefusedException {
        DataInputStream data = new DataInputStream(in);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        while (message.size() < 4 || message.size() < length(message.toByteArray())) {
            byte[] header = data.readNBytes(5);
            int length = header.length < 5 ? 0 : (header[3] & 0xff) << 8 | (header[4] & 0xff);
            if (length == 0 || length > LARGEST_RECORD || header[0] != HANDSHAKE || message.size() > LARGEST) {
                throw noTls();
            }
            byte[] fragment = data.readNBytes(length);
            all.writeBytes(header);
            all.writeBytes(fragment);
            message.writeBytes(fragment);
            if (fragment.length < length) {
                throw noTls();
            }
        }
        return new Hello(name(message.toByteArray()), all.toByteArray());
    }

    private static int length(byte[] message) throws RefusedException {
        if (message[0] != CLIENT_HELLO) {
            throw noTls();
        }
        return 4 + ((message[1] & 0xff) << 16 | (message[2] & 0xff) << 8 | (message[3] & 0xff));
    }

    private static Optional<String> name(byte[] message) throws RefusedException {
        try {
            ByteBuffer left = ByteBuffer.wrap(message, 0, length(message));
            left.position(BEFORE_SESSION);
            skip(left, left.get() & 0xff);
            skip(left, left.getShort() & 0xffff);
            skip(left, left.get() & 0xff);
            if (!left.hasRemaining()) {
                return Optional.empty();
            }
            left.getShort();
            return name(left);
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            throw noTls();
        }
    }

    /// Whoever says it twice, or hides it, may be understood otherwise by who listens behind us.
    private static Optional<String> name(ByteBuffer extensions) throws RefusedException {
        Optional<String> name = Optional.empty();
        while (extensions.hasRemaining()) {
            int type = extensions.getShort() & 0xffff;
            byte[] said = new byte[extensions.getShort() & 0xffff];
            extensions.get(said);
            if (type == ENCRYPTED || (type == SERVER_NAME && name.isPresent())) {
                throw RefusedException.forbidden("It hides which host it asks for.");
            }
            if (type == SERVER_NAME) {
                name = Optional.of(only(ByteBuffer.wrap(said)));
            }
        }
        return name;
    }

    private static String only(ByteBuffer names) throws RefusedException {
        int length = names.getShort() & 0xffff;
        int kind = names.get();
        byte[] name = new byte[names.getShort() & 0xffff];
        names.get(name);
        if (kind != 0 || length != name.length + 3 || names.hasRemaining()) {
            throw RefusedException.forbidden("It asks for more than one host.");
        }
        return Target.name(new String(name, StandardCharsets.ISO_8859_1))
                .orElseThrow(() -> RefusedException.forbidden("What it asks for is no host."));
    }

    private static void skip(ByteBuffer left, int length) {
        left.position(left.position() + length);
    }

    /// All that it said.
    byte[] bytes() {
        return bytes.clone();
    }

    private static RefusedException noTls() {
        return RefusedException.forbidden("What it says there is no TLS, and nothing else is let through.");
    }

    /// It must mean the host that it was let through to.
    void require(Target target) throws RefusedException {
        boolean means = name.isEmpty() ? target.isAddress() : name.get().equals(target.host());
        if (!means) {
            throw RefusedException.forbidden(
                    "Let through to %s, it asked for %s.".formatted(target.host(), name.orElse("no host by name")));
        }
    }
}
