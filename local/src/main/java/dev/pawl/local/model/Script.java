package dev.pawl.local.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.pawl.local.HouseException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a scripted model answers.
///
/// @param marker what names a conversation in its opening words, so that one that another worker goes on with is known
///     again; absent, a digest of the first message names it
/// @param scenes each for the conversations in whose opening words its sign is found; the first that fits is played
public record Script(@Nullable Pattern marker, List<Scene> scenes) {

    private static final ObjectMapper YAML =
            YAMLMapper.builder().addModule(new JavaTimeModule()).build();

    public Script {
        scenes = List.copyOf(Objects.requireNonNull(scenes, "no scenes"));
    }

    /// Reads one that is written in YAML.
    public static Script of(String yaml) {
        try {
            return YAML.readValue(yaml, Script.class);
        } catch (JsonProcessingException failure) {
            throw new HouseException("The script of the model cannot be read: " + failure.getMessage(), failure);
        }
    }

    Optional<Scene> scene(String opening) {
        return scenes.stream()
                .filter(scene -> scene.when().matcher(opening).find())
                .findFirst();
    }

    /// What is answered in one kind of conversation, turn by turn.
    public record Scene(Pattern when, List<Turn> turns) {

        /// An empty pattern is read as none.
        public Scene {
            Objects.requireNonNull(when, "a scene without its sign, 'when'");
            turns = List.copyOf(Objects.requireNonNull(turns, "a scene without its turns"));
        }

        /// The turn of this number; behind the last one the model has nothing more to say.
        Turn turn(int number) {
            return number < turns.size() ? turns.get(number) : Turn.OVER;
        }
    }
}
