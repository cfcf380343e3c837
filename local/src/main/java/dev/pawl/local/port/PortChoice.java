package dev.pawl.local.port;

/// What a person asks of a port: nothing, a certain one, or any free one.
public sealed interface PortChoice {

    /// Nothing was said: the one of the last time, else the usual one.
    record Usual() implements PortChoice {}

    /// This one and no other.
    record Exactly(int port) implements PortChoice {}

    /// Any free one, and the same the next time if it is free.
    record Automatic() implements PortChoice {}

    /// Reads `auto` or a number.
    static PortChoice parse(String text) {
        if ("auto".equals(text)) {
            return new Automatic();
        }
        if (text.matches("[1-9][0-9]{0,4}") && Integer.parseInt(text) <= 65535) {
            return new Exactly(Integer.parseInt(text));
        }
        throw new IllegalArgumentException("'" + text + "' is no port: say auto, or a number from 1 to 65535.");
    }
}
