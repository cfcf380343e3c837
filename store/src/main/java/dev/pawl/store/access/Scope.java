package dev.pawl.store.access;

/// What a key lets its bearer do.
public enum Scope {
    SUBMIT,
    READ,
    DECIDE,
    OPERATE
}
