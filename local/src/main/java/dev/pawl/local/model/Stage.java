package dev.pawl.local.model;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pawl.local.model.Script.Scene;
import dev.pawl.local.model.ScriptedModel.Reader;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.stream.Collectors;

/// Plays the script: finds the scene and the turn that a request is in, and answers.
final class Stage {

    private final Script script;
    private final Answers answers;

    Stage(Script script, Answers answers) {
        this.script = script;
        this.answers = answers;
    }

    List<Answered> answers() {
        return answers.all();
    }

    void play(Language language, Reader reader) throws IOException {
        JsonNode request = reader.request();
        Asked asked = language.read(request);
        Optional<Scene> scene = script.scene(asked.opening());
        if (scene.isEmpty()) {
            note(reader, asked, "", 400, Tokens.NONE, true);
            reader.send(400, language.refusal(400, "The script has no scene for this conversation."));
            return;
        }
        String sign = scene.get().when().pattern();
        Turn turn = scene.get().turn(asked.turns());
        rest(turn.pause());
        Playing playing = new Playing(language, reader, asked, sign, turn);
        Trouble trouble = turn.trouble();
        if (trouble == null || !answers.isDue(trouble, conversation(asked) + "\n" + sign + "\n" + asked.turns())) {
            playing.answer();
            return;
        }
        switch (trouble) {
            case Trouble.Refuse refuse -> playing.refuse(refuse);
            case Trouble.Cut cut -> playing.cut(cut.after());
            case Trouble.Stall _ -> playing.stall();
        }
    }

    /// The first message goes before the instructions, which say much.
    private String conversation(Asked asked) {
        if (script.marker() != null) {
            for (String words : List.of(asked.first(), asked.opening())) {
                Matcher marker = script.marker().matcher(words);
                if (marker.find()) {
                    return marker.group();
                }
            }
        }
        return digest(asked.first());
    }

    private void note(Reader reader, Asked asked, String scene, int status, Tokens tokens, boolean whole) {
        answers.add(new Answered(
                reader.came(),
                Instant.now(),
                conversation(asked),
                scene,
                asked.turns(),
                asked.model(),
                status,
                tokens,
                whole));
    }

    private static void rest(Duration time) throws IOException {
        try {
            Thread.sleep(time);
        } catch (InterruptedException closed) {
            throw new InterruptedIOException("The server closes.");
        }
    }

    private static String digest(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 6);
        } catch (NoSuchAlgorithmException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /// One answer on its way.
    private final class Playing {

        private final Language language;
        private final Reader reader;
        private final Asked asked;
        private final String scene;
        private final Turn turn;

        private Playing(Language language, Reader reader, Asked asked, String scene, Turn turn) {
            this.language = language;
            this.reader = reader;
            this.asked = asked;
            this.scene = scene;
            this.turn = turn;
        }

        private void answer() throws IOException {
            if (asked.streams()) {
                stream(language.stream(reply()));
            } else {
                note(200, true);
                reader.send(200, language.whole(reply()));
            }
        }

        /// It is noted before its last piece is sent: whoever has read it all finds it noted.
        private void stream(List<Piece> pieces) throws IOException {
            boolean isNoted = false;
            try {
                begin(0);
                for (Piece piece : pieces.subList(0, pieces.size() - 1)) {
                    reader.write(bytes(piece.text()));
                    rest(turn.pace());
                }
                isNoted = true;
                note(200, true);
                reader.write(bytes(pieces.getLast().text()));
            } finally {
                if (!isNoted) {
                    note(200, false);
                }
            }
        }

        private void refuse(Trouble.Refuse refuse) throws IOException {
            note(refuse.status(), true);
            if (refuse.retryAfter() != null) {
                reader.header("Retry-After", refuse.retryAfter().toString());
            }
            reader.send(refuse.status(), language.refusal(refuse.status(), "The script refuses this."));
        }

        /// A length that is promised and not kept makes the server cut the connection.
        private void cut(int after) throws IOException {
            byte[] all = bytes(all());
            note(200, false);
            begin(all.length);
            reader.write(Arrays.copyOf(all, Math.min(after, all.length - 1)));
        }

        private void stall() throws IOException {
            note(200, false);
            begin(0);
            if (asked.streams()) {
                reader.write(bytes(language.stream(reply()).getFirst().text()));
            }
            rest(Duration.ofDays(1));
        }

        private String all() {
            return asked.streams()
                    ? language.stream(reply()).stream().map(Piece::text).collect(Collectors.joining())
                    : language.whole(reply()).toString();
        }

        private void begin(long length) throws IOException {
            reader.header("Content-Type", asked.streams() ? "text/event-stream; charset=utf-8" : "application/json");
            reader.begin(200, length);
        }

        private Reply reply() {
            String id = UUID.randomUUID().toString().replace("-", "");
            return new Reply(
                    id,
                    asked.model(),
                    asked.turns(),
                    turn.text(asked.tools()),
                    turn.calls(asked.tools()),
                    turn.tokens());
        }

        private void note(int status, boolean whole) {
            Stage.this.note(reader, asked, scene, status, status == 200 ? turn.tokens() : Tokens.NONE, whole);
        }

        private static byte[] bytes(String text) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
    }
}
