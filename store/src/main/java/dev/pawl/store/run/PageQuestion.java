package dev.pawl.store.run;

import dev.pawl.store.tenant.Questions;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is asked for one page of runs. Only what is asked for stands in it: PostgreSQL may make one plan for all
/// calls of a statement, and a plan that has to fit every filter can only read every run.
final class PageQuestion {

    private final StringBuilder text = new StringBuilder("select * from runs where (created_at, id) < (?, ?)");
    private final List<Object> words = new ArrayList<>();

    private PageQuestion(RunCursor place) {
        words.add(place.createdAt().atOffset(ZoneOffset.UTC));
        words.add(place.id());
    }

    static Questions of(RunFilter filter, RunCursor place, int limit) {
        PageQuestion page = new PageQuestion(place);
        page.where("kind = ?", filter.kind());
        page.where("repository = ?", filter.repository());
        page.where("title ilike ?", filter.pattern());
        page.where(filter.status());
        page.words.add(limit);
        return new Questions().and(page.text + " order by created_at desc, id desc limit ?", page.words.toArray());
    }

    private void where(String condition, @Nullable String word) {
        if (word != null) {
            text.append(" and ").append(condition);
            words.add(word);
        }
    }

    /// In its own words, so that PostgreSQL sees that an index of the open runs holds all that it needs.
    private void where(@Nullable RunStatus status) {
        if (status != null) {
            text.append(" and status = '").append(status.name()).append('\'');
        }
    }
}
