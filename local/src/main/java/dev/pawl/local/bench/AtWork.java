package dev.pawl.local.bench;

/// An agent at work: the run, and the step of it.
record AtWork(String run, String step) {}
