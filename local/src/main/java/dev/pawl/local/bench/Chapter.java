package dev.pawl.local.bench;

/// One subject of the measurements, which can be measured without the others.
interface Chapter {

    /// What it is asked for by: one word.
    String name();

    /// What is going on meanwhile, for people: `runs, alone and 50 at once`.
    String words();

    /// Adds its figures. A house that it finds open or opens itself may be left open.
    void measure(Site site) throws InterruptedException;
}
