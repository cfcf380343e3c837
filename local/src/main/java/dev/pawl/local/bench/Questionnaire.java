package dev.pawl.local.bench;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntFunction;

/// What is asked of many runs: their list, each of its filters where much and where little is found, its search, and
/// one of them.
final class Questionnaire {

    private static final String LIST = "/v1/runs?limit=50";
    private static final int BEHIND = 500;

    private Questionnaire() {}

    /// The paths, each by what it asks for.
    ///
    /// @param place the cursor behind so many runs
    static Map<String, String> of(String run, IntFunction<String> place) {
        Map<String, String> questions = new LinkedHashMap<>();
        questions.put("the newest 50", LIST);
        questions.put("50 behind the newest 500", LIST + place.apply(BEHIND));
        questions.put("of a kind, one in ten", LIST + "&kind=checkup");
        questions.put("of a kind that none is of", LIST + "&kind=feature");
        questions.put("that have ended", LIST + "&status=ended");
        questions.put("that wait for a person, none", LIST + "&status=needs_human");
        questions.put("of a repository, one in twenty", LIST + "&repository=https://git.example.com/team/repository-7");
        questions.put("of a repository, one in 500", LIST + "&repository=https://git.example.com/team/repository-99");
        questions.put("searched, one in five", LIST + "&text=umlauts");
        questions.put("searched, one or two in all", LIST + "&text=Bug+777:");
        questions.put("searched, none", LIST + "&text=nobody+wrote+this");
        questions.put(
                "searched in a kind and a repository",
                LIST + "&kind=bugfix&text=bug&repository=https://git.example.com/team/repository-7");
        questions.put("one run with all that belongs to it", "/v1/runs/" + run);
        return questions;
    }
}
