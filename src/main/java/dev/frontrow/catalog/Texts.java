package dev.frontrow.catalog;

import org.jspecify.annotations.Nullable;

/** Texts as people type them. */
final class Texts {

    private Texts() {}

    /** Without the space around it; empty when there is none, for the validation to find. */
    static String stripped(@Nullable String text) {
        return text == null ? "" : text.strip();
    }
}
