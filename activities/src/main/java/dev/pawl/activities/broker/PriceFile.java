package dev.pawl.activities.broker;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What stands in a file of prices: dollars for a million tokens, as providers print them.
record PriceFile(
        @JsonProperty(required = true) int version,
        @JsonProperty(required = true) Map<String, Entry> models) {

    private static final BigDecimal MICROS = BigDecimal.valueOf(1_000_000);

    PriceFile {
        Objects.requireNonNull(models, "models");
    }

    /// @param asOf when the provider said so
    record Entry(
            @JsonProperty(required = true) LocalDate asOf,
            @JsonProperty(required = true) BigDecimal input,
            @JsonProperty(required = true) BigDecimal output,
            @Nullable BigDecimal cacheWrite,
            @Nullable BigDecimal cacheWriteHour,
            @Nullable BigDecimal cacheRead,
            @Nullable Beyond beyond) {

        Entry {
            Objects.requireNonNull(asOf, "asOf");
            Objects.requireNonNull(input, "input");
            Objects.requireNonNull(output, "output");
        }

        Price price() {
            Price.Rates usual = rates(input, output, cacheWrite, cacheWriteHour, cacheRead);
            return beyond == null ? new Price(usual, null, usual) : new Price(usual, beyond.above, beyond.rates());
        }
    }

    /// Rates of long requests.
    record Beyond(
            @JsonProperty(required = true) long above,
            @JsonProperty(required = true) BigDecimal input,
            @JsonProperty(required = true) BigDecimal output,
            @Nullable BigDecimal cacheWrite,
            @Nullable BigDecimal cacheWriteHour,
            @Nullable BigDecimal cacheRead) {

        Beyond {
            Objects.requireNonNull(input, "input");
            Objects.requireNonNull(output, "output");
        }

        Price.Rates rates() {
            return PriceFile.rates(input, output, cacheWrite, cacheWriteHour, cacheRead);
        }
    }

    /// Where nothing is said of a cache, it costs as much as any input.
    private static Price.Rates rates(
            BigDecimal input,
            BigDecimal output,
            @Nullable BigDecimal cacheWrite,
            @Nullable BigDecimal cacheWriteHour,
            @Nullable BigDecimal cacheRead) {
        BigDecimal write = Objects.requireNonNullElse(cacheWrite, input);
        return new Price.Rates(
                micros(input),
                micros(output),
                micros(write),
                micros(Objects.requireNonNullElse(cacheWriteHour, write)),
                micros(Objects.requireNonNullElse(cacheRead, input)));
    }

    private static long micros(BigDecimal dollars) {
        if (dollars.signum() < 0 || dollars.compareTo(MICROS) > 0) {
            throw new IllegalArgumentException("%s is no price for a million tokens".formatted(dollars));
        }
        return dollars.multiply(MICROS).setScale(0, RoundingMode.CEILING).longValueExact();
    }
}
