package dev.frontrow.shared.web;

import dev.frontrow.shared.Problem;

/** The body of the request is over the limit. */
final class BodyTooLarge extends Problem {
    BodyTooLarge() {
        super(Kind.TOO_LARGE, "BODY_TOO_LARGE");
    }
}
