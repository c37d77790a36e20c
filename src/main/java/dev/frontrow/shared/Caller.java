package dev.frontrow.shared;

/**
 * Who is asking, as the bearer token says. A controller method that takes one is reached only with a valid token.
 *
 * @param scope which concerts the request may touch; the waiting room narrows it (W10)
 */
public record Caller(UserId userId, boolean organizer, Scope scope) {

    /**
     * Everyone speaks for themselves, an organizer for anybody.
     *
     * @throws Forbidden when a fan names another user
     */
    public void mustBe(UserId named) {
        if (!organizer && !userId.equals(named)) {
            throw new Forbidden();
        }
    }
}
