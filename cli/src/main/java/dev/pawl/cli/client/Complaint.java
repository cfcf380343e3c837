package dev.pawl.cli.client;

/// What a person is told instead of a result, and how the command then exits.
public class Complaint extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Exit exit;

    public Complaint(Exit exit, String sentence) {
        super(sentence);
        this.exit = exit;
    }

    public final Exit exit() {
        return exit;
    }

    /// What was wrong, in words for a person.
    public final String sentence() {
        return String.valueOf(getMessage());
    }
}
