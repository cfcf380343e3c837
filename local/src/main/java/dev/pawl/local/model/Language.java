package dev.pawl.local.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// How a provider's requests are read and answered.
interface Language {

    /// What a request asks for.
    Asked read(JsonNode request);

    /// An answer as a stream.
    List<Piece> stream(Reply reply);

    /// An answer in one piece.
    JsonNode whole(Reply reply);

    /// A refusal.
    JsonNode refusal(int status, String message);

    /// All the text in a message's content: a string, or blocks of which some have a text.
    static String text(JsonNode content) {
        if (content.isTextual()) {
            return content.asText();
        }
        StringBuilder text = new StringBuilder();
        for (JsonNode block : content) {
            text.append(block.path("text").asText("")).append('\n');
        }
        return text.toString();
    }

    /// The names of the tools, which some providers put one level deeper.
    static Set<String> tools(JsonNode request) {
        Set<String> names = new HashSet<>();
        for (JsonNode tool : request.path("tools")) {
            names.add(
                    tool.path("name").asText(tool.path("function").path("name").asText("")));
        }
        return names;
    }

    /// A text in the small pieces in which models write.
    static List<String> pieces(String text) {
        List<String> pieces = new ArrayList<>();
        for (int begin = 0; begin < text.length(); begin += 24) {
            pieces.add(text.substring(begin, Math.min(text.length(), begin + 24)));
        }
        return pieces;
    }
}
