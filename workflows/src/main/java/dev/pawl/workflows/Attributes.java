package dev.pawl.workflows;

import io.temporal.common.SearchAttributeKey;

/// What the Web UI can search runs by. They are stored in clear: never put a secret or a brief into one.
public final class Attributes {

    public static final SearchAttributeKey<String> TENANT = SearchAttributeKey.forKeyword("PawlTenant");
    public static final SearchAttributeKey<String> KIND = SearchAttributeKey.forKeyword("PawlKind");
    public static final SearchAttributeKey<String> STAGE = SearchAttributeKey.forKeyword("PawlStage");
    public static final SearchAttributeKey<String> STATE = SearchAttributeKey.forKeyword("PawlState");
    public static final SearchAttributeKey<String> REPOSITORY = SearchAttributeKey.forKeyword("PawlRepository");

    private Attributes() {}
}
