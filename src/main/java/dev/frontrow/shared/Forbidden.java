package dev.frontrow.shared;

/** The caller is known and may not do this. */
public final class Forbidden extends Problem {
    public Forbidden() {
        super(Kind.FORBIDDEN, "FORBIDDEN");
    }
}
