package dev.frontrow.identity;

import dev.frontrow.shared.UserId;
import java.util.Set;

/**
 * What a log-in brings (I2).
 *
 * @param expiresIn seconds
 */
record AccessToken(String accessToken, String tokenType, long expiresIn, UserId userId, Set<Role> roles) {

    static AccessToken of(LogIns.LoggedIn done) {
        var user = done.user();
        return new AccessToken(done.accessToken(), "Bearer", done.life().toSeconds(), user.id(), user.roles());
    }

    /** Not the token. */
    @Override
    public String toString() {
        return "AccessToken[" + userId + "]";
    }
}
