package dev.pawl.local.trouble;

/// Where something is kept, and a word that is known to be there: so it is seen that there was looked.
enum Place {
    HISTORY("Sums are wrong, case-cut"),
    TABLES("Sums are wrong, case-cut"),
    LOGS("polling"),

    /// What is shown of runs. What was lent stands there by its name.
    API("[A_TOKEN_FOR_SETUPS]"),

    /// Evidence, logs of gates and patches.
    PAPERS("PAWL_REPORTS="),

    /// What agents said and heard.
    CONVERSATIONS("PAWL_STEP=reproduce/1"),
    TREES("expr \"$1\" - \"$2\"");

    private final String word;

    Place(String word) {
        this.word = word;
    }

    String word() {
        return word;
    }
}
