package dev.pawl.local.guest;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;

/// Some events of a run, in order.
@JsonIgnoreProperties(ignoreUnknown = true)
public record EventsView(List<Event> events) {

    public EventsView {
        events = List.copyOf(events);
    }

    /// One thing that happened; a checkup's probes say their pool, their round and the attempt that got through.
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Event(long seq, String at, String kind, JsonNode body) {

        /// When it was written.
        public Instant moment() {
            return Instant.parse(at);
        }

        /// The pool whose worker it was.
        public String pool() {
            return body.path("pool").asText();
        }

        /// The round that it belongs to.
        public int round() {
            return body.path("round").asInt();
        }

        /// 1, or more where an earlier attempt died with its worker.
        public int attempt() {
            return body.path("attempt").asInt();
        }
    }
}
