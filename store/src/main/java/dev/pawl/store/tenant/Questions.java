package dev.pawl.store.tenant;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Questions that belong together. They go to the database as one message, because each way there and back costs more
/// than its answer.
public final class Questions {

    private final List<String> questions = new ArrayList<>();
    private final List<@Nullable Object> words = new ArrayList<>();

    /// Adds a question, and what stands in the places of its question marks.
    public Questions and(String question, @Nullable Object... itsWords) {
        questions.add(question);
        words.addAll(Arrays.asList(itsWords));
        return this;
    }

    String message() {
        return Tenants.NAME + ";\n" + this;
    }

    String asTransaction() {
        return "begin;\n" + message() + ";\ncommit";
    }

    List<@Nullable Object> words() {
        return words;
    }

    @Override
    public String toString() {
        return String.join(";\n", questions);
    }
}
