package dev.pawl.local.part;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/// The first message of a PostgreSQL connection: a server that works asks for the password, one that starts or stops
/// refuses.
final class DatabaseGreeting {

    private static final int PROTOCOL = 3 << 16;
    private static final byte[] WHO = "user\0pawl_owner\0database\0postgres\0\0".getBytes(StandardCharsets.US_ASCII);
    private static final int AUTHENTICATION = 'R';
    private static final int REFUSAL = 'E';

    private DatabaseGreeting() {}

    static Health send(int port) {
        try (Socket socket = new Socket()) {
            int patience = (int) Probe.PATIENCE.toMillis();
            socket.setSoTimeout(patience);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), patience);
            DataOutputStream out = new DataOutputStream(socket.getOutputStream());
            out.writeInt(2 * Integer.BYTES + WHO.length);
            out.writeInt(PROTOCOL);
            out.write(WHO);
            out.flush();
            return judge(new DataInputStream(socket.getInputStream()));
        } catch (IOException failure) {
            return new Health.Down("no answer from port " + port + " (" + failure.getMessage() + ")");
        }
    }

    private static Health judge(DataInputStream answer) throws IOException {
        int kind = answer.read();
        if (kind == AUTHENTICATION) {
            return new Health.Up();
        }
        if (kind != REFUSAL) {
            return new Health.Down("what listens there does not speak PostgreSQL's language");
        }
        byte[] fields = answer.readNBytes(Math.min(answer.readInt() - Integer.BYTES, 4096));
        for (String field : new String(fields, StandardCharsets.UTF_8).split("\0", -1)) {
            if (field.startsWith("M")) {
                return new Health.Down(field.substring(1));
            }
        }
        return new Health.Down("it refuses connections");
    }
}
