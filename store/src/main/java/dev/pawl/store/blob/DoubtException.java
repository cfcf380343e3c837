package dev.pawl.store.blob;

/// So much seems to be garbage that the fault is more likely elsewhere.
final class DoubtException extends Exception {

    private static final long serialVersionUID = 1;

    DoubtException(String sentence) {
        super(sentence + " Does the bucket belong to another database, or was the database restored without it?"
                + " Nothing more is taken away.");
    }
}
