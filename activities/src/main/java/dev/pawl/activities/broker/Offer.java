package dev.pawl.activities.broker;

import java.util.List;
import java.util.Optional;

/// Which models may be asked for on a line, and what they cost.
record Offer(Broker.Terms terms, Provider provider, Prices prices) {

    /// Nothing for a model that may not be used, or has no price.
    Optional<Price> price(String model) {
        return mayUse(model) ? prices.of(provider.name(), model) : Optional.empty();
    }

    /// The others are for small things beside the conversation.
    boolean isMain(String model) {
        return terms.models().isEmpty()
                || Prices.isOneOf(model, List.of(terms.models().getFirst()));
    }

    /// Why nothing can be bought at all, as far as that can be known before.
    Optional<String> refusal() {
        for (String model : terms.models()) {
            if (!mayUse(model)) {
                return Optional.of(
                        "%s is not among the models that %s allows.".formatted(model, provider.setting("MODELS")));
            }
            if (prices.of(provider.name(), model).isEmpty()) {
                return Optional.of(
                        "%s has no price: add it to the file that PAWL_MODEL_PRICES names.".formatted(model));
            }
        }
        try {
            provider.key();
            return Optional.empty();
        } catch (Provider.NoKeyException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private boolean mayUse(String model) {
        return (terms.models().isEmpty() || Prices.isOneOf(model, terms.models()))
                && (provider.models().isEmpty() || Prices.isOneOf(model, provider.models()));
    }
}
