package dev.pawl.store.blob;

/// What was taken away so far.
record Takings(long objects, long bytes) {

    static final Takings NONE = new Takings(0, 0);

    Takings and(Takings more) {
        return new Takings(objects + more.objects, bytes + more.bytes);
    }

    Takings and(long size) {
        return new Takings(objects + 1, bytes + size);
    }
}
