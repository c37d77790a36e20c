package dev.frontrow.identity;

import org.springframework.security.oauth2.jwt.Jwt;

/** What became of reading a token. */
public sealed interface TokenReading {

    /** Signed by us, in time. */
    record Valid(Jwt token) implements TokenReading {}

    /** Signed by us, its time is past. */
    record Expired(Jwt token) implements TokenReading {}

    /** Not ours: no token, unsigned, signed with another key or algorithm, changed, or for another audience. */
    record Invalid() implements TokenReading {}
}
